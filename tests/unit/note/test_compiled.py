"""The compiled modules and their sources read and code every text of the tests alike, to the byte."""

import json
import os
import random
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cleanskin.kernel.compiled import FOLDER, PLAIN, is_fresh, read_manifest

ROOT = Path(__file__).resolve().parents[3]
LETTERS_MIN = 60
LETTERS_MAX = 20_000
MIXED = 150

READ = """
import sys
from datetime import date
import msgspec
from cleanskin.charge.code import code
from cleanskin.kernel.compiled import modules_in_use
from cleanskin.note.read import read
from cleanskin.reference.look_up import Reference
reference = Reference(None)
for text in msgspec.json.decode(sys.stdin.buffer.read()):
    coding = code(read(text), reference=reference, on=date(2026, 3, 2))
    sys.stdout.buffer.write(msgspec.json.encode(coding) + b"\\n")
print(len(modules_in_use()))
"""


def _strings(held):
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict | list):
        for one in held.values() if isinstance(held, dict) else held:
            yield from _strings(one)


def _texts() -> list[str]:
    """Every longer text that a test holds, in files of its own or in fields of others, and the notes of the benchmark."""
    found = [path.read_text("utf-8") for path in ROOT.glob("tests/**/*.txt")]
    found += (ROOT / "bench" / "notes_of_visits.txt").read_text("utf-8").split("\n=====\n")
    for path in ROOT.glob("tests/**/*.toml"):
        found += _strings(tomllib.loads(path.read_text("utf-8")))
    for path in ROOT.glob("tests/**/*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            found += _strings(json.loads(line))
    return sorted({one[:LETTERS_MAX] for one in found if len(one) >= LETTERS_MIN})


def _mixed(texts: list[str]) -> list[str]:
    """Notes of sentences of others, so that what never stood together does."""
    chance = random.Random(16)
    sentences = [one for text in texts for one in re.split(r"(?<=[.:])\s", text) if one]
    return ["\n".join(chance.sample(sentences, 12)) for _ in range(MIXED)]


def _answers(texts: list[str], *, plain: str) -> tuple[list[bytes], int]:
    environment = {**os.environ, PLAIN: plain}
    given = json.dumps(texts).encode()
    ran = subprocess.run([sys.executable, "-c", READ], input=given, capture_output=True, check=True, env=environment)
    *answers, used = ran.stdout.splitlines()
    return answers, int(used)


FALL_BACK = """
import sys
from cleanskin.kernel.compiled import plain_form
from cleanskin.note import read as compiled
from cleanskin.note.read import read
note = "Shave biopsy of a 0.6 cm papule on the left cheek."
plain = plain_form(compiled.__name__, compiled.__file__)
inside = ("cleanskin.note.", "cleanskin.charge.")
files = [module.__file__ for name, module in sys.modules.items() if name.startswith(inside)]
assert plain.__file__.endswith(".py") and all(one.endswith(".py") for one in files), files
assert plain.read(note) == read(note)
assert plain_form(compiled.__name__, compiled.__file__) is plain
assert plain_form(plain.__name__, plain.__file__) is None
"""


@pytest.fixture(scope="module")
def manifest():
    held = read_manifest(FOLDER)
    if held is None or not is_fresh(held.sources, FOLDER.parent):
        pytest.skip("the sources are not those that were compiled, or nothing was: make fast")
    return held


def test_the_plain_form_stands_in_for_a_compiled_one(manifest):
    environment = {**os.environ, PLAIN: ""}
    ran = subprocess.run(
        [sys.executable, "-c", FALL_BACK], capture_output=True, text=True, check=False, env=environment
    )
    assert ran.stderr == ""
    assert ran.returncode == 0


def test_compiled_and_plain_answers_are_the_same(manifest):
    texts = _texts()
    assert len(texts) > 500
    texts += _mixed(texts)
    plain, none = _answers(texts, plain="1")
    ours, used = _answers(texts, plain="")
    assert none == 0
    assert used, "a compiled module stopped with an error, and the sources were asked"
    assert len(plain) == len(ours) == len(texts)
    assert [text for text, one, other in zip(texts, plain, ours) if one != other] == []
