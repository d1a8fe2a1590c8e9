"""Laws over a thousand random claims with every rule: nothing raises, answers repeat, the order of lines is no matter."""

import copy
from datetime import date
from decimal import Decimal
from random import Random

import msgspec
import pytest

from cleanskin.claim.history import ClaimHistory
from cleanskin.claim.pricer import MedicarePricer
from cleanskin.record.claim import DatedEvent, Diagnosis, Procedure, ServiceLine
from cleanskin.record.encounter import DrugGiven, Encounter, Lesion, Pathology, Problem
from cleanskin.reference.look_up import Reference
from cleanskin.rules.engine import Engine
from cleanskin.rules.notation import read_visit
from cleanskin.rules.registry import all_rules
from cleanskin.rules.visit import Context

REFERENCE = Reference(None)
ENGINE = Engine(REFERENCE, pricer=MedicarePricer(REFERENCE))
CODES = (
    "99202", "99213", "99214", "99215", "99024", "11102", "11103", "11104", "11106", "11200", "11201", "11301",
    "11400", "11442", "11602", "11643", "11719", "11721", "11900", "12001", "12032", "12052", "13101", "13132",
    "14040", "14060", "14301", "14302", "15004", "15260", "15271", "15275", "17000", "17003", "17004", "17110",
    "17111", "17262", "17281", "17311", "17312", "17313", "17314", "17315", "17340", "10060", "10120", "88304",
    "88305", "88312", "88331", "88342", "95044", "96372", "96401", "96567", "96573", "96900", "96910", "96912",
    "96920", "J3301", "J0585", "J7308", "G2211", "G0127", "Q4101", "A4649", "00000", "ZZZZZ", "36415", "87220",
    "D1234",
)  # fmt: skip
MODIFIERS = (
    "25",
    "57",
    "24",
    "59",
    "XS",
    "XU",
    "58",
    "78",
    "79",
    "76",
    "RT",
    "LT",
    "E1",
    "TA",
    "GA",
    "GY",
    "JW",
    "JZ",
    "26",
    "ZZ",
)
DIAGNOSES = (
    "L570", "L821", "L820", "D485", "D492", "C44311", "C44319", "C4431", "B079", "L700", "L400", "L209", "D225",
    "D2239", "D034", "C4339", "L720", "Z411", "Z85828", "L989", "L84", "B351", "E119", "L57", "XXXX", "R21",
    "Z0000", "T8131XA",
)  # fmt: skip
DAYS = (
    date(2026, 3, 2),
    date(2026, 3, 3),
    date(2019, 12, 31),
    date(2027, 1, 1),
    date(1900, 1, 1),
    date(9999, 12, 31),
    date.min,
)


def random_line(chance, number, days):
    units = chance.choice(
        (Decimal(1),) * 6 + (Decimal(4), Decimal("0.5"), Decimal(0), Decimal(-1), Decimal(10**6), None)
    )
    return ServiceLine(
        number=str(number),
        procedure=Procedure(
            code=chance.choice(CODES),
            modifiers=tuple(chance.sample(MODIFIERS, chance.choice((0, 0, 0, 1, 1, 2, 4, 20)))),
            qualifier=chance.choice(("HC", "HC", "HC", "", "ER")),
        ),
        amount_billed=chance.choice((10_000, 0, -5, 99_999_999)),
        units=units,
        place_of_service=chance.choice(("", "", "11", "22", "02", "99", "XX")),
        diagnosis_pointers=tuple(chance.choices((1, 2, 3, 9, 0), k=chance.choice((0, 1, 1, 2, 4)))),
        dates=(DatedEvent(kind="472", first=chance.choice(days)),) if chance.random() < 0.97 else (),
    )


def random_claim(chance):
    payer = chance.choice(("medicare", "medicare", "commercial", "medicaid", "medicare_advantage", "tricare"))
    name = chr(65 + chance.randrange(26)) + chr(65 + chance.randrange(26))
    words = f'payer={payer} age={chance.choice((0, 12, 45, 70))} member={{"name":"EXAMPLE {name}"}}'
    claim, _ = read_visit(f"{words} 99213 L57.0")
    days = chance.choice((DAYS[:1], DAYS[:1], DAYS[:2], DAYS))
    lines = [
        random_line(chance, number, days)
        for number in range(1, chance.choice((1, 2, 2, 3, 3, 4, 4, 6) * 5 + (60,)) + 1)
    ]
    return msgspec.structs.replace(
        claim,
        patient_control_number=f"R{chance.randrange(300)}",
        frequency_code=chance.choice(("1", "1", "1", "7", "8", "9", "")),
        diagnoses=tuple(Diagnosis(code=code) for code in chance.sample(DIAGNOSES, chance.choice((0, 1, 2, 4, 12)))),
        lines=tuple(lines) if chance.random() < 0.98 else (),
        providers=claim.providers if chance.random() < 0.8 else (),
    )


