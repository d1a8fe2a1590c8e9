"""Other projects' 837P files: every rule runs on every claim without a crash, twice with the same answer.

The files are tests and samples of software, few of them of dermatology and half of them faulty on purpose; what was found
by looking at findings one by one stands in docs/explanation/findings-looked-at.md.
"""

import os
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from cleanskin.claim.scrub import HeldClaim, Scrubber, read_claims
from cleanskin.claim.summary import Summary
from cleanskin.reference.look_up import Reference
from cleanskin.rules.configuration import Configuration
from cleanskin.rules.engine import Engine
from cleanskin.rules.registry import all_rules, family_of

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
CLERICAL = frozenset({"registration", "filing", "enrollment", "place"})
"""Families about what software fills in; the strangers' files are full of their faults."""

pytestmark = pytest.mark.truth


@pytest.fixture(scope="module")
def files() -> list[tuple[str, bytes]]:
    folder = SHARED / "data/x12/837P"
    return [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Reference(None), configuration=Configuration(preview=True))


def scrub(held: list[HeldClaim], engine: Engine) -> tuple[Summary, list]:
    summary = Summary()
    scrubber = Scrubber(engine)
    scrubber.know(one.claim for one in held)
    return summary, list(scrubber.scrub(held, summary))


@pytest.fixture(scope="module")
def scrubbed(files, engine):
    return [
        (name, held, *scrub(held, engine))
        for name, data in files
        if (held := list(read_claims(data, file=name).claims))
    ]


def test_no_rule_stops_on_a_strangers_claim(files, scrubbed, record_property):
    whole = Summary()
    for _, _, summary, _ in scrubbed:
        whole.merge(summary)
    families = {rule.id: family_of(rule) for rule in all_rules()}
    about_work = Counter[str]()
    for tally in whole.by_rule.values():
        if families.get(tally.rule, "registration") not in CLERICAL:
            about_work[tally.rule] += tally.findings
    proof = (
        f"{whole.claims} claims of {len(files)} strangers' files: no crash; {whole.findings} findings of {len(whole.by_rule)} rules, "
        f"{sum(about_work.values())} of them about the work billed ({len(about_work)} rules)"
    )
    record_property("proof", f"rules: {proof}")
    print(*sorted((-tally.claims, tally.rule, tally.name) for tally in whole.by_rule.values()), sep="\n")
    assert len(files) > 50
    assert whole.claims > 200
    assert "CS-RULE-001" not in whole.by_rule


def test_the_same_claim_gets_the_same_findings_again(scrubbed, engine):
    for name, held, _, reports in scrubbed:
        assert scrub(held, engine)[1] == reports, name


def test_findings_name_no_patient(scrubbed):
    for name, held, _, reports in scrubbed:
        people = {text for one in held for text in _texts_of(one) if len(text) > 4 and not text.isdigit()}
        for report in reports:
            for finding in report.findings:
                told = f"{finding.message} {' '.join(finding.evidence)} {finding.fix}"
                assert not {text for text in people if text in told}, (name, finding.rule)


def _texts_of(held: HeldClaim):
    """Names, member ids and street of who is treated and who subscribes."""
    for party in (held.claim.coverage.subscriber, held.claim.treated):
        yield from (party.name, party.first_name, party.id)
        if party.address is not None:
            yield party.address.line_1


def test_an_empty_claim_and_its_parts_are_borne(scrubbed, engine):
    """Every claim again without its diagnoses, without its lines, and with sixty lines."""
    for name, held, _, _ in scrubbed:
        claim = held[0].claim
        for change in (
            {"diagnoses": ()},
            {"lines": ()},
            {"lines": tuple(claim.lines * 60)[:60]},
            {"providers": ()},
        ):
            found = engine.scrub(msgspec.structs.replace(claim, **change)).findings
            assert not any(one.rule == "CS-RULE-001" for one in found), (name, change.keys())
