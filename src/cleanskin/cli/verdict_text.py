"""A verdict on a terminal: the answer first, then what carries it, what is missing, the papers, what to say."""

import shutil
import textwrap
from collections.abc import Iterator, Sequence

from cleanskin.front_desk.nouns import Judged, Trigger, Verdict
from cleanskin.reference.dermatology.service_grid import service_needs
from cleanskin.rules.cosmetic.judgment import TRIGGERS

_FORMS = {
    "none": "none",
    "abn": "Advance Beneficiary Notice (Medicare), signed before the service unless a reason is found",
    "cosmetic_consent": "cosmetic consent with the price",
    "good_faith_estimate": "good-faith estimate in writing",
}
_BILLS = {
    "payer": "the payer",
    "patient": "the patient; no claim is sent",
    "ask": "open: the payer with a documented reason, else the patient",
    "apart": "the payer for the medical part, the patient for the cosmetic part",
}
_WEIGHTS = ("strong", "medium", "supportive", "weak")
_SCOPES = {
    "negated": "denied",
    "historical": "in the past",
    "family": "of a relative",
    "other_person": "of somebody else",
    "hypothetical": "only possible",
    "instruction": "advice",
    "boilerplate": "consent text",
    "hemostasis": "of the procedure",
    "elsewhere": "of another problem",
    "uncertain": "not sure",
    "planned": "planned",
    "declined": "declined",
}
"""Why words do not count."""

_LABEL = 15


def lines(found: Verdict) -> Iterator[str]:
    """Lay a verdict out."""
    width = max(60, min(100, shutil.get_terminal_size((100, 24)).columns))
    head = f"{found.id}: " if found.id else ""
    alone = f"  {found.parts[0].label}" if len(found.parts) == 1 else ""
    yield f"{head}{found.verdict.upper()}{alone}"
    if found.changed is not None:
        yield from _row("planned", f"{found.planned}: {'changed' if found.changed else 'as planned'}", width)
    yield from _row("why", found.why, width)
    for part in found.parts if len(found.parts) > 1 else ():
        yield from _row(part.lesion or "service", _part(part), width)
    yield from _row("found", _grouped([one for one in found.evidence if one.strength in _WEIGHTS]), width)
    others = [one for one in found.evidence if one.strength not in _WEIGHTS]
    yield from _row("does not count", _grouped(others), width)
    yield from _row("cosmetic wish", ", ".join(f'"{one}"' for one in found.cosmetic_signals), width)
    for part in _with_missing(found):
        which = f"{part.lesion}: " if part.lesion and len(found.parts) > 1 else ""
        amount = "all of: " if part.missing_all else "any of: " if len(part.missing) > 1 else ""
        yield from _row("would carry it", which + amount + ", ".join(_named(one) for one in part.missing), width)
    for one in found.contradictions:
        yield from _row("contradiction", one, width)
    yield from _row("policy", found.policy, width)
    for article in found.articles:
        yield from _row(article.article, f"{article.code}: {article.says} ({article.contractor})", width)
    is_open = not found.parts or any(part.verdict == "conditional" for part in found.parts)
    yield from _row("ask", " ".join(found.questions) if is_open else "", width)
    yield from _row("authorization", "ask the payer first" if found.authorization_needed else "", width)
    yield from _row("form", "; ".join(_FORMS[one] for one in found.forms), width)
    yield from _row("bill goes to", _BILLS[found.bill_to], width)
    yield from _row("say", f'"{found.script}"' if found.script else "", width)


def _part(part: Judged) -> str:
    place = f", {part.site.replace('_', ' ')}" if part.site else ""
    return f"{part.verdict}: {part.label}{place}. {part.why}"


def _with_missing(found: Verdict) -> list[Judged]:
    """Return the parts for which something is missing that would make them medical, alike ones once."""
    held = {part.missing: part for part in reversed(found.parts) if part.missing and part.verdict == "conditional"}
    return list(reversed(held.values()))


def _grouped(found: Sequence[Trigger]) -> str:
    """Return reasons with their words, those alike together."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in found:
        groups.setdefault((one.name, one.strength), []).append(f'"{one.words}"')
    return "; ".join(
        f"{name} ({', '.join(dict.fromkeys(words))}{_note(strength)})" for (name, strength), words in groups.items()
    )


def _note(strength: str) -> str:
    return "" if strength == "strong" else f": {_SCOPES.get(strength, strength)}"


def _named(one: str) -> str:
    needs = service_needs()
    if one == "MN-ITCH":
        return "intense itching"
    return TRIGGERS.get(one) or (needs[one].label if one in needs else one)


def _row(label: str, text: str, width: int) -> Iterator[str]:
    if text:
        yield from textwrap.wrap(
            text, width, initial_indent=f"  {label:<{_LABEL}}", subsequent_indent=" " * (_LABEL + 2)
        )
