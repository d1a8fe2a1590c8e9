"""The engine: which rules look at a visit, what becomes of what they say, and that no rule can lose a claim."""

from datetime import date
from itertools import count

import pytest

from cleanskin.reference.look_up import Reference
from cleanskin.rules.configuration import Configuration, Suppression
from cleanskin.rules.engine import Engine, Priced
from cleanskin.rules.notation import read_visit
from cleanskin.rules.rule import (
    Rule,
    Triggers,
    any_of,
    cited,
    classes,
    codes,
    diagnoses,
    every_visit,
    families,
    flag,
    modifiers,
)

REFERENCE = Reference(None)
NUMBERS = count(1)
DAY = "2026-03-02"


def made(check=None, *, module="cleanskin.rules.made.made_001", **changes):
    """A rule that flags the first line of every visit it looks at, unless told otherwise."""
    number = next(NUMBERS)
    values = {
        "id": f"CS-MADE-{number:03d}",
        "name": f"made-up-{number}",
        "outcome": "denial",
        "severity": "hold",
        "triggers": every_visit(),
        "message": "The code {code} of line {line} among {codes} is flagged.",
        "fix": "Look at {code}.",
        "source": cited("nobody"),
    }
    rule = Rule(**(values | changes))
    rule.check(check or (lambda visit, day: iter([flag(visit.lines[0])])))
    rule.module = module
    return rule


def scrub(text, *rules, configuration=None, pricer=None):
    claim, context = read_visit(text)
    return Engine(REFERENCE, rules=rules, configuration=configuration, pricer=pricer).scrub(claim, context)


def fires(text, rule):
    return len(scrub(text, rule).findings)


@pytest.mark.parametrize(
    ("triggers", "text", "times"),
    [
        (codes("17000"), "17000 L57.0", 1),
        (codes("17000"), "17003 L57.0", 0),
        (codes("11102-11107"), "11106 D49.2", 1),
        (codes("11102-11107"), "11108 D49.2", 0),
        (codes("J0585-J0588"), "J0586 L74.510", 1),
        (families("biopsy_tangential"), "17000 L57.0", 0),
        (classes("visit"), "99213 L57.0", 1),
        (classes("visit"), "17000 L57.0", 0),
        (modifiers("59"), "17000-59 L57.0", 1),
        (modifiers("59"), "17000-XS L57.0", 0),
        (diagnoses("L57"), "17000 L57.0", 1),
        (diagnoses("L570"), "17000 L57.8", 0),
        (diagnoses("L5", "C44"), "17000 C44.311", 1),
        (every_visit(), "99213 L40.0", 1),
        (any_of(codes("1"), modifiers("59")), "17000-59 L57.0", 1),
        (Triggers(), "17000-59 L57.0", 0),
    ],
)
def test_a_rule_looks_only_at_visits_that_trigger_it(triggers, text, times):
    assert fires(text, made(triggers=triggers)) == times


def test_a_family_of_the_code_table_triggers():
    family = REFERENCE.procedure("17000", date(2026, 3, 2)).value.family
    assert fires("17000 L57.0", made(triggers=families(family))) == 1


def test_beside_must_be_on_the_visit_too():
    rule = made(triggers=codes("99213"), beside=codes("17000"))
    assert [fires(text, rule) for text in ("99213 L57.0", "17000 L57.0", "99213 L57.0 | 17000 L57.0")] == [0, 0, 1]


def test_rules_about_several_lines_pass_over_a_single_one():
    rule = made(lines_min=2)
    assert [fires(text, rule) for text in ("99213 L57.0", "99213 L57.0 | 17000 L57.0")] == [0, 1]


def test_the_words_of_a_finding_name_the_line_and_the_codes():
    rule = made(lambda visit, day: iter([flag(*visit.lines)]), carc="97", rarc="M15")
    (finding,) = scrub("number=K7 99213 L57.0 | 17000 L57.0", rule).findings
    assert finding.message == "The code 99213 of line 1, 2 among 99213, 17000 is flagged."
    assert finding.fix == "Look at 99213."
    assert (finding.claim, finding.lines, finding.rule, finding.name) == ("K7", ("1", "2"), rule.id, rule.name)
    assert (finding.carc, finding.rarc, finding.severity, finding.outcome) == ("97", "M15", "hold", "denial")


