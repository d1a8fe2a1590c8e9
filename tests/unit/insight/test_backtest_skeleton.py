"""The proposed rule files run as they stand: they load, and their examples do what they say."""

import importlib.util
import shutil
import subprocess
import sys

import pytest

from cleanskin.insight.rule_skeleton import skeleton
from cleanskin.reference.look_up import Reference
from cleanskin.rules.configuration import Configuration
from cleanskin.rules.engine import Engine
from cleanskin.rules.notation import read_examples

CASES = {
    "one payer by id": {"payer_ids": ("P1", "X 2"), "payer_names": ("PLAN",), "payer_label": "PLAN"},
    "one payer by name": {"payer_ids": (), "payer_names": ('O"HARA \\ & SONS',), "payer_label": 'O"Hara & Sons'},
    "all payers": {"payer_ids": (), "payer_names": (), "payer_label": "all payers"},
    "a long name": {"payer_ids": ("P1",), "payer_names": (), "payer_label": "HEALTH PLAN OF A VERY LONG NAME " * 4},
    "with a modifier": {"common": (("modifier", "25", 9, 1),)},
    "without one": {"common": (("modifier", "", 9, 1),)},
    "beside a code": {"common": (("provider", "1234567893", 9, 1), ("beside", "11102", 9, 1))},
    "beside a visit": {"common": (("beside", "99213", 9, 1),)},
    "sent late": {"common": (("sent", "more than 90 days after the service", 9, 1), ("units", "more than one", 9, 0))},
    "a visit": {"code": "99213", "common": (("beside", "17000", 9, 1),)},
    "no reason": {"carc": "", "rarc": ""},
}


def made(case):
    plain = {
        "number": 7, "payer_ids": ("P1",), "payer_names": (), "payer_label": "PLAN", "code": "17110", "carc": "97",
        "rarc": "M15", "denied": 9, "lines": 40, "common": (),
    }  # fmt: skip
    return skeleton(**(plain | CASES[case]))


@pytest.mark.parametrize("case", CASES)
def test_a_proposed_rule_runs_as_it_stands(case, tmp_path):
    proposed = made(case)
    path = tmp_path / "rule.py"
    path.write_text(proposed.text)
    spec = importlib.util.spec_from_file_location("proposed_rule", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rule = module.RULE
    rule.module, rule.doc = "cleanskin.rules.own.rule", module.__doc__
    assert rule.stage == "preview"
    assert rule.source.trust == "estimate"
    title, _, why = rule.doc.partition("\n\n")
    assert title.endswith(".")
    assert len(why) > 60
    engine = Engine(Reference(None), rules=[rule], configuration=Configuration(preview=True))
    examples = list(read_examples(rule.examples))
    assert [one.verdict for one in examples] == ["flags", "near", "passes"]
    for one in examples:
        findings = engine.scrub(one.claim, one.context).findings
        assert len(findings) == one.flags, one.text
        assert all(each.rule == rule.id for each in findings)


def test_a_rule_of_one_payer_leaves_others_alone(tmp_path):
    text = made("one payer by id").text
    path = tmp_path / "rule.py"
    path.write_text(text)
    spec = importlib.util.spec_from_file_location("proposed_rule_of_one", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.RULE.module, module.RULE.doc = "cleanskin.rules.own.rule", module.__doc__
    engine = Engine(Reference(None), rules=[module.RULE], configuration=Configuration(preview=True))
    (other,) = read_examples('passes coverage={"payer":{"id":"ELSE"}} 17110 D49.2')
    assert engine.scrub(other.claim, other.context).findings == ()


def test_proposed_rules_are_in_the_house_s_form(tmp_path):
    ruff = shutil.which("ruff", path=f"{sys.prefix}/bin")
    assert ruff, "the development environment has ruff"
    for number, case in enumerate(CASES):
        (tmp_path / f"own_{number:03}.py").write_text(made(case).text)
    checked = subprocess.run(
        [ruff, "check", "--isolated", "--line-length", "120", "--select", "E,F,W,I,B,D1,UP", tmp_path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout
