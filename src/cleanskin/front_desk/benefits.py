"""What a payer's answer about coverage (271) means at the front desk of a dermatology practice, for one day.

Is the plan active on that day, what is left of the deductible, what does the patient pay for a visit, for surgery in
the office, for pathology, for drugs; is an authorization needed, is there another payer, who does the work now.
Nothing is guessed: what the answer does not say is None or empty, and what contradicts itself is a doubt.  Which
service types speak for which need is the project's own table, the most special first [assumed]; statements of codes
are in own words [check].
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from cleanskin.front_desk.refusals import Refusal, refusal_of
from cleanskin.kernel.cents import Cents, format_dollars
from cleanskin.record.claim import DatedEvent
from cleanskin.record.eligibility import AnsweredMember, Benefit

Need = Literal["visit", "surgery", "pathology", "drugs"]
Standing = Literal["active", "not_active", "not_on_that_day", "not_answered", "unclear"]
Wanted = Literal["yes", "no", "unknown"]

NEEDS: dict[Need, tuple[str, ...]] = {
    "visit": ("DG", "BY", "98", "A0", "3", "96", "1", "30"),
    "surgery": ("CC", "BS", "2", "BJ", "DG", "96", "1", "30"),
    "pathology": ("66", "5", "30"),
    "drugs": ("88", "92", "91", "B2", "B3", "30"),
}
"""Service types that speak for a need of dermatology, the most special first [assumed]."""

ACTIVE, INACTIVE = frozenset("12345"), frozenset("678")
_IN_DOUBT = {"5": "The plan is active, pending an investigation.", "7": "The plan is inactive, pending an update.",
             "8": "The plan is inactive, pending an investigation."}  # fmt: skip
_REMAINING, _USED = frozenset(("29", "33")), frozenset(("24",))
_BEGINS, _ENDS = ("356", "346", "348", "539"), ("357", "347", "349", "540")
_MONEY = frozenset(("A", "B", "C", "F", "G"))
_SPANS = frozenset(("291", "292", "307", "472"))
_WHOLE = ("307", "291", "292")
_PAYERS = {"PR": "payer", "PRP": "first payer", "SEP": "second payer", "TTP": "third payer", "P4": "earlier payer",
           "OC": "original carrier", "Y2": "managed care plan", "X3": "review organization"}  # fmt: skip


class Limit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A deductible or an out-of-pocket maximum, in cents: in all, used, left; `level` individual or family.

    `is_derived` when what is left was computed from the other two.
    """

    level: Literal["individual", "family"]
    total: Cents | None = None
    used: Cents | None = None
    remaining: Cents | None = None
    is_derived: bool = False