def test_words_codes_and_severity_of_a_flag_go_before_those_of_the_rule():
    def check(visit, day):
        yield flag(visit.lines[0], message="Own.", fix="Do.", carc="16", rarc="N1", severity="note", evidence=("seen",))

    (finding,) = scrub("99213 L57.0", made(check, carc="97")).findings
    assert (finding.message, finding.fix, finding.carc, finding.rarc) == ("Own.", "Do.", "16", "N1")
    assert (finding.severity, finding.evidence) == ("note", ("seen",))


def test_findings_stand_in_the_order_of_rules_then_lines_whatever_the_order_of_the_rules():
    both = [made(lambda visit, day: iter([flag(line) for line in reversed(visit.lines)])) for _ in range(3)]
    texts = "99213 L57.0 | 17000 L57.0"
    one, other = scrub(texts, *both).findings, scrub(texts, *reversed(both)).findings
    assert one == other
    assert [(finding.rule, finding.lines) for finding in one] == sorted((f.rule, f.lines) for f in one)


def test_a_rule_that_stops_becomes_a_finding_and_the_others_run():
    def broken(visit, day):
        yield flag(visit.lines[0])
        raise ZeroDivisionError

    bad, good = made(broken), made()
    findings = scrub("number=K1 99213 L57.0", bad, good).findings
    stopped = [finding for finding in findings if finding.rule == "CS-RULE-001"]
    assert len(stopped) == 1
    assert bad.id in stopped[0].message
    assert "ZeroDivisionError" in stopped[0].message
    assert (stopped[0].claim, stopped[0].severity) == ("K1", "warn")
    assert good.id in {finding.rule for finding in findings}


def test_a_claim_without_any_day_is_held_and_says_so():
    result = scrub('line1={"dates":[]} 99213 L57.0', made())
    assert [finding.rule for finding in result.findings] == ["CS-RULE-002"]
    assert not result.passes


def test_a_claim_without_lines_is_held():
    assert [finding.rule for finding in scrub("age=40", made()).findings] == ["CS-RULE-002"]


def test_each_day_is_a_visit_and_the_claim_is_looked_at_once():
    text = "99213 L57.0 on=2026-03-02 | 17000 L57.0 on=2026-03-03 | 17003 L57.0 on=2026-03-03"
    by_day, whole = made(), made(lambda visit, day: iter([flag(*visit.lines)]), claim_wide=True)
    assert [one.lines for one in scrub(text, by_day).findings] == [("1",), ("2",)]
    assert [one.lines for one in scrub(text, whole).findings] == [("1", "2", "3")]


def test_a_line_without_a_day_counts_for_the_first_day_of_the_claim():
    rule = made(lambda visit, day: iter([flag(*visit.lines)]))
    text = 'line2={"dates":[]} 99213 L57.0 on=2026-03-05 | 17000 L57.0 | 11102 D49.2 on=2026-03-03'
    assert [one.lines for one in scrub(text, rule).findings] == [("1",), ("2", "3")]


@pytest.mark.parametrize(
    ("need", "without", "given"),
    [
        ("history", "99213 L57.0", "99213 L57.0 << none"),
        ("note", "99213 L57.0", "note={} 99213 L57.0"),
        ("abn", "99213 L57.0", "abn=none 99213 L57.0"),
        ("authorizations", "99213 L57.0", "auth=none 99213 L57.0"),
        ("submission", "99213 L57.0", "submitted=2026-03-09 99213 L57.0"),
        ("enrollment", "99213 L57.0", "physician=yes 99213 L57.0"),
    ],
)
def test_a_rule_that_lacks_what_it_needs_says_so_and_never_finds(need, without, given):
    rule = made(needs=(need,))
    assert scrub(without, rule).not_checkable == ((rule.id, need),)
    assert scrub(without, rule).findings == ()
    assert scrub(given, rule).not_checkable == ()
    assert len(scrub(given, rule).findings) == 1


def test_the_first_unmet_need_is_named():
    rule = made(needs=("note", "abn"))
    assert scrub("note={} 99213 L57.0", rule).not_checkable == ((rule.id, "abn"),)


def test_rules_of_registration_are_not_checked_where_a_claim_says_only_what_was_coded():
    import msgspec

    rule = made(module="cleanskin.rules.registration.reg_001", claim_wide=True)
    claim, context = read_visit("99213 L57.0")
    engine = Engine(REFERENCE, rules=[rule])
    assert len(engine.scrub(claim, context).findings) == 1
    coded = engine.scrub(claim, msgspec.structs.replace(context, coding_only=True))
    assert coded.findings == ()
    assert coded.not_checkable == ((rule.id, "registration"),)


