"""Coverage-guided fuzzing of the lexer and the walker (`make fuzz`): needs atheris, which is not a dependency.

Starts from the fault fixtures.  A crash is any exception; a lie is a transaction called complete without an SE.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["cleanskin.x12"]):
    from cleanskin.x12.read import read_file

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "x12"


def one_input(data: bytes) -> None:
    """Read the bytes to the end and hold the reading to its promises."""
    for reading in read_file(data, name="fuzz"):
        transaction = reading.transaction
        if transaction is None:
            assert reading.findings
            continue
        if transaction.complete and transaction.kind != "TA1":
            assert transaction.segments[-1].elements[0] == "SE"
        if transaction.root is not None:
            kept = sum(1 for _ in transaction.root.all_segments())
            assert kept == len(transaction.segments)


def main() -> None:
    """Fuzz with the fixtures as a corpus unless folders are named."""
    arguments = list(sys.argv)
    if not any(Path(argument).is_dir() for argument in arguments[1:]):
        found = Path("build/fuzz/x12")
        found.mkdir(parents=True, exist_ok=True)
        arguments += [str(found), str(GOLDEN)]
    atheris.Setup(arguments, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
