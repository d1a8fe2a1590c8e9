"""What `cleanskin reference show` tells about a diagnosis code."""

from datetime import date
from typing import TYPE_CHECKING, Any

from cleanskin.cli.references.screen import Screen

if TYPE_CHECKING:
    from cleanskin.reference.icd10cm import NoteKind
    from cleanskin.reference.look_up import Reference

_CHILDREN_SHOWN_MAX = 20
_NOTES_SHOWN_MAX = 8
_NOTES: tuple[tuple[str, "NoteKind"], ...] = (
    ("never with", "excludes1"),
    ("not included", "excludes2"),
    ("code first", "code_first"),
    ("use additional", "use_additional"),
    ("code also", "code_also"),
)


def about_diagnosis(code: str, on: date, reference: "Reference") -> tuple[Screen, dict[str, Any]] | None:
    """Return the screen and the facts behind it; None when nothing is known of the code on that day."""
    from cleanskin.reference.icd10cm import Diagnoses, display

    answer = reference.diagnosis(code, on)
    if answer is None:
        return None
    facts = answer.value
    known = Diagnoses(reference)
    screen = Screen(f"{display(code)}  {facts.label}  (on {on.isoformat()})")
    screen.section("What it is")
    screen.add("may be billed", "yes" if facts.billable else "no: a more specific code is needed", answer)
    below = [one for one in known.more_specific(code, on) if one != code]
    if not facts.billable:
        shown = ", ".join(display(one) for one in below[:_CHILDREN_SHOWN_MAX])
        rest = len(below) - _CHILDREN_SHOWN_MAX
        screen.add("more specific", shown + (f" and {rest} more" if rest > 0 else ""))
    above = known.ancestors(code, on)
    screen.add("within", "; ".join(f"{_place(one.code)} {one.label}" for one in above))
    screen.add("side", facts.laterality)
    screen.add("other side", display(other) if (other := known.other_side(code, on)) else "")
    screen.add("also called", "; ".join(facts.inclusion_terms))
    if facts.seventh_characters:
        screen.add("7th character", "; ".join(f"{letter} {meaning}" for letter, meaning in facts.seventh_characters))
    screen.section("Notes of the list")
    notes: dict[str, Any] = {}
    for label, kind in _NOTES:
        inherited = known.notes(code, on, kind)
        notes[kind] = inherited
        told = [f"{one.note.text} (at {_place(one.at)})" for one in inherited[:_NOTES_SHOWN_MAX]]
        screen.add(label, "\n".join(told))
    return screen, {"diagnosis": answer, "ancestors": above, "billable_below": below, "notes": notes}


def _place(code: str) -> str:
    """Name a code, a block or a chapter of the list; a block's own label has its codes."""
    from cleanskin.reference.icd10cm import display

    if code.startswith("CHAPTER"):
        return f"chapter {int(code.removeprefix('CHAPTER'))}"
    if code.startswith("BLOCK"):
        named = code.removeprefix("BLOCK")
        return f"block {named[:3]}-{named[3:]}" if len(named) == 6 else f"block {named}"
    return display(code)
