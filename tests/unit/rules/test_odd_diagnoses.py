"""Rules about diagnoses, coverage, notices and frequency on claims that make no sense: none of them may stop."""

import random

import msgspec
import pytest

from cleanskin.record.claim import Claim
from cleanskin.reference.look_up import Reference
from cleanskin.rules.engine import Engine
from cleanskin.rules.notation import read_visit
from cleanskin.rules.registry import all_rules, family_of

FAMILIES = ("diagnosis", "coverage", "cosmetic", "frequency")
PROCEDURES = ("17110", "11200", "96910", "XXXXX", "", "11721", "G0429", "15823", "11102", "17111", "96904", "11950")
DIAGNOSES = ("L821", "L82", "", "Z411", "Z", "S", "C44311", "É1", "L99", "W89", "D485", "Z08", "l570", "L57.0", "B20")
MODIFIERS = ("GA", "GX", "GY", "GZ", "25", "59", "", "RT")
VISITS = (
    'payer=medicare abn=none submitted=2026-03-02 note={"lesions":[{}]} 99213 L57.0 | 17110 L82.1 << none',
    "payer=commercial sex=M abn=2026-03-01 note={} 99213 L57.0 << 2026-03-02 96910 L40.0",
    "payer=medicare_advantage state=CA 99213 L57.0 << 2026-02-28 11721 B35.1",
)


@pytest.mark.parametrize("visit", VISITS)
def test_no_rule_stops(visit: str):
    engine = Engine(Reference(None), rules=[rule for rule in all_rules() if family_of(rule) in FAMILIES])
    claim, context = read_visit(visit)
    choose = random.Random(7)
    for _ in range(300):
        fields = msgspec.to_builtins(claim)
        fields["diagnoses"] = [
            {"code": choose.choice(DIAGNOSES), "qualifier": "ABK"} for _ in range(choose.randint(0, 13))
        ]
        for line in fields["lines"]:
            line["procedure"] = {
                "code": choose.choice(PROCEDURES),
                "modifiers": choose.sample(MODIFIERS, choose.randint(0, 6)),
            }
            line["diagnosis_pointers"] = [choose.randint(0, 14) for _ in range(choose.randint(0, 5))]
        scrubbed = engine.scrub(msgspec.convert(fields, Claim), context)
        assert not [one.message for one in scrubbed.findings if one.name == "rule-stopped"], fields
