"""A payer judges a claim: its edits strike lines, the rest is priced and shared."""

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.sim.nouns.decision import Adjustment, ClaimDecision, LineDecision
from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.edits import edits_of, in_force
from cleanskin.sim.payer.habits import in_its_manner
from cleanskin.sim.payer.memory import SeenClaim, SeenLine
from cleanskin.sim.payer.pricing import below_contract, price
from cleanskin.sim.payer.says import Said, choose, ways
from cleanskin.sim.payer.sharing import Shares, balanced, paid_line


class Struck(msgspec.Struct, gc=False):
    """A line refused or changed: by which edit, and how that is said."""

    edit: Edit
    strike: Strike
    said: Said


def strikes_of(case: Case, spare: frozenset[str] = frozenset()) -> dict[int, Struck]:
    """Let the payer's edits look at the claim; return what each struck line is struck by.

    `spare` names edits that are not asked, because an appeal overturned them.
    """
    struck: dict[int, Struck] = {}
    count = len(case.lines)
    day = case.day
    for edit in edits_of(case.payer):
        if (edit.first is not None or edit.last is not None) and not in_force(edit, day):
            continue
        if edit.name in spare:
            continue
        found = edit.find(case)
        if not found:
            continue
        for strike in found:
            said = _said(case, edit, strike)
            whole = not strike.lines or said.outcome == "unprocessable"
            for index in range(count) if whole else strike.lines:
                if index not in struck or whole:
                    struck[index] = Struck(edit, strike, said)
            if whole:
                return struck
        if len(struck) == count and not any(one.strike.to_code or one.strike.units_to for one in struck.values()):
            return struck
    return struck


def _said(case: Case, edit: Edit, strike: Strike) -> Said:
    """Choose how a strike is said; what leaves a line paid is said plainly."""
    chance = case.chance_for(f"says {edit.name}")
    key = strike.says or edit.name
    if strike.to_code or strike.units_to:
        return chance.draw(ways(key, case.payer.key, case.payer.kind))
    said = choose(key, case.payer, chance)
    if strike.outcome == "denied":
        return said
    return msgspec.structs.replace(said, outcome=strike.outcome)


def refused_line(case: Case, index: int, one: Struck) -> LineDecision:
    """Refuse a line in full with the chosen codes."""
    line = case.lines[index]
    said = one.said
    adjustments = ((said.group, said.carc, line.charge),) if line.charge else ()
    return balanced(
        LineDecision(
            number=line.number, charge=line.charge, paid=0, adjustments=adjustments, remarks=said.remarks,
            outcome=said.outcome if said.outcome != "paid" else "denied",  # type: ignore[arg-type]
            rule=one.edit.name, cause=one.strike.cause or one.edit.cause, is_vague=said.is_vague,
        )
    )  # fmt: skip


def judge(case: Case, spare: frozenset[str] = frozenset()) -> ClaimDecision:
    """Decide a claim as first payer: edits, then price and shares of what is left."""
    struck = strikes_of(case, spare)
    changed = {i: one for i, one in struck.items() if one.strike.to_code or one.strike.units_to}
    open_lines = [line.index for line in case.lines if line.index not in struck or line.index in changed]
    percent, rule = below_contract(case, open_lines)
    priced = price(case, {}, {}, open_lines, percent=percent)
    if changed:
        full = priced
        priced = price(
            case,
            {i: one.strike.to_code for i, one in changed.items() if one.strike.to_code},
            {i: one.strike.units_to for i, one in changed.items() if one.strike.units_to},
            open_lines,
            percent=percent,
        )
    shares = Shares(case)
    decisions = []
    for line in case.lines:
        one = struck.get(line.index)
        if one is None:
            decisions.append(paid_line(line, priced[line.index], shares, rule=rule))
        elif line.index in changed:
            paid = paid_line(line, priced[line.index], shares, rule=one.edit.name)
            decisions.append(_changed(paid, one, full[line.index].allowed - priced[line.index].allowed))
        else:
            decisions.append(refused_line(case, line.index, one))
    return in_its_manner(case, tuple(decisions), {i: one.strike.asks for i, one in struck.items()})


def _changed(paid: LineDecision, one: Struck, cut: Cents) -> LineDecision:
    """Say that another code or fewer units were paid: what that cost goes from CARC 45 to the reason."""
    strike = one.strike
    adjustments: list[Adjustment] = []
    for group, carc, amount in paid.adjustments:
        if (group, carc) != ("CO", "45") or cut <= 0:
            adjustments.append((group, carc, amount))
            continue
        if amount != cut:
            adjustments.append((group, carc, amount - cut))
        adjustments.append((one.said.group, one.said.carc, cut))
    return balanced(
        msgspec.structs.replace(
            paid, adjustments=tuple(adjustments), remarks=one.said.remarks, procedure=strike.to_code,
            units_paid=strike.units_to or paid.units_paid, cause=strike.cause or one.edit.cause,
        )
    )  # fmt: skip


def remember(case: Case, decided: ClaimDecision) -> None:
    """Keep what was decided."""
    memory = case.memory
    memory.claims[decided.number] = SeenClaim(decision=decided, received=case.received, base=case.base)
    paid = {line.number for line in decided.lines if line.outcome in ("paid", "patient_share", "capitated")}
    for line in case.lines:
        memory.lines.append(
            SeenLine(
                payer=case.payer.key, day=line.day or case.day, code=line.code, family=line.family,
                modifiers=line.modifiers, units=line.units, charge=line.charge, npi=case.rendering,
                site=line.diagnoses[:1], claim=decided.number, paid=line.number in paid, received=case.received,
                known_on=decided.day,
            )
        )  # fmt: skip
