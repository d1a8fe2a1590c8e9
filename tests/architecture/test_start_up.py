"""The command answers quickly, because nothing heavy is imported before it is needed."""

import subprocess
import sys

import pytest

HEAVY = ("polars", "numpy", "jinja2", "typst", "xlsxwriter", "rich", "pyarrow")


@pytest.mark.parametrize("arguments", [["--help"], ["diagnose", "--help"], ["read", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments):
    program = (
        "import sys\nfrom cleanskin.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert done.stdout.strip()


def test_wrong_usage_is_exit_code_2():
    done = subprocess.run([sys.executable, "-m", "cleanskin.cli", "no-such-command"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
