"""Several surgical procedures on one day: pairs of sides, endoscopy families, rank and reduction.

Source: CMS, record layout of the relative value file (RVU25D), multiple procedure indicators 1, 2 and 3 and bilateral
surgery, read 2026-11-21.  Ranked by the fee schedule amount after the bilateral adjustment, which for the nation and
one side is the order of the total RVUs.  Each unit is a procedure.  Not ranked: add-on codes (indicator 0), a return to
the operating room (78; CMS manual from memory, unverified), care before or after surgery only (55, 56).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cleanskin.kernel.cents import Cents
from cleanskin.kernel.source import Source
from cleanskin.reference.parameters import parameter, value_of
from cleanskin.reference.pricing.modifiers import LAYOUT, SEPARATE
from cleanskin.reference.pricing.nouns import share_of
from cleanskin.reference.pricing.worksheet import Part, Sheet

RANKED = ("1", "2", "3")
_NOT_RANKED = ("78", "55", "56")


@dataclass
class Entry:
    """What counts as one procedure when the day is ranked: a unit, both sides of a pair, or an endoscopy family."""

    ladder: str
    order: int
    parts: list[tuple[Sheet, Part]]

    @property
    def amount(self) -> Cents:
        """What its parts come to before the reduction."""
        return sum(part.amount for _, part in self.parts)


def reduce_several(sheets: Sequence[Sheet], *, on: date, base_amount: Callable[[Sheet, str], Cents | None]) -> None:
    """Apply the rules for several procedures to the sheets of one day, in place.

    `base_amount` gives the fee schedule amount of an endoscopic base code in the setting of a sheet.
    """
    pairs = _pair_sides([sheet for sheet in sheets if sheet.counts], on)
    ranked = [sheet for sheet in sheets if _is_ranked(sheet)]
    families = _families(ranked, base_amount)
    ranked = [sheet for sheet in ranked if sheet.counts]
    entries = _entries(ranked, pairs, families)
    if len(entries) > 1:
        _apply_ladders(entries, on)
    if len(sheets) > 1:
        _name_unranked(sheets)


def _is_ranked(sheet: Sheet) -> bool:
    return (
        sheet.counts
        and sheet.row is not None
        and sheet.row.multiple_procedure in RANKED
        and not sheet.has(*_NOT_RANKED)
    )


def _name_unranked(sheets: Sequence[Sheet]) -> None:
    for sheet in sheets:
        if sheet.counts and sheet.row and not sheet.row.multiple_procedure and sheet.row.global_days != "ZZZ":
            sheet.notice("Whether this code is reduced beside others is not held: priced in full.")


def _pair_sides(sheets: Sequence[Sheet], on: date) -> list[tuple[Sheet, Sheet]]:
    """Find lines that are the two sides of one service (RT and LT) and adjust the second; return the pairs."""
    pairs: list[tuple[Sheet, Sheet]] = []
    waiting: dict[tuple[str, str, str], Sheet] = {}
    for sheet in sheets:
        side = "RT" if sheet.has("RT") else "LT" if sheet.has("LT") else ""
        if (
            not side
            or sheet.row is None
            or sheet.row.bilateral not in ("0", "1", "2", "3")
            or sheet.has("50", *SEPARATE)
        ):
            continue
        other = waiting.pop((sheet.line.code, sheet.row.modifier, "LT" if side == "RT" else "RT"), None)
        if other is None:
            waiting[(sheet.line.code, sheet.row.modifier, side)] = sheet
            continue
        pairs.append((other, sheet))
        other.other_side = sheet
        _adjust_second_side(sheet, sheet.row.bilateral, on)
    return pairs


def _adjust_second_side(sheet: Sheet, indicator: str, on: date) -> None:
    both = parameter("bilateral", on)
    if indicator == "3":
        return
    factor, source = Decimal(0), LAYOUT
    if indicator == "1" and both is not None:
        factor, source = both.value.numbers[0] - 1, both.value.source
    for part in sheet.parts:
        part.amount = share_of(part.amount, factor)
    sheet.step(f"second side (RT and LT), bilateral indicator {indicator}", factor=factor, source=source)
    if indicator == "0":
        sheet.notice("The schedule pays this code no more for both sides; separate lesions need modifiers that say so.")


def _families(
    sheets: Sequence[Sheet], base_amount: Callable[[Sheet, str], Cents | None]
) -> list[list[tuple[Sheet, Part]]]:
    """Apply the endoscopy rule inside each family of at least two, and return the families."""
    bases = dict.fromkeys(
        sheet.row.endoscopic_base for sheet in sheets if sheet.row and sheet.row.multiple_procedure == "3"
    )
    found: list[list[tuple[Sheet, Part]]] = []
    for base in bases:
        if not base:
            continue
        members = [sheet for sheet in sheets if sheet.row and base in (sheet.row.endoscopic_base, sheet.line.code)]
        parts = [(sheet, part) for sheet in members for part in sheet.parts]
        if len(parts) < 2:
            continue
        taken_off = base_amount(members[0], base)
        if taken_off is None:
            for sheet in members:
                sheet.refuse(
                    "figure-not-held",
                    f"The endoscopic base {base} of this family has no amount that is held.",
                    remedy="Load CMS's PFS Relative Value File of the quarter.",
                )
            continue
        _reduce_family(base, parts, taken_off)
        found.append(parts)
    return found


def _reduce_family(base: str, parts: list[tuple[Sheet, Part]], taken_off: Cents) -> None:
    others = [(sheet, part) for sheet, part in parts if sheet.line.code != base]
    highest = max((part for _, part in others), key=lambda part: part.amount)
    touched: list[Sheet] = []
    for sheet, part in parts:
        if sheet.line.code == base:
            part.amount = 0
        elif part is not highest:
            part.amount = max(0, part.amount - taken_off)
        else:
            continue
        if sheet not in touched:
            touched.append(sheet)
    for sheet in touched:
        words = (
            "base of the endoscopy family: part of the other endoscopy"
            if sheet.line.code == base
            else (f"endoscopy of the same family: less the base {base}")
        )
        sheet.step(words, source=LAYOUT)


def _entries(
    sheets: Sequence[Sheet], pairs: Sequence[tuple[Sheet, Sheet]], families: list[list[tuple[Sheet, Part]]]
) -> list[Entry]:
    order = {id(sheet): index for index, sheet in enumerate(sheets)}
    entries: list[Entry] = []
    taken: set[int] = set()
    groups = [*families, *([(side, part) for side in pair for part in side.parts] for pair in pairs)]
    for group in groups:
        if any(id(sheet) not in order or id(sheet) in taken for sheet, _ in group):
            continue
        taken |= {id(sheet) for sheet, _ in group}
        entries.append(Entry(_ladder_name(group[0][0]), order[id(group[0][0])], list(group)))
    for sheet in sheets:
        if id(sheet) not in taken:
            entries += [Entry(_ladder_name(sheet), order[id(sheet)], [(sheet, part)]) for part in sheet.parts]
    return entries


def _ladder_name(sheet: Sheet) -> str:
    is_old = sheet.row is not None and sheet.row.multiple_procedure == "1"
    return "multiple-procedure-1" if is_old else "multiple-procedure-2"


def _apply_ladders(entries: list[Entry], on: date) -> None:
    """Multiply each entry by the share of its rank; beyond the ladder the contractor decides."""
    ranked = sorted(entries, key=lambda entry: (-entry.amount, entry.order))
    least = value_of("multiple-procedure-by-report-least", on) or Decimal(0)
    shares: dict[int, list[tuple[int, Decimal]]] = {}
    seen: dict[int, tuple[Sheet, Source]] = {}
    for rank, entry in enumerate(ranked):
        rungs = parameter(entry.ladder, on)
        numbers = rungs.value.numbers if rungs else ()
        beyond = rank >= len(numbers)
        share = least if beyond else numbers[rank]
        for sheet, part in entry.parts:
            part.amount = share_of(part.amount, share)
            part.open = beyond
            shares.setdefault(id(sheet), []).append((rank + 1, share))
            seen[id(sheet)] = (sheet, rungs.value.source if rungs else LAYOUT)
    for key, (sheet, source) in seen.items():
        ranks = sorted(set(shares[key]))
        listed = ", ".join(f"rank {rank}: {share:.0%}" for rank, share in ranks)
        factor = ranks[0][1] if len({share for _, share in ranks}) == 1 else None
        sheet.step(f"several procedures that day ({len(entries)}), {listed}", factor=factor, source=source)
        if any(part.open for part in sheet.parts):
            sheet.refuse(
                "by-report",
                "Beyond the fifth procedure of a day the contractor decides from the record.",
                remedy="Send the operative note.",
                at_least=sheet.amount,
                source=source,
            )
