"""The report as layouts need it: every value already text, every chart already drawn, nothing left to decide.

The page and the PDF are two layouts of this one view, so they cannot disagree.  A view is plain data (dicts, lists,
text) and can be written as JSON.
"""

import re
from collections.abc import Sequence

from cleanskin.insight import charts
from cleanskin.insight.report import model, words
from cleanskin.insight.report.masking import mask_report
from cleanskin.insight.report.view_tables import View, detail_link, numbers_view, table_view

_STANDINGS = {"good": "good", "watch": "watch", "bad": "needs action", "neutral": "", "unknown": "unknown"}
_KINDS = {
    "own_past": "Own past",
    "own_payers": "Own payers",
    "published": "Published",
    "vendor": "Vendor claim, method not shown",
    "goal": "Goal",
}
_ORDER = tuple(_KINDS)
_LONGEST_SUBHEAD = 48
"""A strong paragraph this short and without a full stop heads what follows it."""
_NUMBERED = re.compile(r"^\d+\.\s+")
_BRIEF_KINDS = ("callout", "paragraph")
"""Blocks of the front that stand before the verdict; tables and charts of the front come after it."""
_OWNERS_UNKNOWN = "not known"


def build_view(report: model.Report, *, alone: bool) -> View:
    """Return the view of a report.

    `alone` draws every chart with its own style sheet (for the PDF); without it charts are drawn twice, wide and
    narrow, in the colors of the page around them.
    """
    report = mask_report(report)
    several = len(report.entities) > 1
    labels = _labels(report.entities)
    entities = [
        _entity(one, label=label, alone=alone, prefix=f"e{number}-" if several else "")
        for number, (one, label) in enumerate(zip(report.entities, labels, strict=True), start=1)
    ]
    front = [_block(block, alone=alone, anchor=f"front-{k}") for k, block in enumerate(report.front)]
    back = [_section(section, alone=alone, prefix="") for section in report.back]
    start, end = report.period_start, report.period_end
    return {
        "practice": report.practice,
        "as_of": words.day(report.as_of),
        "period": f"{words.day(start)} – {words.day(end)}" if start and end else "not known",
        "version": report.version,
        "privacy": privacy(report),
        "front": [block for block in front if block["kind"] in _BRIEF_KINDS],
        "front_title": ", ".join(block["title"] for block in front if "title" in block and "columns" in block)
        or "More",
        "front_more": [block for block in front if block["kind"] not in _BRIEF_KINDS],
        "entities": entities,
        "several": several,
        "back": back,
    }


def privacy(report: model.Report) -> View:
    """Say what a reader must know before passing the report on."""
    if report.invented:
        return {
            "kind": "invented",
            "short": "Invented data",
            "text": "No real patient, payer contract or practice.",
        }
    if not report.contains_patient_data:
        text = "Names, numbers and exact dates of patients were removed or replaced; still handle with care."
        return {"kind": "deidentified", "short": "De-identified data", "text": text}
    text = "Share only with people who may see it. "
    text += (
        "Names, member numbers and birth dates are shown."
        if report.names_shown
        else "Names, member numbers and birth dates are masked."
    )
    return {"kind": "patient", "short": "Contains patient data", "text": text}


def _anchor(text: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in text.lower()).strip("-") or "part"


def _labels(entities: Sequence[model.EntityReport]) -> list[str]:
    """Return the entities' names; those of one name are told apart by NPI, never by tax number: it may be a person's."""
    names = [one.label for one in entities]
    found = []
    for one in entities:
        npi = one.entity.rpartition(":")[2]
        found.append(f"{one.label}, NPI {npi}" if names.count(one.label) > 1 and npi else one.label)
    return found


def _entity(entity: model.EntityReport, *, label: str, alone: bool, prefix: str) -> View:
    sections = [_section(section, alone=alone, prefix=prefix) for section in entity.sections]
    return {
        "label": label,
        "anchor": f"{prefix}verdict",
        "verdict": _verdict(entity.verdict),
        "first": _first(sections),
        "sections": sections,
    }


def _first(sections: Sequence[View]) -> View:
    """Return the three recommendations of the highest rank and where they stand."""
    found = [(section["anchor"], b) for section in sections for b in section["blocks"] if b["kind"] == "recommendation"]
    found.sort(key=lambda pair: pair[1]["rank"])
    return {"anchor": found[0][0] if found else "", "advice": [block for _, block in found[:3]]}


def _section(section: model.Section, *, alone: bool, prefix: str) -> View:
    anchor = prefix + _anchor(section.key)
    blocks = [_block(block, alone=alone, anchor=f"{anchor}-{k}") for k, block in enumerate(section.blocks)]
    return {"anchor": anchor, "title": section.title, "blocks": blocks}


def _verdict(verdict: model.Verdict) -> View:
    share = verdict.share_observed
    known = verdict.at_stake_low is not None or verdict.at_stake_high is not None
    return {
        "headline": verdict.headline,
        "sentences": list(verdict.sentences),
        "figures": [figure_view(figure) for figure in verdict.figures],
        "at_stake": _money_span(verdict.at_stake_low, verdict.at_stake_high) if known else "",
        "at_stake_words": _capital(verdict.at_stake_words),
        "sureness": _capital(verdict.sureness),
        "share": words.ratio(share) if share is not None else "",
        "share_percent": round(min(max(share, 0), 1) * 100) if share is not None else None,
        "share_enough": share is not None and share >= 0.8,
        "withheld": _capital(verdict.withheld),
    }