def random_encounter(chance):
    lesions = tuple(
        Lesion(
            site=chance.choice(("nose", "left cheek", "back", "", "somewhere")),
            count=chance.choice((None, 1, 3, 16)),
            diameter_cm=chance.choice((None, Decimal("0.4"), Decimal("2.1"))),
            margin_cm=chance.choice((None, Decimal("0.4"))),
            technique=chance.choice(("tangential", "punch", "excision", "cryosurgery", "mohs", "shave", "", "other")),
            closure=chance.choice(("", "none", "simple", "intermediate", "complex", "flap", "graft")),
            closure_length_cm=chance.choice((None, Decimal(3), Decimal(0))),
            mohs_blocks=chance.choice(((), (3,), (7, 2))),
            diagnosis=chance.choice(DIAGNOSES),
            pathology=chance.choice((None, Pathology(behavior="benign"), Pathology(behavior="malignant"))),
        )
        for _ in range(chance.randrange(4))
    )
    return Encounter(
        minutes=chance.choice((None, 10, 45, 200)),
        new_patient=chance.choice((None, True, False)),
        problems=tuple(Problem(name="a problem", status="stable") for _ in range(chance.randrange(3))),
        lesions=lesions,
        drugs=(DrugGiven(name="triamcinolone", amount=Decimal(10), unit="mg"),) if chance.random() < 0.3 else (),
    )


def random_context(chance, history):
    return Context(
        history=history if chance.random() < 0.7 else None,
        encounter=random_encounter(chance) if chance.random() < 0.5 else None,
        abn=() if chance.random() < 0.5 else None,
        authorizations=() if chance.random() < 0.5 else None,
        surgical_log=() if chance.random() < 0.5 else None,
        submitted_on=date(2026, 3, 9) if chance.random() < 0.5 else None,
        providers={} if chance.random() < 0.5 else None,
    )


def laid_out(count, seed):
    chance = Random(seed)
    claims = [random_claim(chance) for _ in range(count)]
    history = ClaimHistory()
    for claim in claims:
        history.add(claim)
    return [(claim, random_context(chance, history)) for claim in claims], chance


def told(claim, result):
    """What was said, with the lines by what they bill instead of by their number."""
    billed = {}
    for line in claim.lines:
        billed[line.number] = (line.procedure, line.units, line.dates, line.diagnosis_pointers, line.amount_billed)
    return sorted(
        (finding.rule, finding.severity, tuple(sorted(str(billed[number]) for number in finding.lines)))
        for finding in (*result.findings, *result.previewed)
    )


@pytest.mark.parametrize("seed", range(4))
def test_nothing_raises_no_rule_stops_and_answers_repeat(seed):
    claims, _ = laid_out(250, seed)
    for claim, context in claims:
        result = ENGINE.scrub(claim, context)
        stopped = [finding.message for finding in result.findings if finding.rule == "CS-RULE-001"]
        assert not stopped
        assert ENGINE.scrub(claim, context) == result
        assert len(set(result.not_checkable)) == len(result.not_checkable)


RANKED = {"CS-MOD-028", "CS-MOD-042"}
"""Rules about the order of lines itself: which procedure stands first, which line carries 51."""

ONE_OF_EQUALS = {"CS-REG-042", "CS-EM-013", "CS-MOD-027", "CS-NCCI-006", "CS-FLP-003", "CS-UNIT-003"}
"""Rules that name the first of several lines that are as good as one another."""


def test_the_order_of_lines_changes_no_finding():
    claims, chance = laid_out(150, 9)
    for claim, context in claims:
        lines = list(claim.lines)
        chance.shuffle(lines)
        other = msgspec.structs.replace(claim, lines=tuple(lines))
        one, two = told(claim, ENGINE.scrub(claim, context)), told(claim, ENGINE.scrub(other, context))
        rules = RANKED | ONE_OF_EQUALS
        assert [told for told in one if told[0] not in rules] == [told for told in two if told[0] not in rules]


def test_what_saves_work_changes_no_finding():
    """Without `beside`, `lines_min` and `decided_by` every rule says the same."""
    plain = [copy.copy(rule) for rule in all_rules()]
    assert any(rule.beside for rule in plain)
    for rule in plain:
        rule.beside, rule.lines_min, rule.decided_by = None, 1, ()
    full, quick = Engine(REFERENCE, rules=plain), Engine(REFERENCE)
    for claim, context in laid_out(250, 21)[0]:
        one, two = full.scrub(claim, context), quick.scrub(claim, context)
        assert (one.findings, one.previewed) == (two.findings, two.previewed)