class Share(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the patient pays for one need.

    `copays` in cents and `coinsurances` as fractions hold every different value that the most special statements give:
    one when the answer is clear.  `service_type` is the one they were taken from, "30" the plan as a whole.
    `is_covered` is None when the answer does not say; `authorization` is asked for when any statement asks for it.
    """

    need: Need
    service_type: str = ""
    copays: tuple[Cents, ...] = ()
    coinsurances: tuple[Decimal, ...] = ()
    deductible: Limit | None = None
    is_covered: bool | None = None
    authorization: Wanted = "unknown"
    visits_left: Decimal | None = None


class OtherPayer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Another payer the answer names: its name and number, what it is, the member's number there (personal)."""

    name: str
    what: str
    payer_id: str = ""
    member_id: str = ""
    insurance_type: str = ""


class Benefits(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An answer as the front desk needs it, for the day asked.

    `plan_begin` and `plan_end` are inclusive days as the payer says them.  `messages` are the payer's own words
    (personal, unread).  `doubts` say what contradicts itself or needs a person.
    """

    standing: Standing
    plan: str = ""
    insurance_type: str = ""
    plan_begin: date | None = None
    plan_end: date | None = None
    deductibles: tuple[Limit, ...] = ()
    out_of_pocket: tuple[Limit, ...] = ()
    shares: tuple[Share, ...] = ()
    other_payers: tuple[OtherPayer, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    messages: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    def share(self, need: Need) -> Share:
        """Return what the patient pays for a need."""
        return next((share for share in self.shares if share.need == need), Share(need=need))


def read_benefits(answered: AnsweredMember, *, on: date, in_network: bool = True) -> Benefits:
    """Read one person's answer for the day of service `on`, as a practice in the payer's network or out of it."""
    member = answered.member
    stated = _stated(member.benefits, on, in_network=in_network)
    begin, end = _plan_days(answered, stated)
    refusals = tuple(refusal_of(one) for one in (*answered.rejections_above, *member.rejections))
    standing, doubts = _standing(stated, refused=bool(refusals))
    if standing == "active" and ((begin is not None and on < begin) or (end is not None and end < on)):
        standing = "not_on_that_day"
    named = next((one for one in stated if one.information in ACTIVE and (one.plan or one.insurance_type)), None)
    shares = tuple(_share(need, stated) for need in NEEDS)
    doubts += [f"Several {what} are given for {share.need}." for share in shares for what in _several(share)]
    return Benefits(
        standing=standing,
        plan=next((one.plan for one in stated if one.plan and one.information in ACTIVE), ""),
        insurance_type=named.insurance_type if named is not None else "",
        plan_begin=begin,
        plan_end=end,
        deductibles=_limits(_of_plan(stated, "C")),
        out_of_pocket=_limits(_of_plan(stated, "G")),
        shares=shares,
        other_payers=tuple(_other_payers(member.benefits)),
        refusals=refusals,
        messages=tuple(message for benefit in stated for message in benefit.messages),
        doubts=tuple(dict.fromkeys(doubts)),
    )


# ---- standing -------------------------------------------------------------------------------------------------------


def _stated(benefits: Iterable[Benefit], on: date, *, in_network: bool) -> tuple[Benefit, ...]:
    """The statements that hold for the practice: not those of the other network, nor money of other days.

    Those that name the practice's network come first.
    """
    own, other = ("Y", "N") if in_network else ("N", "Y")
    kept = (
        one
        for one in benefits
        if one.in_network != other and not (one.information in _MONEY and _of_other_days(one, on))
    )
    return tuple(sorted(kept, key=lambda one: one.in_network != own))


def _of_other_days(benefit: Benefit, on: date) -> bool:
    spans = [(event.first, event.last) for event in benefit.dates if event.kind in _SPANS and event.last is not None]
    return bool(spans) and not any(first <= on <= last for first, last in spans if last is not None)


def _standing(stated: Sequence[Benefit], *, refused: bool) -> tuple[Standing, list[str]]:
    """What the statements about the plan as a whole say, else those about single services."""
    doubts = [_IN_DOUBT[one.information] for one in stated if one.information in _IN_DOUBT]
    about = [one for one in stated if one.information in ACTIVE | INACTIVE]
    whole = [one for one in about if not one.service_types or "30" in one.service_types]
    kinds = {one.information in ACTIVE for one in whole or about}
    if kinds == {True, False}:
        doubts.append("The plan is said to be active and not active.")
        return "unclear", doubts
    if kinds:
        return ("active" if kinds == {True} else "not_active"), doubts
    if refused or any(one.information == "V" for one in stated):
        return "not_answered", doubts
    return "unclear", [*doubts, "The answer does not say whether the plan is active."]


def _plan_days(answered: AnsweredMember, stated: Sequence[Benefit]) -> tuple[date | None, date | None]:
    """First and last day of the plan: as said of the person, else of the subscriber, else of an active benefit."""
    member = answered.member
    active = (one for one in stated if one.information in ACTIVE)
    begin = end = None
    for dates in (member.dates, answered.subscriber.dates, *(one.dates for one in active)):
        begin = begin if begin is not None else _day(dates, _BEGINS, last=False)
        end = end if end is not None else _day(dates, _ENDS, last=True)
    return begin, end


def _day(dates: Iterable[DatedEvent], kinds: tuple[str, ...], *, last: bool) -> date | None:
    """The day that the first of the kinds gives; a span of the whole plan gives both its ends."""
    by_kind = {event.kind: event for event in reversed(list(dates))}
    for kind in kinds:
        if kind in by_kind:
            return by_kind[kind].last or by_kind[kind].first if last else by_kind[kind].first
    for kind in _WHOLE:
        if kind in by_kind and by_kind[kind].last is not None:
            return by_kind[kind].last if last else by_kind[kind].first
    return None


# ---- money ----------------------------------------------------------------------------------------------------------


def _of_plan(stated: Sequence[Benefit], information: str) -> list[Benefit]:
    """Statements of a kind about the plan as a whole; when there are none, about medical care."""
    for kinds in (("30",), ("1", "96", "98")):
        found = [
            one
            for one in stated
            if one.information == information and (not one.service_types or set(kinds) & set(one.service_types))
        ]
        if found:
            return found
    return []


def _limits(stated: Sequence[Benefit]) -> tuple[Limit, ...]:
    """An individual's and a family's limit; what is left is derived from total and used when it is not said."""
    limits = []
    levels: tuple[tuple[Literal["individual", "family"], frozenset[str]], ...] = (
        ("individual", frozenset(("IND", ""))),
        ("family", frozenset(("FAM",))),
    )
    for level, codes in levels:
        own = [one for one in stated if one.coverage_level in codes and one.amount is not None]
        remaining = _amount(own, _REMAINING)
        used = _amount(own, _USED)
        total = next((one.amount for one in own if one.period not in _REMAINING | _USED), None)
        derived = remaining is None and total is not None and used is not None
        if derived and total is not None and used is not None:
            remaining = max(total - used, 0)
        if total is not None or used is not None or remaining is not None:
            limits.append(Limit(level=level, total=total, used=used, remaining=remaining, is_derived=derived))
    return tuple(limits)


def _amount(stated: Iterable[Benefit], periods: frozenset[str]) -> Cents | None:
    return next((one.amount for one in stated if one.period in periods), None)


def _share(need: Need, stated: Sequence[Benefit]) -> Share:
    """What is said for a need, by the most special service type that has money to tell, else by the plan."""
    mine = [one for one in stated if not one.service_types or set(NEEDS[need]) & set(one.service_types)]
    money = [one for one in mine if one.information in ("A", "B")]
    service_type = _most_special(need, money)
    taken = [one for one in money if service_type in one.service_types or not (service_type or one.service_types)]
    deductible = _limits([one for one in mine if one.information == "C" and _speaks(one, need)])
    asked = {one.authorization_required for one in mine if _speaks(one, need)}
    visits = [
        one for one in mine if one.information == "F" and one.quantity_kind in ("VS", "99") and _speaks(one, need)
    ]
    return Share(
        need=need,
        service_type=service_type,
        copays=tuple(sorted({one.amount for one in taken if one.information == "B" and one.amount is not None})),
        coinsurances=tuple(sorted({one.share for one in taken if one.information == "A" and one.share is not None})),
        deductible=next((limit for limit in deductible if limit.level == "individual"), None),
        is_covered=_is_covered(need, mine),
        authorization="yes" if "Y" in asked else "no" if "N" in asked else "unknown",
        visits_left=next((one.quantity for one in visits if one.period in _REMAINING), None),
    )


def _most_special(need: Need, stated: Sequence[Benefit]) -> str:
    said = {service_type for one in stated for service_type in one.service_types}
    return next((service_type for service_type in NEEDS[need] if service_type in said), "")


def _speaks(benefit: Benefit, need: Need) -> bool:
    return not benefit.service_types or bool(set(NEEDS[need]) & set(benefit.service_types))


def _is_covered(need: Need, mine: Sequence[Benefit]) -> bool | None:
    """Whether the most special statement of coverage says yes or no; no wins among equals."""
    about = [one for one in mine if one.information in ACTIVE | INACTIVE or one.information == "I"]
    service_type = _most_special(need, about)
    taken = [one for one in about if service_type in one.service_types or not (service_type or one.service_types)]
    return all(one.information in ACTIVE for one in taken) if taken else None


def _several(share: Share) -> list[str]:
    different = (("copayments", share.copays), ("coinsurances", share.coinsurances))
    return [what for what, values in different if len(values) > 1]


def _other_payers(benefits: Iterable[Benefit]) -> Iterable[OtherPayer]:
    for benefit in benefits:
        for one in benefit.related:
            if one.kind in _PAYERS and (benefit.information == "R" or one.kind != "PR"):
                numbers = {reference.kind: reference.value for reference in reversed(benefit.references)}
                yield OtherPayer(
                    name=one.party.name,
                    what=_PAYERS[one.kind],
                    payer_id=one.party.id if one.party.id_qualifier in ("PI", "XV", "NI") else "",
                    member_id=numbers.get("1W") or numbers.get("18") or numbers.get("IG") or "",
                    insurance_type=benefit.insurance_type,
                )


# ---- in words -------------------------------------------------------------------------------------------------------

_STANDINGS: dict[Standing, str] = {
    "active": "Active.",
    "not_active": "Not active.",
    "not_on_that_day": "Active, but not on that day.",
    "not_answered": "The payer did not answer.",
    "unclear": "Unclear whether active.",
}


def in_words(benefits: Benefits) -> tuple[str, ...]:
    """Tell the front desk what the answer says, one sentence a line."""
    lines = [_STANDINGS[benefits.standing]]
    lines += [f"{one.reason.capitalize()}{f': {one.follow_up}' if one.follow_up else ''}." for one in benefits.refusals]
    if benefits.plan_begin is not None or benefits.plan_end is not None:
        begin = f" from {benefits.plan_begin:%Y-%m-%d}" if benefits.plan_begin is not None else ""
        end = f" to {benefits.plan_end:%Y-%m-%d}" if benefits.plan_end is not None else ""
        lines.append(f"Plan{begin}{end}.")
    lines += [_limit_words("Deductible", limit) for limit in benefits.deductibles]
    lines += [_limit_words("Out-of-pocket maximum", limit) for limit in benefits.out_of_pocket]
    for share in benefits.shares:
        money = [f"copay {format_dollars(amount)}" for amount in share.copays]
        money += [f"coinsurance {_percent(one)}" for one in share.coinsurances]
        parts = [*money]
        parts += ["not covered"] if share.is_covered is False else []
        parts += ["authorization needed"] if share.authorization == "yes" else []
        whole = " (said of the plan as a whole)" if share.service_type in ("", "30") and money else ""
        lines += [f"{share.need.capitalize()}: {', '.join(parts)}{whole}."] if parts else []
    lines += [f"{one.what.capitalize()}: {one.name or 'not named'}." for one in benefits.other_payers]
    return (*lines, *benefits.doubts)


def _limit_words(what: str, limit: Limit) -> str:
    parts = []
    if limit.remaining is not None:
        parts.append(f"{format_dollars(limit.remaining)} left")
    if limit.total is not None:
        parts.append(f"{format_dollars(limit.total)} in all")
    if limit.used is not None:
        parts.append(f"{format_dollars(limit.used)} used")
    return f"{what}, {limit.level}: {', '.join(parts)}."


def _percent(share: Decimal) -> str:
    text = f"{share * 100:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} %"
