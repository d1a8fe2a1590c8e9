"""A verdict on a terminal: the answer first, then what carries it, what is missing, the papers, what to say."""

import shutil
import textwrap
from collections.abc import Iterator, Sequence

from cleanskin.front_desk.nouns import Trigger, Verdict
from cleanskin.reference.dermatology.service_grid import service_needs
from cleanskin.rules.cosmetic.judgment import TRIGGERS

_FORMS = {
    "none": "none",
    "abn": "Advance Beneficiary Notice (Medicare), signed before the service",
    "cosmetic_consent": "cosmetic consent with the price",
    "good_faith_estimate": "good-faith estimate in writing",
}
_BILLS = {
    "payer": "the payer",
    "patient": "the patient; no claim is sent",
    "ask": "open: the payer with a documented reason, else the patient",
}
_LABEL = 14


def lines(found: Verdict) -> Iterator[str]:
    """Lay a verdict out."""
    width = max(60, min(110, shutil.get_terminal_size((100, 24)).columns))
    head = f"{found.id}: " if found.id else ""
    change = f"  (planned: {found.planned})" if found.changed else ""
    yield f"{head}{found.verdict.upper()}{change}"
    yield from _row("why", found.why, width)
    if len(found.parts) > 1:
        for part in found.parts:
            place = f", {part.site.replace('_', ' ')}" if part.site else ""
            yield from _row(f"{part.lesion or 'service'}", f"{part.verdict}: {part.label}{place}. {part.why}", width)
    else:
        yield from _row("service", ", ".join(part.label for part in found.parts), width)
    for title, scopes in (("found", ("strong", "medium", "supportive", "weak")), ("denied", ("negated",))):
        yield from _row(title, _quoted([one for one in found.evidence if one.strength in scopes]), width)
    others = [
        one for one in found.evidence if one.strength not in ("strong", "medium", "supportive", "weak", "negated")
    ]
    yield from _row("not counted", _quoted(others, with_strength=True), width)
    yield from _row("cosmetic wish", ", ".join(f'"{one}"' for one in found.cosmetic_signals), width)
    yield from _row("missing", ", ".join(_named(one) for one in found.missing), width)
    yield from _row("contradiction", "; ".join(found.contradictions), width)
    yield from _row("form", "; ".join(_FORMS[one] for one in found.forms), width)
    yield from _row("authorization", "ask the payer first" if found.authorization_needed else "", width)
    yield from _row("bill goes to", _BILLS[found.bill_to], width)
    for article in found.articles:
        yield from _row(f"{article.article}", f"{article.code}: {article.says} ({article.contractor})", width)
    yield from _row("ask", " ".join(found.questions), width)
    yield from _row("say", f'"{found.script}"' if found.script else "", width)


def _quoted(found: Sequence[Trigger], *, with_strength: bool = False) -> str:
    return ", ".join(
        f'{one.name} ("{one.words}"{", " + one.strength if with_strength or one.strength == "medium" else ""})'
        for one in found
    )


def _named(one: str) -> str:
    needs = service_needs()
    return TRIGGERS.get(one) or (needs[one].label if one in needs else one)


def _row(label: str, text: str, width: int) -> Iterator[str]:
    if text:
        yield from textwrap.wrap(
            text, width, initial_indent=f"  {label:<{_LABEL}}", subsequent_indent=" " * (_LABEL + 2)
        )