def _capital(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]


def _money_span(low: int | None, high: int | None) -> str:
    """Write an amount or a range in whole dollars."""
    if low is None or high is None or low == high:
        known = low if low is not None else high
        if known is None:
            return ""
        text = words.dollars(known, whole=True)
        return text if low == high else f"{'at least' if high is None else 'up to'} {text}"
    return f"{words.dollars(low, whole=True)} – {words.dollars(high, whole=True)}"


def figure_view(figure: model.Figure) -> View:
    """Return one figure as text: its value or why there is none, its bounds, parts, comparisons."""
    unknown = bool(figure.needs) and figure.value is None
    state = "known" if figure.value is not None else "unknown" if unknown else "withheld"
    parts = ""
    if figure.numerator is not None and figure.denominator is not None:
        over = words.value_text(figure.denominator, figure.parts_unit)
        parts = f"{words.value_text(figure.numerator, figure.parts_unit)} of {over}"
    comparisons = sorted(figure.comparisons, key=lambda one: _ORDER.index(one.kind))
    counts = [parts] if parts else []
    if figure.n is not None:
        counts.append(f"n {figure.n:,}")
    bounded = figure.low is not None or figure.high is not None
    withheld = figure.withheld or ("" if unknown or figure.value is not None else "too little to say")
    return {
        "key": figure.key,
        "label": figure.label,
        "state": state,
        "value": words.with_unit(figure.value, figure.unit) if state == "known" else "",
        "bounds": words.between(figure.low, figure.high, figure.unit) if bounded else "",
        "counts": ", ".join(counts),
        "standing": figure.standing,
        "standing_words": _STANDINGS[figure.standing] if state == "known" else "",
        "comparisons": [_comparison(one, figure.unit) for one in comparisons],
        "brief": [_comparison(one, figure.unit) for one in _brief(comparisons)],
        "explanation": _capital(figure.explanation),
        "withheld": _capital(withheld),
        "needs": ", ".join(figure.needs),
        "detail": figure.table,
        "href": detail_link(figure.table),
    }


def _brief(comparisons: Sequence[model.Comparison]) -> list[model.Comparison]:
    """Choose the two comparisons that matter most: the own past, then the first from outside."""
    past = [one for one in comparisons if one.kind == "own_past"][:1]
    outside = [one for one in comparisons if one.kind in ("published", "goal", "vendor")][:1]
    return (past + outside) or list(comparisons[:2])


def _comparison(one: model.Comparison, unit: model.Unit) -> View:
    value = words.with_unit(one.value, unit) if one.value is not None else words.span(one.low, one.high, unit)
    return {
        "kind": one.kind,
        "kind_words": _KINDS[one.kind],
        "label": _capital(one.label),
        "value": value,
        "source": one.source,
    }


def _block(block: model.Block, *, alone: bool, anchor: str) -> View:
    match block:
        case model.Paragraph():
            subhead = block.strong and len(block.text) <= _LONGEST_SUBHEAD and block.text[-1:] not in ".:;!?"
            return {"kind": "subhead" if subhead else "paragraph", "text": block.text, "strong": block.strong}
        case model.Callout():
            return {"kind": "callout", "tone": block.kind, "title": block.title, "text": block.text}
        case model.FigureGrid():
            return {"kind": "figures", "figures": [figure_view(figure) for figure in block.figures]}
        case model.Table():
            return {"kind": "table", "anchor": anchor, **table_view(block)}
        case model.Chart():
            return {"kind": "chart", "anchor": anchor, **_chart(block, alone=alone)}
        case model.Recommendation():
            return {"kind": "recommendation", **_recommendation(block)}
        case model.Answers():
            return {
                "kind": "answers",
                "answers": [{"stated": a.stated, "verdict": a.verdict, "why": a.why} for a in block.answers],
            }
        case model.Checklist():
            items = [
                {"question": _NUMBERED.sub("", q), "answer": a, "standing": s, "standing_words": _STANDINGS[s]}
                for q, a, s in block.items
            ]
            return {"kind": "checklist", "title": block.title, "items": items}


def _chart(chart: model.Chart, *, alone: bool) -> View:
    drawn: View = {"title": chart.title, "alt": chart.alt, "numbers": numbers_view(chart)}
    drawn["wide"] = charts.draw(chart, width=charts.WIDE, alone=alone)
    if not alone:
        drawn["narrow"] = charts.draw(chart, width=charts.NARROW)
    return drawn


def _recommendation(one: model.Recommendation) -> View:
    amount = _money_span(one.amount_low, one.amount_high)
    annual = _money_span(one.annual_low, one.annual_high)
    proof = None
    if one.proof is not None:
        proof = {
            "claims": words.plural(one.proof.claims, "claim"),
            "amount": words.dollars(one.proof.amount),
            "detail": one.proof.detail,
            "filter": one.proof.filter,
            "href": detail_link(one.proof.detail),
            "sample": list(one.proof.sample),
        }
    return {
        "rank": one.rank,
        "title": one.title,
        "what": one.what,
        "why": one.why,
        "owner": one.owner or _OWNERS_UNKNOWN,
        "first_step": one.first_step,
        "amount": amount or "Not estimated",
        "amount_words": "over the observed period" if amount else "no dollars are claimed",
        "annual": annual if annual != amount else "",
        "annual_factor": one.annual_factor,
        "arithmetic": one.arithmetic,
        "sureness": _capital(one.sureness),
        "proof": proof,
    }
