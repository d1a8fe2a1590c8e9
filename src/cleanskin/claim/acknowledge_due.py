"""Answers that should have come and did not, and answers that do not fit: findings about submissions (ACK-5).

Waiting times: 999 one hour (CORE-2 of edi-rules.md), the clearinghouse's report one business day, the payer's 277CA two
business days, the remittance as long as 95 of 100 of the payer's take, which the caller knows.  Clearinghouse and
277CA times are the handbook's own service levels [assumed].
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

import msgspec

from cleanskin.claim.acknowledge import Following, Stage, State, Tracked, rank_of
from cleanskin.claim.findings import kind_of
from cleanskin.kernel.finding import Finding
from cleanskin.kernel.identifiers import masked

FORM_HOURS = 1
CLEARINGHOUSE_BUSINESS_DAYS = 1
PAYER_BUSINESS_DAYS = 2
_SATURDAY = 5


class Overdue(msgspec.Struct, frozen=True):
    """An answer of a stage that was due at `due_at` and is not there."""

    stage: Stage
    due_at: datetime


def overdue(
    tracked: Tracked,
    *,
    as_of: datetime,
    payer_days: int | None = None,
    holidays: Collection[date] = (),
) -> tuple[Overdue, ...]:
    """Return the answers to a submission that are late at a moment; none once it was sent back.

    `payer_days` is how many calendar days the payer takes to answer in 95 of 100 cases, None when that is not known.
    An answer of a later stage makes up for those before it.
    """
    state = tracked.state
    if state.is_rejected:
        return ()
    sent_at = tracked.sent.sent_at
    due: list[tuple[Stage, datetime]] = [
        ("form", sent_at + timedelta(hours=FORM_HOURS)),
        ("clearinghouse", add_business_days(sent_at, CLEARINGHOUSE_BUSINESS_DAYS, holidays=holidays)),
        ("payer", add_business_days(sent_at, PAYER_BUSINESS_DAYS, holidays=holidays)),
    ]
    if payer_days is not None:
        due.append(("answered", sent_at + timedelta(days=payer_days)))
    return tuple(Overdue(stage, at) for stage, at in due if at < as_of and _lacks(state, stage))


def _lacks(state: State, stage: Stage) -> bool:
    return state.rank < rank_of(stage, "received")


def add_business_days(moment: datetime, days: int, *, holidays: Collection[date] = ()) -> datetime:
    """Return the same time of day so many business days later; Saturdays, Sundays and `holidays` do not count."""
    while days > 0:
        moment += timedelta(days=1)
        days -= moment.weekday() < _SATURDAY and moment.date() not in holidays
    return moment


_WORDS: dict[Stage, str] = {
    "form": "the acknowledgement of form (999)",
    "clearinghouse": "the clearinghouse's report",
    "payer": "the payer's acknowledgement (277CA)",
    "answered": "the remittance (835)",
}


def findings_of(
    following: Following,
    *,
    as_of: datetime,
    payer_days: int | None = None,
    holidays: Collection[date] = (),
) -> Iterator[Finding]:
    """Say what is late, what does not fit, and what speaks of nothing that was sent; numbers are masked."""
    for tracked in following.tracked:
        which = f"Claim {masked(tracked.sent.trace)}, sent {tracked.sent.sent_at:%Y-%m-%d}"
        for late in overdue(tracked, as_of=as_of, payer_days=payer_days, holidays=holidays):
            message = f"{which}: {_WORDS[late.stage]} was due {late.due_at:%Y-%m-%d %H:%M}."
            yield kind_of("acknowledgement-overdue").finding(message)
        if tracked.state.is_at_odds:
            yield kind_of("acknowledgements-at-odds").finding(f"{which}: taken and sent back.")
        if tracked.again is not None:
            yield kind_of("sent-again-unrecorded").finding(f"{which}: sent back, and taken on a later day.")
    count = len(following.unmatched)
    if count:
        yield kind_of("acknowledgement-of-nothing-sent").finding(f"Answers to nothing that is known as sent: {count}.")