@pytest.mark.parametrize(
    ("changes", "text", "times"),
    [
        ({"payers": ("medicare",)}, "payer=medicare 99213 L57.0", 1),
        ({"payers": ("medicare",)}, "payer=medicare_advantage 99213 L57.0", 0),
        ({"payers": ("medicare", "medicaid")}, "payer=medicaid 99213 L57.0", 1),
        ({"payers": ("commercial",)}, "99213 L57.0", 1),
        ({"states": ("IL",)}, "99213 L57.0", 1),
        ({"states": ("IL",)}, "state=NY 99213 L57.0", 0),
        ({"effective_from": date(2026, 3, 2)}, f"on={DAY} 99213 L57.0", 1),
        ({"effective_from": date(2026, 3, 3)}, f"on={DAY} 99213 L57.0", 0),
        ({"effective_to": date(2026, 3, 3)}, f"on={DAY} 99213 L57.0", 1),
        ({"effective_to": date(2026, 3, 2)}, f"on={DAY} 99213 L57.0", 0),
        ({"stage": "removed"}, "99213 L57.0", 0),
        ({"stage": "deprecated"}, "99213 L57.0", 1),
    ],
)
def test_payers_states_days_of_service_and_stages_narrow_a_rule(changes, text, times):
    assert fires(text, made(**changes)) == times


def test_plans_are_kept_apart_by_payer_state_day_and_what_is_known():
    rules = [
        made(payers=("medicare",)),
        made(states=("NY",)),
        made(effective_from=date(2026, 3, 3)),
        made(needs=("abn",)),
    ]
    engine = Engine(REFERENCE, rules=rules)
    for text, expected in (
        ("99213 L57.0", set()),
        ("payer=medicare 99213 L57.0", {0}),
        ("state=NY 99213 L57.0", {1}),
        ("on=2026-03-03 99213 L57.0", {2}),
        ("abn=none 99213 L57.0", {3}),
        ("on=2026-03-03 payer=medicare state=NY abn=none 99213 L57.0", {0, 1, 2, 3}),
        ("99213 L57.0", set()),
    ):
        found = {finding.rule for finding in engine.scrub(*read_visit(text)).findings}
        assert found == {rules[place].id for place in expected}, text


def test_rules_in_preview_are_counted_and_shown_only_on_demand():
    rule = made(stage="preview")
    result = scrub("99213 L57.0", rule)
    assert (len(result.findings), len(result.previewed), result.passes) == (0, 1, True)
    shown = scrub("99213 L57.0", rule, configuration=Configuration(preview=True))
    assert (len(shown.findings), len(shown.previewed)) == (1, 0)


@pytest.mark.parametrize("key", ["id", "name", "family"])
def test_a_practice_sets_the_severity_by_id_name_or_family(key):
    rule = made()
    named = {"id": rule.id, "name": rule.name, "family": "made"}[key]
    (finding,) = scrub("99213 L57.0", rule, configuration=Configuration(severity={named: "note"})).findings
    assert finding.severity == "note"
    assert scrub("99213 L57.0", rule, configuration=Configuration(severity={named: "off"})).findings == ()


def test_the_nearest_setting_of_a_severity_wins():
    rule = made()
    decided = Configuration(severity={"made": "off", rule.name: "warn", rule.id: "note"})
    assert scrub("99213 L57.0", rule, configuration=decided).findings[0].severity == "note"


def test_a_practice_s_severity_goes_before_that_of_a_flag():
    rule = made(lambda visit, day: iter([flag(visit.lines[0], severity="note")]))
    decided = Configuration(severity={rule.id: "warn"})
    assert scrub("99213 L57.0", rule, configuration=decided).findings[0].severity == "warn"


def hiding(hidden, **narrower):
    values = {"rule": hidden.id, "reason": "the contract pays both", "who": "A. Coder", "expires": date(2027, 1, 1)}
    return Suppression(**(values | narrower))


