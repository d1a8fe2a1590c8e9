"""Faults of files: what is drawn for a file, and how its text is damaged."""

import re

from cleanskin.sim.chance import Chance
from cleanskin.sim.clearinghouse.fault_kinds import parts_of
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.wire.segments import END

_OF_CONTENT = ("dropped_line_control", "changed_case", "padded_control")
_OF_REMITTANCES = (
    "lost_remit_file", "late_file", "truncated_file", "wrong_control_number", "wrong_segment_count", "duplicate_file",
    "same_remittance_twice", "out_of_order",
)  # fmt: skip
_OF_CLAIMS = ("lost_claim_file", "truncated_file", "wrong_control_number", "wrong_segment_count", "duplicate_file")
_LINE_CONTROL = re.compile(r"REF\*6R\*[^~]*~\n")
_NUMBER = re.compile(r"^CLP\*([^*]*)\*")
_LAST_COUNT = re.compile(r"SE\*([0-9]+)\*([0-9]+)~\n(?=(?:ST|GE)\*)")


def drawn_content(configuration: Configuration, chance: Chance) -> str:
    """Return the fault of content of one remittance, "" for none; always the same number of draws."""
    return _drawn(configuration, chance, _OF_CONTENT)


def drawn_remittance(configuration: Configuration, chance: Chance) -> str:
    """Return the fault of one remittance file, "" for none."""
    return _drawn(configuration, chance, _OF_REMITTANCES)


def drawn_claims(configuration: Configuration, chance: Chance) -> str:
    """Return the fault of one claim file, "" for none."""
    return _drawn(configuration, chance, _OF_CLAIMS)


def _drawn(configuration: Configuration, chance: Chance, kinds: tuple[str, ...]) -> str:
    found = ""
    for kind in kinds:
        if chance.happens(parts_of(configuration, kind)) and not found:
            found = kind
    return found


def changed_content(kind: str, claims: list[str]) -> list[str]:
    """Return answers (from CLP on) as a payer with that habit of the day would say them."""
    match kind:
        case "dropped_line_control":
            return [_LINE_CONTROL.sub("", text) for text in claims]
        case "changed_case":
            return [_NUMBER.sub(lambda found: f"CLP*{found[1].lower()}*", text) for text in claims]
        case "padded_control":
            return [_NUMBER.sub(lambda found: f"CLP*{found[1].rjust(20, '0')}*", text) for text in claims]
    return claims


def damaged(kind: str, text: str, chance: Chance) -> str:
    """Return the text of an interchange as it arrives: cut off, or with a wrong number or count."""
    match kind:
        case "truncated_file":
            return text[: len(text) * chance.between(30, 90) // 100]
        case "wrong_control_number":
            head, mark, tail = text.rpartition("IEA*")
            count, _, control = tail.removesuffix(END).partition("*")
            return f"{head}{mark}{count}*{(int(control) + 1) % 10**9:09d}{END}"
        case "wrong_segment_count":
            return _LAST_COUNT.sub(lambda found: f"SE*{int(found[1]) + 1}*{found[2]}{END}", text, count=1)
    return text
