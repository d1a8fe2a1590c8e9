"""Any claim of any codes balances, accumulators keep their limits, what is undone sums to nothing."""

import importlib.util
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanskin.sim.nouns.decision import ClaimDecision
from cleanskin.sim.payer import PAYERS, plan_of
from cleanskin.sim.payer.registry import codes

_SPEC = importlib.util.spec_from_file_location("payer_desk", Path(__file__).parent / "conftest.py")
assert _SPEC is not None
assert _SPEC.loader is not None
_MODULE: Any = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MODULE)
Desk = _MODULE.Desk

CODES = sorted(codes())
MODIFIERS = ("25", "59", "XS", "24", "57", "58", "79", "76", "50", "52", "RT", "LT", "JZ", "JW", "TC", "26", "80", "GY")
DIAGNOSES = ("L570", "B078", "D492", "C44319", "C44601", "L400", "L821", "L918", "L649", "L501", "Z411", "L40")

services = st.builds(
    lambda code, modifiers, units, diagnosis: f"{':'.join((code, *modifiers))}*{units}={diagnosis}",
    st.sampled_from(CODES) | st.sampled_from(("99213", "99214", "17000", "17003", "11102", "88305", "17311", "ZZZZZ")),
    st.lists(st.sampled_from(MODIFIERS), max_size=3, unique=True).map(tuple),
    st.integers(1, 40),
    st.sampled_from(DIAGNOSES),
)
claims = st.lists(
    st.tuples(st.lists(services, min_size=1, max_size=6), st.integers(0, 400), st.integers(0, 500_000)),
    min_size=1,
    max_size=5,
)
STORM = {
    "error_parts": 3_000, "pend_parts": 2_000, "takeback_parts": 4_000, "changed_code_parts": 1_000,
    "split_line_parts": 5_000, "split_claim_parts": 4_000, "dropped_modifier_parts": 5_000, "underpaid_parts": 3_000,
}  # fmt: skip


def sent(payer: str, life: list[tuple[list[str], int, int]]) -> tuple[Any, list[ClaimDecision]]:
    """Let a member of a stormy payer live: every claim's decisions, in order of sending."""
    office = Desk(payer, quiet=False, **STORM)
    told: list[ClaimDecision] = []
    for made, days, charge in sorted(life, key=lambda one: one[1]):
        told += office.send(office.claim(*made, day=date(2025, 1, 2) + timedelta(days=days), charge=charge))
    return office, told


@given(payer=st.sampled_from(sorted(PAYERS)), life=claims)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_line_of_every_decision_balances(payer: str, life: list[tuple[list[str], int, int]]) -> None:
    _, told = sent(payer, life)
    for decision in told:
        for line in decision.lines:
            assert line.charge - sum(amount for _, _, amount in line.adjustments) == line.paid
            if line.charge >= 0:
                assert 0 <= line.paid <= line.charge
        if decision.kind == "takeback":
            assert decision.takeback > 0


@given(payer=st.sampled_from(sorted(PAYERS)), life=claims)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_accumulators_never_exceed_the_plan(payer: str, life: list[tuple[list[str], int, int]]) -> None:
    office, _ = sent(payer, life)
    plan = plan_of(payer, "", "MEMBER1")
    for (_, year), met in office.memory.accumulators.items():
        assert 0 <= met.deductible <= plan.deductible(date(year, 7, 1))
        assert met.out_of_pocket >= 0
        if plan.out_of_pocket_most:
            assert met.out_of_pocket <= plan.out_of_pocket_most


@given(payer=st.sampled_from(sorted(PAYERS)), life=claims)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_reversal_and_what_it_undoes_sum_to_nothing(payer: str, life: list[tuple[list[str], int, int]]) -> None:
    _, told = sent(payer, life)
    by_number: dict[str, list[ClaimDecision]] = {}
    for decision in told:
        by_number.setdefault(decision.number, []).append(decision)
    for reversal in told:
        if reversal.kind != "reversal":
            continue
        undone = next(one for one in by_number[reversal.reverses] if one.kind not in ("reversal", "takeback"))
        assert reversal.status == "22"
        assert (reversal.paid + undone.paid, reversal.charge + undone.charge) == (0, 0)
        assert reversal.patient + undone.patient == 0
        assert reversal.day >= undone.day


@given(payer=st.sampled_from(sorted(PAYERS)), life=claims)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_life_is_decided_alike(payer: str, life: list[tuple[list[str], int, int]]) -> None:
    assert sent(payer, life)[1] == sent(payer, life)[1]
