"""The index of the patients' other services."""

from datetime import date

import msgspec

from cleanskin.claim.history import ClaimHistory, partition_of, patient_of
from cleanskin.kernel.period import Period
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Days
from cleanskin.rules.notation import read_visit
from cleanskin.rules.visit import Visit, visits_of

DAYS = Days(Reference(None))
EVER = Period(date(2020, 1, 1))


def claim(text):
    return read_visit(text)[0]


def visit(text):
    found, _ = visits_of(claim(text), DAYS, read_visit(text)[1])
    return found[0]


def held(*texts, complete=None):
    history = ClaimHistory(complete=complete)
    for text in texts:
        history.add(claim(text))
    return history


def codes(history, text="99213 L57.0", period=EVER, only=()):
    return [(line.day.isoformat(), line.code) for line in history.lines(visit(text).patient, period, only)]


def test_lines_come_by_day_within_the_period_and_by_code():
    history = held("on=2026-02-01 number=B 17000 L57.0 | 17003*3 L57.0", "on=2026-01-05 number=A 11102 D49.2")
    everything = [("2026-01-05", "11102"), ("2026-02-01", "17000"), ("2026-02-01", "17003")]
    assert codes(history) == everything
    assert codes(history, period=Period(date(2026, 1, 6))) == everything[1:]
    assert codes(history, period=Period(date(2026, 1, 5), date(2026, 2, 1))) == everything[:1]
    assert codes(history, period=Period(date(2026, 3, 1))) == []
    assert codes(history, only=("17003", "99999")) == everything[2:]
    history.add(claim("on=2026-01-01 number=C 99203 L57.0"))
    assert codes(history)[0] == ("2026-01-01", "99203")


def test_a_row_tells_what_a_rule_asks():
    history = held("on=2026-02-01 number=B 17003-59*3 $30 L57.0,L82.1 pos=22 by=1999999984")
    (line,) = history.lines(visit("99213 L57.0").patient, Period(date(2026, 2, 1)))
    assert (line.code, line.modifiers, line.units, line.diagnoses) == ("17003", ("59",), 3, ("L570", "L821"))
    assert (line.place_of_service, line.amount_billed, line.claim) == ("22", 3000, "B")
    assert (line.rendering_npi, line.billing_npi, line.tax_id) == ("1999999984", "1999999984", "123456789")


def test_a_patient_is_known_by_birth_date_and_name_whatever_the_payer():
    history = held('payer_id=11111 member={"id":"OLD1"} 17000 L57.0')
    assert codes(history) == [("2026-03-02", "17000")]
    assert codes(history, 'member={"first_name":"SAM"} 99213 L57.0') == []
    assert codes(history, "age=50 99213 L57.0") == []
    assert codes(history, 'member={"name":"Example","first_name":"Pat"} 99213 L57.0') == [("2026-03-02", "17000")]


def test_without_a_birth_date_payer_and_member_id_tell():
    unborn = 'member={"demographics":null} '
    history = held(unborn + "17000 L57.0")
    assert codes(history, unborn + "99213 L57.0") == [("2026-03-02", "17000")]
    assert codes(history, unborn + "payer_id=2 99213 L57.0") == []
    assert codes(history, "99213 L57.0") == []


def test_voided_claims_do_not_count_and_replacements_take_the_place_of_what_they_replace():
    assert codes(held("number=A frequency=8 17000 L57.0")) == []
    history = held("number=A 17000 L57.0", "number=B 11102 D49.2", "number=A frequency=7 17110 B07.9")
    assert [code for _, code in codes(history)] == ["11102", "17110"]


def test_only_what_lies_in_the_complete_period_is_covered():
    whole = Period(date(2024, 1, 1), date(2026, 3, 3))
    history = held(complete=whole)
    assert history.covers(Period(date(2024, 1, 1), date(2026, 3, 2)))
    assert history.covers(whole)
    assert not history.covers(Period(date(2023, 12, 31), date(2026, 3, 2)))
    assert not history.covers(Period(date(2025, 1, 1), date(2026, 3, 4)))
    assert not history.covers(Period(date(2025, 1, 1)))
    assert not held().covers(Period(date(2025, 1, 1), date(2025, 1, 2)))


def test_a_claim_of_nobody_is_not_kept():
    nobody = claim('member={"demographics":null,"id":""} 17000 L57.0')
    assert patient_of(nobody) == ()
    history = held()
    history.add(nobody)
    assert history.claims == 0


def test_the_partition_of_a_patient_is_the_same_for_all_of_their_claims_and_in_every_process():
    one, other = claim("17000 L57.0"), claim("payer_id=5 on=2020-01-01 age=39 99213 L40.0")
    assert partition_of(one, partitions=64) == partition_of(other, partitions=64)
    named = [claim(f'member={{"name":"EXAMPLE{letter}"}} 17000 L57.0') for letter in "ABCDEFGHIJ"]
    assert len({partition_of(each, partitions=64) for each in named}) > 5


def test_rules_see_the_past_the_same_day_and_the_days_after():
    history = held(
        "number=A on=2026-02-20 17000 L57.0", "number=B 11102 D49.2", "number=C on=2026-03-03 14060 C44.311",
        "number=D age=39 on=2020-01-01 99203 L57.0",
    )  # fmt: skip
    shown, context = read_visit("number=EX1 99213 L57.0")
    found, _ = visits_of(shown, DAYS, msgspec.structs.replace(context, history=history))
    one: Visit = found[0]
    assert [line.code for line in one.past(90)] == ["17000"]
    assert [line.code for line in one.past(5)] == []
    assert [line.code for line in one.past(10)] == ["17000"]
    assert [line.code for line in one.past(90, ["17003"])] == []
    assert [line.code for line in one.past(3000)] == ["99203", "17000"]
    assert [line.code for line in one.same_day_elsewhere()] == ["11102"]
    assert [line.code for line in one.following(1)] == ["14060"]
    assert not one.history_covers(90)