@pytest.mark.parametrize(
    ("narrower", "hidden"),
    [
        ({}, True),
        ({"codes": ("99213",)}, True),
        ({"codes": ("99213", "11102")}, False),
        ({"payer": "99999"}, True),
        ({"payer": "11111"}, False),
        ({"claim": "EX1"}, True),
        ({"claim": "EX2"}, False),
        ({"expires": date(2026, 3, 3)}, True),
        ({"expires": date(2026, 3, 2)}, False),
        ({"rule": "another-rule"}, False),
    ],
)
def test_a_suppression_hides_what_it_names_until_it_expires(narrower, hidden):
    rule = made()
    result = scrub("99213 L57.0", rule, configuration=Configuration(suppress=(hiding(rule, **narrower),)))
    assert len(result.suppressed) == hidden
    assert len(result.findings) == (not hidden)
    if hidden:
        assert result.suppressed[0].suppressed_by == "A. Coder: the contract pays both"


def test_suppressions_unused_expired_or_of_no_rule_are_findings_themselves():
    rule, other = made(), made(triggers=codes("J9999"))
    decided = Configuration(
        severity={"no-such-rule": "off", rule.name: "warn"},
        suppress=(
            hiding(rule),
            hiding(other),
            hiding(rule, claim="EX9", expires=date(2026, 3, 1)),
            hiding(rule, rule="CS-NONE-001"),
        ),
    )
    engine = Engine(REFERENCE, rules=[rule, other], configuration=decided)
    engine.scrub(*read_visit("99213 L57.0"))
    about = engine.about_configuration(as_of=date(2026, 3, 2))
    assert [one.rule for one in about] == ["CS-RULE-005", "CS-RULE-003", "CS-RULE-004", "CS-RULE-005"]
    assert "no-such-rule" in about[0].message
    assert other.id in about[1].message
    assert "2026-03-01" in about[2].message
    assert engine.about_configuration(as_of=date(2026, 3, 2), used=[hiding(other)])[1].rule == "CS-RULE-004"


class Fees:
    """Ten dollars a line, a dollar a unit of what is missing; nothing for codes that begin with J."""

    def __init__(self):
        self.asked = 0

    def allowed(self, visit, lines):
        self.asked += 1
        known = [line for line in lines if not line.code.startswith("J")]
        return Priced(1000 * len(known), "a test") if known else None

    def allowed_for(self, visit, code, units):
        return None if code.startswith("J") else Priced(100 * units, "a test")


def priced(text, **changes):
    finding = scrub(text, made(lambda visit, day: iter([flag(visit.lines[0], **changes)])), pricer=Fees()).findings[0]
    return finding.amount_at_risk, finding.priced_by


def test_dollars_come_from_the_lines_the_missing_codes_or_the_rule():
    assert priced("99213 L57.0") == (1000, "a test")
    assert priced("J3301 L57.0") == (None, "")
    assert priced("99213 L57.0", missing=[("17003", 3), ("J3301", 1)])[0] == 300
    assert priced("99213 L57.0", missing=[("J3301", 1)]) == (None, "")
    assert priced("99213 L57.0", amount=77) == (77, "the rule")


def test_nothing_is_priced_where_nothing_is_found():
    fees = Fees()
    scrub("99213 L57.0", made(lambda visit, day: iter(())), pricer=fees)
    assert fees.asked == 0


def test_a_rule_that_a_part_of_the_claim_decides_is_asked_once_for_that_part():
    asked = []

    def check(visit, day):
        asked.append(visit.claim.billing_provider.tax_id)
        if visit.claim.billing_provider.tax_id != "123456789":
            yield flag(message="Wrong.")

    rule = made(check, claim_wide=True, decided_by=("billing_provider",))
    engine = Engine(REFERENCE, rules=[rule])
    good, context = read_visit("99213 L57.0")
    bad, _ = read_visit('billing={"references":[{"kind":"EI","value":"1"}]} 99213 L57.0')
    assert [len(engine.scrub(claim, context).findings) for claim in (good, good, bad, good, bad)] == [0, 0, 1, 0, 1]
    assert asked.count("123456789") == 1


def test_a_rule_that_a_part_decides_and_that_stops_is_told_each_time():
    def check(visit, day):
        raise KeyError
        yield

    engine = Engine(REFERENCE, rules=[made(check, claim_wide=True, decided_by=("billing_provider",))])
    claim, context = read_visit("99213 L57.0")
    assert [[one.rule for one in engine.scrub(claim, context).findings] for _ in range(2)] == [["CS-RULE-001"]] * 2
