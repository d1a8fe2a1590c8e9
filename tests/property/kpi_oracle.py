"""The slow calculation: facts and figures again, in plain Python, one claim at a time.

Shares no code with `insight`: it reads the rows of reading, matching and classification, and the table that says which
payer is which.  Money is integers and ratios are fractions, so agreement is exact.
"""

import datetime
import statistics
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

Row = dict[str, Any]
TURN = {"primary": 0, "secondary": 1, "tertiary": 2}


@dataclass
class OracleLine:
    line_id: int
    code: str
    modifiers: str
    units: Fraction
    billed: int
    answers: list[tuple[Row, Row]] = field(default_factory=list)
    """(event, summed remittance line), in order of the events."""
    first: Row | None = None
    first_day: datetime.date | None = None
    denied_now: int = 0
    paid: int = 0
    patient: int = 0
    allowed: int | None = None
    recoverable: str | None = None
    action: str | None = None
    pended: bool = False
    expected: int | None = None
    expected_paid: int | None = None


@dataclass
class OracleClaim:
    root: int
    row: Row
    payer: str
    entity: str
    sent: datetime.date | None
    population: str
    lines: list[OracleLine]
    events: list[Row] = field(default_factory=list)
    first: Row | None = None
    voided: bool = False
    rejected: bool = False
    is_first_submission: bool = True
    observed: bool = False
    hidden: bool = False
    usual: int = 45
    denied_now: int = 0
    paid: int = 0
    patient: int = 0
    open: int = 0
    state: str = ""

    @property
    def turn(self) -> str:
        return {"S": "secondary", "T": "tertiary"}.get(self.row["payer_responsibility"] or "P", "primary")

    def is_matured(self, as_of: datetime.date) -> bool:
        return self.sent is not None and self.sent + datetime.timedelta(days=self.usual) <= as_of


