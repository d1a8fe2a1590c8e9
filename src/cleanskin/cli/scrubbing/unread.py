"""What could not be read or used, told on standard error: a line a file and kind, with the first place and a count."""

import sys
from collections.abc import Iterable

from cleanskin.kernel.finding import Finding, Pointer


def tell(findings: Iterable[Finding]) -> bool:
    """Tell each kind of finding of each file once; True when one was an error."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        alike.setdefault((one.where.file, one.id), []).append(one)
    for (file, id), same in alike.items():
        parts = [f"{len(same):,} of this kind, the first at"] if len(same) > 1 else []
        parts += [place_words(same[0].where) or "the file as a whole"]
        print(f"cleanskin scrub: {file}: {id} {same[0].message} ({' '.join(parts)})", file=sys.stderr)
    return any(one.severity == "error" for same in alike.values() for one in same)


def place_words(where: Pointer) -> str:
    """Return a place inside a file in words, "" when the file as a whole is meant."""
    named = (
        ("transaction", where.transaction),
        ("claim", where.claim),
        ("line", where.line),
        ("segment", where.segment),
    )
    return ", ".join([*(f"{name} {number}" for name, number in named if number), *filter(None, (where.element,))])
