"""Services that a record tells and whose codes are not in the project's tables: a person codes them.

Named so that nothing done is passed over in silence.
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.served import ask, served

FAMILY = Family(name="not_in_tables", covers=(), of_services=True)

KINDS: Final = {
    "compression_wrap": "a compression dressing",
    "photopheresis": "photopheresis",
    "iontophoresis": "iontophoresis",
}
"""Kinds of services, and what they are called in the question."""


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Ask for the code of each such service."""
    for kind, name in KINDS.items():
        found = served(case, kind)
        if found:
            yield ask(
                found,
                topic="code",
                question=f"Which code stands for {name}, and does the record tell all that it needs?",
                why="The record tells of a service whose codes are not in the tables: a coder has to add its line.",
                sentence=f"{name[:1].upper()}{name[1:]}: ___ (who, how long, where).",
            )