class Oracle:
    """The whole calculation; `claims` by root, then one method per figure."""

    def __init__(
        self, source: Any, matching: Any, denials: Any, payers: list[Row], acks: list[Row], as_of: datetime.date
    ):
        self.as_of = as_of
        self.payer_of = {(row["side"], row["payer_name"], row["payer_id"]): row["payer"] for row in payers}
        self.rejected = {row["claim_id"] for row in acks if row["acknowledged"] == "rejected"}
        self._read(source, matching, denials)
        self._answer()
        self._expect()
        self._observe()
        self._close()

    # reading ---------------------------------------------------------------------------------------------------------

    def _read(self, source: Any, matching: Any, denials: Any) -> None:
        transactions = {row["transaction_id"]: row for row in source.frame("transactions").to_dicts()}
        chain = {row["claim_id"]: row for row in matching.claim_chains.to_dicts()}
        lines_of = defaultdict(list)
        for row in source.frame("service_lines").to_dicts():
            modifiers = sorted(row[f"modifier_{n}"] for n in (1, 2, 3, 4) if row[f"modifier_{n}"])
            units = Fraction(row["units"]) if row["units"] is not None else Fraction(1)
            lines_of[row["claim_id"]].append(
                OracleLine(row["line_id"], row["code"], " ".join(modifiers), units, row["amount_billed"] or 0)
            )
        self.claims: dict[int, OracleClaim] = {}
        submissions = defaultdict(list)
        for row in source.frame("claims").to_dicts():
            link, transaction = chain[row["claim_id"]], transactions[row["transaction_id"]]
            if link["relation"] == "duplicate":
                continue
            submissions[link["root_claim_id"]].append((link["sequence"], link["relation"]))
            if link["root_claim_id"] != row["claim_id"]:
                continue
            self.claims[row["claim_id"]] = OracleClaim(
                root=row["claim_id"], row=row, payer=self.payer_of["claim", row["payer_name"] or "", row["payer_id"] or ""],
                entity=f"{(row['billing_tin'] or '').replace('-', '')}:{row['billing_npi'] or ''}",
                sent=transaction["date_created"], population=_population(row, transaction), lines=lines_of[row["claim_id"]],
                rejected=row["claim_id"] in self.rejected, is_first_submission=link["relation"] not in ("replacement", "void"),
            )  # fmt: skip
        for root, sent in submissions.items():
            own = [relation for _, relation in sorted(sent) if relation != "secondary"]
            self.claims[root].voided = bool(own) and own[-1] == "void"
        self._read_events(source, matching, denials, transactions)

    def _read_events(self, source: Any, matching: Any, denials: Any, transactions: dict[int, Row]) -> None:
        payments = {row["transaction_id"]: row for row in source.frame("payments").to_dicts()}
        remits = {row["remit_claim_id"]: row for row in source.frame("remit_claims").to_dicts()}
        matches = {row["remit_claim_id"]: row for row in matching.claim_matches.to_dicts()}
        by_event = defaultdict(list)
        for match in matches.values():
            if match["event_id"] is not None:
                by_event[match["event_id"]].append(match)
        outcomes = {row["remit_claim_id"]: row for row in denials.claim_outcomes.to_dicts()}
        lines = defaultdict(list)
        paid = {row["remit_line_id"]: row["amount_paid"] or 0 for row in source.frame("remit_lines").to_dicts()}
        places = {row["remit_line_id"]: row["root_line_id"] for row in matching.line_matches.to_dicts()}
        for row in denials.line_outcomes.to_dicts():
            lines[row["remit_claim_id"]].append(
                {**row, "paid": paid[row["remit_line_id"]], "place": places.get(row["remit_line_id"])}
            )
        for row in source.frame("adjustments").to_dicts():
            root = matches[row["remit_claim_id"]]["root_claim_id"]
            if (
                row["carc"] == "24"
                and root in self.claims
                and self.claims[root].population not in ("test", "encounter")
            ):
                self.claims[root].population = "capitated"
        self.recouped: dict[int, int] = defaultdict(int)
        roots_of = defaultdict(set)
        for match in matches.values():
            remit = remits[match["remit_claim_id"]]
            if match["root_claim_id"] is not None and remit["payer_control_number"]:
                roots_of[self._remit_payer(payments[remit["transaction_id"]]), remit["payer_control_number"]].add(
                    match["root_claim_id"]
                )
        for row in source.frame("provider_adjustments").to_dicts():
            found = roots_of[self._remit_payer(payments[row["transaction_id"]]), row["reference_id"]]
            if row["reason_code"] == "WO" and len(found) == 1:
                self.recouped[min(found)] += row["amount_adjusted"]
        events = []
        for event in matching.adjudications.to_dicts():
            remit = remits[event["remit_claim_id"]]
            payment = payments[remit["transaction_id"]]
            if transactions[remit["transaction_id"]]["usage"] == "T":
                continue
            assert event["date_remitted"] is None or event["date_remitted"] <= self.as_of
            parts = [part for part in by_event[event["event_id"]] if _in_force(event, part)]
            event["parts"] = [outcomes[part["remit_claim_id"]] for part in parts]
            event["whole"] = [
                {**outcomes[part["remit_claim_id"]], "paid": remits[part["remit_claim_id"]]["amount_paid"] or 0}
                for part in parts if not remits[part["remit_claim_id"]]["line_count"]
            ]  # fmt: skip
            event["lines"] = [line for part in parts for line in lines[part["remit_claim_id"]]]
            event["undone"] = [
                line for part in by_event[event["event_id"]] for line in lines[part["remit_claim_id"]]
                if event["kind"] == "takeback" or (event["kind"] == "correction" and part["part"] == "reversal")
            ]  # fmt: skip
            event["remit_payer"] = self._remit_payer(payment)
            event["outcome"] = _combined([part["outcome"] for part in _by_denied(event["parts"])])
            event["has_denied"] = any(part["has_denied_line"] for part in event["parts"])
            events.append(event)
        events.sort(
            key=lambda e: (
                e["date_remitted"] or datetime.date.min,
                TURN[e["payer_order"]],
                e["sequence"],
                e["event_id"],
            )
        )
        for event in events:
            if event["root_claim_id"] in self.claims:
                self.claims[event["root_claim_id"]].events.append(event)

    def _remit_payer(self, payment: Row) -> str:
        return self.payer_of["remit", payment["payer_name"] or "", payment["payer_id"] or ""]

    # answers ---------------------------------------------------------------------------------------------------------

    def _answer(self) -> None:
        for claim in self.claims.values():
            able = [
                event for event in claim.events
                if event["kind"] in ("decision", "correction") and event["outcome"] not in ("pend", "informational")
                and (event["payer_order"] == claim.turn or event["remit_payer"] == claim.payer)
            ]  # fmt: skip
            best = min(
                able, key=lambda e: (e["outcome"] == "duplicate", TURN[e["payer_order"]], e["sequence"]), default=None
            )
            if (
                best
                and claim.is_first_submission
                and (best["kind"] == "decision" or best["reversed_event_id"] is not None)
            ):
                claim.first = best
            claim.paid = sum(
                event["amount_paid_change"] or 0 for event in claim.events if event["kind"] != "forward_only"
            )
            for line in claim.lines:
                self._answer_line(claim, line, able)
        for root, amount in self.recouped.items():
            claim = self.claims[root]
            if not any(
                (event["reversed_paid"] or 0) > 0 and (event["amount_paid_change"] or 0) < 0 for event in claim.events
            ):
                claim.paid -= min(max(amount, 0), max(claim.paid, 0))

    def _answer_line(self, claim: OracleClaim, line: OracleLine, able: list[Row]) -> None:
        for event in claim.events:
            said = [row for row in event["lines"] if row["place"] == line.line_id]
            said += [_part_of(whole, claim, line) for whole in event["whole"]]
            if said:
                line.answers.append((event, _summed(said)))
            elif any(row["place"] == line.line_id for row in event["undone"]):
                line.answers.append((event, {**_summed([]), "outcome": "reversed"}))
        valid = [e for e in able if e["kind"] == "decision" or e["reversed_event_id"] is not None]
        named = [
            (e, row)
            for e, row in line.answers
            if e in valid and row["outcome"] not in ("pend", "informational", "reversed")
        ]
        named.sort(key=lambda pair: pair[1]["outcome"] == "duplicate")
        if named:
            line.first, line.first_day = named[0][1], named[0][0]["date_remitted"]
        present = [(event, _as_it_stands(event, row)) for event, row in line.answers]
        kinds = [row["outcome"] for _, row in present if row["outcome"] not in ("informational", "duplicate")]
        line.pended = bool(kinds) and kinds[-1] == "pend"
        latest: dict[str, Row] = {}
        for event, row in present:
            if row["outcome"] not in ("pend", "informational", "duplicate") or (
                # a later payer that only tells what the payers before it did, and leaves or writes off the rest
                row["outcome"] == "informational"
                and row["amount_other_payer"] != 0
                and event["payer_order"] != "primary"
                and event["kind"] in ("decision", "correction")
            ):
                latest[event["payer_order"]] = row
        deciding = {turn: row for turn, row in latest.items() if row["outcome"] != "informational"}
        if any(row["outcome"] not in ("pend", "informational", "duplicate") for _, row in present):
            order = sorted(latest, key=lambda turn: TURN[turn])
            line.paid = sum(row["paid"] for row in latest.values())
            standing = [latest[turn]["amount_patient"] for turn in order if latest[turn]["outcome"] != "reversed"]
            line.patient = standing[-1] if standing else 0
            line.denied_now = min((row["amount_denied"] for row in deciding.values()), default=0)
            line.allowed = latest[order[0]]["amount_allowed"]
            line.recoverable = latest[order[0]]["recoverable"]
            line.action = next((latest[turn]["action"] for turn in reversed(order) if turn in deciding), None)

    def _expect(self) -> None:
        known: dict[tuple[str, ...], list[Fraction]] = defaultdict(list)
        shares: dict[tuple[str, str], list[OracleLine]] = defaultdict(list)
        for claim in self.claims.values():
            for line in claim.lines:
                if line.allowed is not None and line.allowed > 0 and line.units > 0:
                    per_unit = Fraction(line.allowed) / line.units
                    known[claim.entity, claim.payer, line.code, line.modifiers].append(per_unit)
                    known[claim.entity, claim.payer, line.code].append(per_unit)
                    shares[claim.entity, claim.payer].append(line)
        for claim in self.claims.values():
            for line in claim.lines:
                if line.allowed is not None:
                    line.expected, line.expected_paid = line.allowed, line.allowed - line.patient
                    continue
                exact = known[claim.entity, claim.payer, line.code, line.modifiers]
                rough = known[claim.entity, claim.payer, line.code]
                group = exact if len(exact) >= 3 else rough if len(rough) >= 3 else None
                if group is None:
                    continue
                line.expected = min(round(statistics.median(group) * line.units), max(line.billed, 0))
                allowed_lines = shares[claim.entity, claim.payer]
                share = 1 - Fraction(
                    sum(max(one.patient, 0) for one in allowed_lines), sum(one.allowed or 0 for one in allowed_lines)
                )
                line.expected_paid = round(line.expected * share)

    # what can be seen ------------------------------------------------------------------------------------------------

    def _timed(self, seen: set[tuple[str, str, datetime.date]] | None) -> dict[str, list[tuple[int, bool]]]:
        timed = defaultdict(list)
        for claim in self.insured():
            if claim.voided or not claim.is_first_submission or claim.sent is None:
                continue
            if seen is not None and ((claim.entity, claim.payer, _month(claim)) not in seen or claim.hidden):
                continue
            if claim.first:
                timed[claim.payer].append(((claim.first["date_remitted"] - claim.sent).days, True))
            elif not _spoken(claim) and not claim.rejected and seen is not None:
                timed[claim.payer].append(((self.as_of - claim.sent).days, False))
        return timed

    def _observe(self) -> None:
        answered_only = self._timed(None)
        usual = _usual(answered_only)
        self._hide({payer: _reach(rows, Fraction(1, 2)) for payer, rows in answered_only.items()})
        seen: set[tuple[str, str, datetime.date]] = set()
        for _ in range(2):
            seen = self._cells(usual)
            if _ == 0:
                usual = _usual(self._timed(seen))
        for claim in self.claims.values():
            claim.usual = usual.get(claim.payer, max(usual.values(), default=45))
            claim.observed = (claim.entity, claim.payer, _month(claim)) in seen and not claim.hidden

    def _hide(self, medians: dict[str, int | None]) -> None:
        """Mark claims that were due while their payer, which usually answers every few days, said nothing for weeks."""
        days, waiting = defaultdict(set), defaultdict(list)
        for claim in self.insured():
            median = medians.get(claim.payer)
            if claim.first:
                days[claim.entity, claim.payer].add(claim.first["date_remitted"])
            elif not _spoken(claim) and claim.sent is not None and median is not None:
                waiting[claim.entity, claim.payer].append((claim.sent + datetime.timedelta(days=median), claim))
        for key, answers in days.items():
            ordered = sorted(answers)
            pauses = [(later - earlier).days for earlier, later in pairwise(ordered)]
            if len(ordered) < 8:
                continue
            for earlier, later in zip(ordered, [*ordered[1:], self.as_of], strict=True):
                pause = (later - earlier).days
                due = [claim for day, claim in waiting[key] if earlier < day < later]
                if pause > 21 and pause > 4 * statistics.median(pauses) and len(due) >= 5:
                    for claim in due:
                        claim.hidden = True

    def _cells(self, usual: dict[str, int]) -> set[tuple[str, str, datetime.date]]:
        past, answered = defaultdict(int), defaultdict(int)
        all_past, all_answered = defaultdict(int), defaultdict(int)
        cells = set()
        for claim in self.insured():
            claim.usual = usual.get(claim.payer, max(usual.values(), default=45))
            cell = (claim.entity, claim.payer, _month(claim))
            cells.add(cell)
            if claim.is_matured(self.as_of) or _spoken(claim):
                past[cell] += 1
                all_past[cell[:2]] += 1
                answered[cell] += _spoken(claim)
                all_answered[cell[:2]] += _spoken(claim)
        return {
            cell for cell in cells
            if (2 * answered[cell] >= past[cell] if past[cell] >= 5 else 2 * all_answered[cell[:2]] >= all_past[cell[:2]])
        }  # fmt: skip

    def _close(self) -> None:
        for claim in self.claims.values():
            claim.denied_now = sum(line.denied_now for line in claim.lines)
            claim.patient = sum(line.patient for line in claim.lines)
            given_up = sum(
                line.denied_now
                for line in claim.lines
                if line.recoverable in ("no", "na") or line.action == "patient_bill"
            )
            spoken = [event for event in claim.events if event["kind"] != "forward_only"]
            decided = [event for event in spoken if event["outcome"] != "duplicate"]
            pended = bool(decided) and decided[-1]["outcome"] == "pend"
            if claim.voided and claim.paid == 0:
                claim.state = "voided"
            elif pended or (not spoken and claim.observed):
                claim.state, claim.open = "open", max(claim.row["amount_billed"], 0)
            elif not spoken:
                claim.state = "not_observed"
            else:
                claim.state = "answered"
                last = max((event["date_remitted"] for event in spoken if event["date_remitted"]), default=self.as_of)
                refused = (
                    max(claim.denied_now - given_up, 0) if (self.as_of - last).days <= 365 and not claim.voided else 0
                )
                pending = sum(line.billed for line in claim.lines if line.pended)
                claim.open = min(refused + pending, max(claim.row["amount_billed"], 0))

    # figures ---------------------------------------------------------------------------------------------------------

    def insured(self) -> list[OracleClaim]:
        return [claim for claim in self.claims.values() if claim.population == "insurance"]

    def judged(self) -> list[OracleClaim]:
        return [
            claim for claim in self.insured()
            if claim.observed and claim.first and claim.first["outcome"] != "duplicate" and claim.is_matured(self.as_of)
            and claim.is_first_submission and claim.turn == "primary"
        ]  # fmt: skip

    def initial_denial_rate_claims(self) -> tuple[int, int]:
        denied = [
            c for c in self.judged() if c.first and c.first["has_denied"] and c.first["outcome"] != "unprocessable"
        ]
        return len(denied), len(self.judged())

    def first_pass_resolution_rate(self) -> tuple[int, int]:
        known = [c for c in self.judged() if c.first and c.first["outcome"] != "undetermined"]
        return sum(not c.first["has_denied"] for c in known if c.first), len(known)

    def initial_denial_rate_dollars(self) -> tuple[int, int]:
        numerator = denominator = 0
        for claim in self.insured():
            if claim.observed and claim.is_matured(self.as_of):
                for line in claim.lines:
                    if line.first and line.first["outcome"] != "duplicate":
                        denominator += line.billed
                        numerator += line.first["amount_denied"] if line.first["outcome"] != "unprocessable" else 0
        return numerator, denominator

    def gross_collection_rate(self) -> tuple[int, int]:
        rows = [c for c in self.insured() if c.observed and c.is_matured(self.as_of) and c.state != "voided"]
        return sum(c.paid for c in rows), sum(c.row["amount_billed"] for c in rows)

    def insurance_yield(self) -> tuple[int, int]:
        lines = [
            line for c in self.insured() if c.observed and c.is_matured(self.as_of) and c.state != "voided"
            for line in c.lines if line.expected_paid is not None
        ]  # fmt: skip
        return sum(line.paid for line in lines), sum(line.expected_paid or 0 for line in lines)

    def open_by_age(self) -> dict[str, int]:
        buckets: dict[str, int] = defaultdict(int)
        for claim in self.insured():
            if claim.observed and claim.open > 0:
                age = (self.as_of - claim.row["date_of_service"]).days
                name = next((f"{a}-{b}" for a, b in ((0, 30), (31, 60), (61, 90), (91, 120)) if a <= age <= b), "121+")
                buckets[name] += claim.open
        return dict(buckets)

    def payment_lags(self) -> dict[str, tuple[int | None, int | None]]:
        timed = defaultdict(list)
        for claim in self.insured():
            if not claim.observed or not claim.is_first_submission or claim.rejected or claim.sent is None:
                continue
            if claim.first:
                timed[claim.payer].append(((claim.first["date_remitted"] - claim.sent).days, True))
            elif claim.state == "open" and not _spoken(claim):
                timed[claim.payer].append(((self.as_of - claim.sent).days, False))
        return {
            payer: (_reach(rows, Fraction(1, 2)), _reach(rows, Fraction(9, 10)))
            for payer, rows in timed.items()
            if any(day >= 0 for day, _ in rows)
        }

    def charge_lag(self) -> int:
        lags = sorted(
            (c.sent - c.row["date_of_service"]).days for c in self.insured() if c.sent and c.is_first_submission
        )
        lags = [lag for lag in lags if lag >= 0]
        return lags[(len(lags) + 1) // 2 - 1]


def _population(row: Row, transaction: Row) -> str:
    causes = (row["related_causes"] or "").split(":")
    if transaction["usage"] == "T":
        return "test"
    if transaction["claim_or_encounter"] == "RP":
        return "encounter"
    if row["contract_type"] == "05":
        return "capitated"
    if row["claim_filing_indicator"] == "WC" or "EM" in causes:
        return "workers_compensation"
    if row["claim_filing_indicator"] == "AM" or "AA" in causes:
        return "auto"
    return "self_pay" if row["claim_filing_indicator"] == "09" else "insurance"


def _as_it_stands(event: Row, row: Row) -> Row:
    """A correction that calls a line a duplicate leaves it at nothing: what paid it was reversed in the same event."""
    replaced = event["kind"] == "correction" and event["reversed_event_id"] is not None
    return {**row, "outcome": "reversed"} if replaced and row["outcome"] == "duplicate" else row


def _in_force(event: Row, part: Row) -> bool:
    if event["kind"] == "takeback":
        return False
    if part["remit_claim_id"] == event["remit_claim_id"]:
        return True
    return part["part"] in ("correction", "split") if event["kind"] == "correction" else part["part"] != "reversal"


def _by_denied(parts: list[Row]) -> list[Row]:
    return sorted(parts, key=lambda part: -part["amount_denied"])


def _combined(outcomes: list[str]) -> str | None:
    if not outcomes:
        return None
    if len(set(outcomes)) == 1:
        return outcomes[0]
    if {"denied", "unprocessable", "partly_denied"} & set(outcomes):
        return "partly_denied"
    return "paid" if "paid" in outcomes else outcomes[0]


def _part_of(whole: Row, claim: OracleClaim, line: OracleLine) -> Row:
    """A line's part of an answer to the whole claim: by charge, what is left over a cent going to later lines."""
    ordered = sorted(claim.lines, key=lambda one: one.line_id)
    total = sum(max(one.billed, 0) for one in ordered)
    weights = [max(one.billed, 0) if total > 0 else 1 for one in ordered]
    place = ordered.index(line)
    before, upto, full = sum(weights[:place]), sum(weights[: place + 1]), sum(weights)
    amounts = {
        name: whole[name] * upto // full - whole[name] * before // full
        for name in ("paid", "amount_denied", "amount_patient", "amount_other_payer")
    }
    refused = whole["outcome"] in ("denied", "unprocessable", "pend", "undetermined", "duplicate")
    allowed = None if refused else amounts["paid"] + amounts["amount_patient"] + amounts["amount_other_payer"]
    return {**whole, **amounts, "amount_allowed": allowed, "recoverable": None}


def _summed(rows: list[Row]) -> Row:
    rows = _by_denied(rows)
    known = [row["amount_allowed"] for row in rows if row["amount_allowed"] is not None]
    leading: Row = rows[0] if rows else {"recoverable": None, "action": None}
    return {
        "outcome": _combined([row["outcome"] for row in rows]),
        "paid": sum(row["paid"] for row in rows),
        "amount_denied": sum(row["amount_denied"] for row in rows),
        "amount_patient": sum(row["amount_patient"] for row in rows),
        "amount_other_payer": sum(row["amount_other_payer"] for row in rows),
        "amount_allowed": sum(known) if known else None,
        "recoverable": leading["recoverable"],
        "action": leading["action"],
    }


def _spoken(claim: OracleClaim) -> bool:
    return any(event["kind"] != "forward_only" for event in claim.events)


def _month(claim: OracleClaim) -> datetime.date:
    day: datetime.date = claim.row["date_of_service"]
    return day.replace(day=1)


def _reach(rows: Iterable[tuple[int, bool]], share: Fraction) -> int | None:
    """The first day by which the Kaplan-Meier curve has come down by `share`."""
    answers: dict[int, int] = defaultdict(int)
    leavers: dict[int, int] = defaultdict(int)
    for day, answered in rows:
        if day >= 0:
            answers[day] += answered
            leavers[day] += 1
    unanswered, at_risk = Fraction(1), sum(leavers.values())
    for day in sorted(leavers):
        unanswered *= 1 - Fraction(answers[day], at_risk)
        at_risk -= leavers[day]
        if unanswered <= 1 - share:
            return day
    return None


def _usual(timed: dict[str, list[tuple[int, bool]]]) -> dict[str, int]:
    everyone = [row for rows in timed.values() for row in rows]

    def of(rows: list[tuple[int, bool]], default: int) -> int:
        answered = sorted(day for day, is_answered in rows if is_answered and day >= 0)
        if len(answered) < 30:
            return default
        reached = _reach(rows, Fraction(9, 10))
        if reached is not None:
            return reached
        position = Fraction(9, 10) * (len(answered) - 1)
        return answered[-(-position.numerator // position.denominator)]

    fallback = of(everyone, 45)
    return {payer: min(max(of(rows, fallback), 14), 120) for payer, rows in timed.items()}
