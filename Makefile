# Everything a person does with this checkout.  `make demo` and `make test` need nothing before them.
VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
STAMP := $(VENV)/.set-up
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format types fast bench truth docs lock long fuzz clean

help:  ## say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(STAMP)  ## set up .venv in this folder; leaves the command at .venv/bin/cleanskin

$(STAMP): requirements/dev.lock pyproject.toml bin/make_venv
	@sh bin/make_venv $(VENV)
	@$(UV) pip sync --quiet --require-hashes --compile-bytecode --python $(PY) requirements/dev.lock 2>$(VENV)/uv.log || \
	  $(UV) pip sync --quiet --require-hashes --compile-bytecode --system-certs --python $(PY) requirements/dev.lock || \
	  { cat $(VENV)/uv.log >&2; exit 1; }  # a network with its own certificates needs the system's
	@$(UV) pip install --quiet --no-deps --no-build-isolation --offline --python $(PY) --editable .
	@touch $@
	@$(PY) bin/compile_notes.py --if-possible

demo: setup  ## run the main job on an invented practice; the last line names the report
	@$(PY) -m cleanskin.cli demo --out build/demo

test: setup  ## run the tests
	@$(PY) -m pytest -q -n $(WORKERS) --dist loadfile -m "not truth and not long" tests
	@$(PY) tests/truth/say_not_run.py

check: setup  ## format, lint, types, import law, docs
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(PY) docs/generate.py --check
	@$(VENV)/bin/sphinx-build -q -W --keep-going -n -b html docs build/docs

format: setup  ## put the code into the project's format
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/ruff check --fix .

fast: setup  ## compile the reading and coding of notes anew; used for as long as its sources stay as they are
	@$(PY) bin/compile_notes.py

bench: setup  ## speed and memory against named peers, as ratios in one run
	@$(PY) -m bench

truth: setup  ## everything that needs ../shared/data; fails when it finds no case
	@$(PY) tests/truth/run.py -n $(WORKERS) --dist loadfile

long: setup  ## long fault and scale runs
	@$(PY) -m pytest -q -n $(WORKERS) -m long tests

fuzz: setup  ## coverage-guided fuzzing of the lexer and the walker (Linux)
	@$(UV) pip install --quiet --python $(PY) "atheris>=3"
	@$(PY) tests/property/fuzz_x12.py -max_total_time=60 -atheris_runs=1000000

docs: setup  ## the documentation site, in build/docs
	@$(PY) docs/generate.py
	@$(VENV)/bin/sphinx-build -q -W --keep-going -n -b html docs build/docs

lock: setup  ## make the lock file anew from pyproject.toml
	@$(UV) pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url -q -o requirements/dev.lock

clean:  ## remove what was made
	rm -rf build src/cleanskin/_compiled $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
