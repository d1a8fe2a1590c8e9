"""Lines of what is counted over a sitting: biopsies, keratoses, benign lesions, tags, injections, repairs, slides."""

from cleanskin.sim.clinic.draft import Closed, Counted, Draft, Line, Sample
from cleanskin.sim.clinic.drugs import drug_line

_PRIMARY = ("11102", "11104", "11106")
_FURTHER = ("11103", "11105", "11107")
_PENDING = frozenset({"D492", "R21"})
_FIFTEEN = 15
_INTERMEDIATE = {
    "1203": ((25, "1"), (75, "2"), (125, "4"), (10_000, "5")),
    "1204": ((25, "1"), (75, "2"), (10_000, "4")),
    "1205": ((25, "1"), (50, "2"), (75, "3"), (10_000, "4")),
}
_COMPLEX_FIRST = {"1310": "13100", "1312": "13120", "1313": "13131", "1315": "13151"}
_COMPLEX_SECOND = {"1310": "13101", "1312": "13121", "1313": "13132", "1315": "13152"}
_COMPLEX_MORE = {"1310": "13102", "1312": "13122", "1313": "13133", "1315": "13153"}
_COSMETIC_PRICES = {"17110": 3_500, "11200": 2_500}
"""Cents for each lesion removed for looks, at least two [assumed]."""


