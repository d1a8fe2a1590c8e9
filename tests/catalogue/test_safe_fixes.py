"""Safe fixes, over every rule: what they change is clerical; codes, modifiers, units, diagnoses and amounts stay."""

import msgspec
import pytest

from cleanskin.record.claim_finding import LineChange
from cleanskin.reference.look_up import Reference
from cleanskin.rules.engine import Engine
from cleanskin.rules.notation import read_examples, read_visit
from cleanskin.rules.registry import all_rules
from cleanskin.rules.safe_fix import fixed, is_safe

RULES = all_rules()
SAFE = [rule for rule in RULES if rule.fix_safety == "safe"]
FLAGGED = [(rule, example) for rule in SAFE for example in read_examples(rule.examples) if example.verdict == "flags"]


def billed(claim):
    """Return all that is billed and that payment depends on, and nothing else."""
    lines = [
        (
            line.number,
            line.procedure,
            line.units,
            line.unit_basis,
            line.amount_billed,
            line.place_of_service,
            line.diagnosis_pointers,
            line.dates,
            line.drug,
            line.providers,
            line.adjudications,
        )
        for line in claim.lines
    ]
    return (
        lines,
        claim.diagnoses,
        claim.amount_billed,
        claim.place_of_service,
        claim.frequency_code,
        claim.dates,
        claim.other_coverages,
        claim.coverage.claim_filing_indicator,
        claim.coverage.payer_responsibility,
        claim.accepts_assignment,
    )


def letters(value):
    """Return every letter and digit of a structure in capitals, field by field."""
    plain = msgspec.to_builtins(value)
    if isinstance(plain, str):
        return "".join(one for one in plain.upper() if one.isalnum())
    if isinstance(plain, dict):
        return {name: letters(one) for name, one in plain.items() if name != "id_qualifier"}
    if isinstance(plain, list | tuple):
        return [letters(one) for one in plain]
    return plain


def findings_of(claim, context, rules=None):
    scrubbed = Engine(Reference(None), rules=rules).scrub(claim, context)
    return [*scrubbed.findings, *scrubbed.previewed]


def test_some_rules_have_safe_fixes():
    assert SAFE


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_only_rules_that_declare_a_safe_fix_make_changes(rule):
    if rule.fix_safety == "safe":
        return
    engine = Engine(Reference(None), rules=[rule])
    for example in read_examples(rule.examples):
        scrubbed = engine.scrub(example.claim, example.context)
        assert not any(finding.changes for finding in (*scrubbed.findings, *scrubbed.previewed)), example.text


@pytest.mark.parametrize(("rule", "example"), FLAGGED, ids=lambda one: getattr(one, "id", None) or one.text)
def test_a_safe_fix_cures_its_finding_and_changes_nothing_that_is_billed(rule, example):
    found = findings_of(example.claim, example.context, [rule])
    changes = [change for finding in found for change in finding.changes]
    assert changes
    assert all(is_safe(change) for change in changes)
    claim, made = fixed(example.claim, changes)
    assert made == changes
    assert claim != example.claim
    assert billed(claim) == billed(example.claim)
    assert letters(claim) == letters(example.claim), "only blanks, signs, case and qualifiers may change"
    assert findings_of(claim, example.context, [rule]) == []
    assert fixed(claim, changes) == (claim, []), "a second time there is nothing to change"


@pytest.mark.parametrize(("rule", "example"), FLAGGED, ids=lambda one: getattr(one, "id", None) or one.text)
def test_changes_do_not_show_a_patients_value(rule, example):
    coverage = example.claim.coverage
    values = {coverage.subscriber.id, example.claim.treated.id} - {""}
    for finding in findings_of(example.claim, example.context, [rule]):
        shown = msgspec.json.encode(finding).decode()
        assert not any(value in shown for value in values), shown


@pytest.mark.parametrize(
    "path",
    [
        "lines.procedure.code",
        "lines[1].procedure.modifiers",
        "lines.units",
        "lines.amount_billed",
        "amount_billed",
        "diagnoses.code",
        "place_of_service",
        "frequency_code",
        "coverage.claim_filing_indicator",
        "coverage.payer_responsibility",
        "billing_provider.name",
        "references[D9].value",
        "value",
        "",
        "billing_provider..id",
    ],
)
def test_a_change_outside_the_clerical_fields_is_refused(path):
    claim, _ = read_visit("99213 $100 L40.0")
    change = LineChange(path=path, was="", becomes="X")
    assert not is_safe(change)
    assert fixed(claim, [change]) == (claim, [])


@pytest.mark.parametrize(
    ("path", "was", "becomes"),
    [
        ("billing_provider.id", "1999999984", "1234567893"),
        ("billing_provider.address.postal_code", "606011234", "606011235"),
        ("billing_provider.address.state", "IL", "NY"),
        ("coverage.subscriber.id", "EXA123456", "EXA123457"),
        ("coverage.subscriber.id", "EXA123450", "EXA 123450"),
        ("billing_provider.taxonomy", "207N00000X", "207ND0101X"),
        ("billing_provider.id_qualifier", "XX", "FI"),
        ("providers[rendering].id", "1999999984", "1 234567893"),
        ("pay_to.id", "1", "2"),
    ],
)
def test_a_change_that_says_another_thing_is_not_made(path, was, becomes):
    claim, _ = read_visit("99213 $100 L40.0")
    assert fixed(claim, [LineChange(path=path, was=was, becomes=becomes)]) == (claim, [])


def test_an_edit_that_would_lose_letters_is_not_made():
    claim, _ = read_visit("99213 $100 L40.0")
    change = LineChange(path="coverage.subscriber.id", was="xxx999999", becomes="999999", edit="digits")
    assert fixed(claim, [change]) == (claim, [])