def _unique(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _told_by_slides(draft: Draft) -> None:
    """Give samples whose slides are read in house the result's diagnosis: the claim waits for the slide (DX-1)."""
    results = {slide[0]: (slide[2], slide[3]) for slide in draft.slides}
    for sample in draft.samples:
        if sample.lesion in results and sample.diagnosis in _PENDING:
            sample.diagnosis, sample.waits_days = results[sample.lesion]


def _waits(samples: list[Sample]) -> int:
    return max(sample.waits_days for sample in samples)


def biopsy_lines(draft: Draft) -> list[Line]:
    """Return one first code, the highest technique, and add-ons for the rest; sites with codes of their own apart."""
    lines = []
    _told_by_slides(draft)
    general = sorted([sample for sample in draft.samples if not sample.code], key=lambda sample: -sample.rank)
    if general:
        top = general[0]
        lines.append(
            Line(
                _PRIMARY[top.rank], diagnoses=(top.diagnosis,), lesions=(top.lesion,), site=top.site,
                waits_days=top.waits_days,
            )
        )  # fmt: skip
        for rank in (2, 1, 0):
            further = [sample for sample in general[1:] if sample.rank == rank]
            if further:
                lines.append(
                    Line(
                        _FURTHER[rank], units=len(further), diagnoses=_unique([one.diagnosis for one in further]),
                        lesions=tuple(one.lesion for one in further), site=further[0].site, waits_days=_waits(further),
                    )
                )  # fmt: skip
    lines.extend(
        Line(
            sample.code,
            diagnoses=(sample.diagnosis,),
            lesions=(sample.lesion,),
            site=sample.site,
            modifiers=sample.modifiers,
            waits_days=sample.waits_days,
        )
        for sample in draft.samples
        if sample.code
    )
    return lines


def actinic_lines(counted: list[Counted]) -> list[Line]:
    """Return 17000 with 17003, or 17004 alone from fifteen lesions (DES-1)."""
    total = sum(one.count for one in counted)
    lesions = tuple(one.lesion for one in counted)
    site = counted[0].site
    if total >= _FIFTEEN:
        return [Line("17004", diagnoses=("L570",), lesions=lesions, site=site)]
    lines = [Line("17000", diagnoses=("L570",), lesions=lesions, site=site)]
    if total > 1:
        lines.append(Line("17003", units=total - 1, diagnoses=("L570",), lesions=lesions, site=site))
    return lines


def _pooled(counted: list[Counted], code: str, units: int = 1) -> Line:
    """Return one line for alike lesions; what is cosmetic has a price for each lesion."""
    nature = counted[0].nature
    total = sum(one.count for one in counted)
    price = max(2, total) * _COSMETIC_PRICES.get(code, 0) if nature == "cosmetic" else 0
    return Line(
        code, units=units, diagnoses=_unique([one.diagnosis for one in counted]),
        lesions=tuple(one.lesion for one in counted), site=counted[0].site, nature=nature, price=price,
    )  # fmt: skip


def benign_lines(counted: list[Counted]) -> list[Line]:
    """Return 17110, or 17111 from fifteen lesions; what was done for looks apart."""
    lines = []
    for nature in ("medical", "cosmetic"):
        chosen = [one for one in counted if one.nature == nature]
        if chosen:
            total = sum(one.count for one in chosen)
            code = "17111" if total >= _FIFTEEN and nature == "medical" else "17110"
            lines.append(_pooled(chosen, code))
    return lines


def tag_lines(counted: list[Counted]) -> list[Line]:
    """Return 11200 for fifteen tags and 11201 for each further ten or part of ten (TAG-1)."""
    lines = []
    for nature in ("medical", "cosmetic"):
        chosen = [one for one in counted if one.nature == nature]
        if chosen:
            lines.append(_pooled(chosen, "11200"))
            total = sum(one.count for one in chosen)
            if total > _FIFTEEN and nature == "medical":
                lines.append(_pooled(chosen, "11201", -(-(total - _FIFTEEN) // 10)))
    return lines


def injection_lines(draft: Draft, payer_kind: str) -> list[Line]:
    """Return 11900 up to seven lesions, else 11901, and the drug for each 10 mg begun (MIN-3, MIN-4)."""
    total = sum(one.count for one in draft.injected)
    line = _pooled(draft.injected, "11900" if total <= 7 else "11901")
    drug = drug_line(
        "J3301", -(-draft.injected_mg // 10), diagnoses=line.diagnoses, lesions=line.lesions, payer_kind=payer_kind
    )  # fmt: skip
    return [line, drug]


def _repair_codes(kind: str, group: str, length_mm: int) -> list[tuple[str, int]]:
    """Return codes and units of a total length of one class and group."""
    if kind == "intermediate":
        return [(group + next(digit for most, digit in _INTERMEDIATE[group] if length_mm <= most), 1)]
    if length_mm <= 25:
        return [(_COMPLEX_FIRST[group], 1)]
    codes = [(_COMPLEX_SECOND[group], 1)]
    if length_mm > 75:
        codes.append((_COMPLEX_MORE[group], -(-(length_mm - 75) // 50)))
    return codes


def repair_lines(closures: list[Closed]) -> list[Line]:
    """Return the repairs, lengths added within class and group, the most complex first (REP-1)."""
    lines: list[Line] = []
    for kind in ("complex", "intermediate"):
        groups = sorted({one.group for one in closures if one.kind == kind}, reverse=True)
        for group in groups:
            chosen = [one for one in closures if one.kind == kind and one.group == group]
            lines.extend(
                Line(
                    code, units=units, diagnoses=_unique([one.diagnosis for one in chosen]),
                    lesions=tuple(one.lesion for one in chosen), site=chosen[0].site,
                    staged=all(one.staged for one in chosen),
                )
                for code, units in _repair_codes(kind, group, sum(one.length_mm for one in chosen))
            )  # fmt: skip
    return lines


def slide_lines(slides: list[tuple[str, str, str, int]]) -> list[Line]:
    """Return the reading of slides in house: lesion, code, diagnosis, days; one line for each code and wait."""
    lines = []
    for code in dict.fromkeys(slide[1] for slide in slides):
        chosen = [slide for slide in slides if slide[1] == code]
        lines.append(
            Line(
                code, units=len(chosen), diagnoses=_unique([slide[2] for slide in chosen]),
                lesions=tuple(slide[0] for slide in chosen), waits_days=max(slide[3] for slide in chosen),
            )
        )  # fmt: skip
    return lines


def _merged(lines: list[Line]) -> list[Line]:
    """Put add-ons and tests of one code that belong to several lesions or problems on one line."""
    kept: list[Line] = []
    first: dict[str, Line] = {}
    for line in lines:
        if not ("add_on" in line.family or line.family == "laboratory") or line.code not in first:
            kept.append(line)
            first.setdefault(line.code, line)
            continue
        one = first[line.code]
        one.units += line.units
        one.lesions += line.lesions
        one.diagnoses = tuple(dict.fromkeys(one.diagnoses + line.diagnoses))
    return kept


def all_lines(draft: Draft, payer_kind: str) -> list[Line]:
    """Return every line of a visit but the visit itself, before modifiers."""
    lines = list(draft.lines)
    if draft.samples:
        lines.extend(biopsy_lines(draft))
    if draft.actinic:
        lines.extend(actinic_lines(draft.actinic))
    if draft.benign:
        lines.extend(benign_lines(draft.benign))
    if draft.tags:
        lines.extend(tag_lines(draft.tags))
    if draft.injected:
        lines.extend(injection_lines(draft, payer_kind))
    if draft.closures:
        lines.extend(repair_lines(draft.closures))
    if draft.slides:
        lines.extend(slide_lines(draft.slides))
    return _merged(lines)
