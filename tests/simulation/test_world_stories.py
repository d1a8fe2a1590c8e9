"""Planted facts are in the truth and in the files, strongly enough to be found, and nobody real is named."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median

import pytest

from cleanskin.kernel.identifiers import is_icd10cm, is_npi
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world
from cleanskin.sim.payer import PAYERS


def _story(sample, name):
    return next(story for story in sample.summary.stories if story.name == name)


def _rate(claims, cause):
    answered = [claim for claim in claims if claim.get("first_outcome")]
    return sum(any(line.get("first_cause") == cause for line in c["lines"]) for c in answered) / len(answered)


def _of(sample, payer):
    return [claim for claim in sample.truth if claim["payer"] == payer and claim["population"] == "insurance"]


def test_modifier_25_refusals_rise_at_one_payer(sample):
    story = _story(sample, "modifier_25_at_tanager")
    with_25 = [c for c in _of(sample, story.payer) if any("25" in line["modifiers"] for line in c["lines"])]
    before = [c for c in with_25 if c["date_of_service"] < story.first_day.isoformat()]
    after = [c for c in with_25 if c["date_of_service"] >= story.first_day.isoformat()]
    assert _rate(after, "bundling_ncci") > 0.2 > 0.1 > _rate(before, "bundling_ncci")


def test_charges_after_surgery_are_late_at_one_provider(sample):
    story = _story(sample, "late_charges_after_surgery")

    def lags(claims):
        return [
            (date.fromisoformat(c["submissions"][0]["date"]) - date.fromisoformat(c["date_of_service"])).days
            for c in claims
            if c["visit_kind"] in ("mohs", "excision")
        ]

    theirs = lags(c for c in sample.truth if c["provider_npi"] == story.provider_npi)
    others = lags(c for c in sample.truth if c["provider_npi"] != story.provider_npi and c["payer"] != "bramble_health")
    assert len(theirs) > 50
    assert sorted(theirs)[len(theirs) // 2] >= sorted(others)[len(others) // 2] + 5


def test_eligibility_peaks_in_january(sample):
    payers = {key for key, payer in PAYERS.items() if payer.kind in ("commercial", "exchange")}
    claims = [c for c in sample.truth if c["payer"] in payers]
    january = [c for c in claims if c["date_of_service"][5:7] == "01"]
    later = [c for c in claims if c["date_of_service"][5:7] not in ("01", "12")]
    assert _rate(january, "eligibility_registration") > 2.5 * _rate(later, "eligibility_registration")


def test_one_payer_loses_claims_to_its_filing_limit(sample):
    rates = {
        key: _rate(_of(sample, key), "timely_filing") for key in ("bramble_health", "tanager_blue", "quill_mutual")
    }
    assert rates["bramble_health"] > 0.03 > max(rates["tanager_blue"], rates["quill_mutual"])


def test_refusals_of_one_payer_are_not_worked(sample):
    def worked(payer):
        refused = [c for c in _of(sample, payer) if c.get("cause")]
        return sum(c.get("worked", False) for c in refused) / len(refused)

    assert worked("goldfinch_advantage") < 0.2 < 0.35 < worked("larkspur_senior")


def test_one_payer_pays_less_for_biopsies_since_a_month(sample):
    story = _story(sample, "underpaid_at_larkspur")

    def allowed(before):
        amounts = [
            line["billed"] - sum(amount for _, carc, amount in line["first_codes"] if carc == "45")
            for claim in _of(sample, story.payer)
            if (claim["date_of_service"] < story.first_day.isoformat()) == before
            for line in claim["lines"]
            if line["code"] == "11102" and line.get("first_outcome") in ("paid", "patient_share")
            if all(carc != "59" for _, carc, _ in line["first_codes"])
        ]
        return median(amounts)

    assert allowed(False) / allowed(True) == pytest.approx(0.85, abs=0.01)


def test_remittances_of_two_months_and_of_one_payer_are_missing(sample):
    story = _story(sample, "missing_remittances")
    days = [t.path.stem.split("_")[-1] for t in sample.remits if "heartwood_care" in t.path.name]
    first, end = story.first_day.strftime("%Y%m%d"), story.end_day.strftime("%Y%m%d")
    assert min(days) < first
    assert max(days) >= end
    assert not [day for day in days if first <= day < end]
    assert not [t for t in sample.remits if "paperbark" in t.path.name]
    hidden = [a for c in sample.truth for a in c["answers"] if not a.get("in_files", True)]
    assert {a["payer"] for a in hidden} == {"heartwood_care", "paperbark_fund"}


def test_test_and_encounter_interchanges_stand_apart(sample):
    kinds = Counter((t.usage, t.segments[1][6]) for t in sample.claims)
    assert 1 <= kinds["T", "CH"] <= 3
    assert kinds["P", "RP"] > 0
    assert kinds["P", "CH"] > 200


@pytest.mark.parametrize("status", ["1", "2", "19", "22"])
def test_statuses_of_remittance_claims(sample, status):
    assert any(s[0] == "CLP" and s[2] == status for t in sample.remits for s in t.segments)


def test_payers_change_control_numbers_in_their_own_way(sample):
    sent = {c["number"]: c["control_number"] for c in sample.truth}
    by_answer = {a["number"]: (c["number"], a["payer"]) for c in sample.truth for a in c["answers"]}
    changed = Counter()
    for transaction in sample.remits:
        for s in transaction.segments:
            if s[0] == "CLP":
                number, payer = by_answer[s[7]]
                changed["unechoed" if s[1] == "0" else PAYERS[payer].echo] += s[1] != sent[number]
    assert changed["as_sent"] == 0
    assert all(changed[payer.echo] for payer in PAYERS.values() if payer.sends_remittances and payer.echo != "as_sent")
    assert changed["unechoed"]


def test_account_numbers_may_stand_on_every_visit(tmp_path):
    write_world(tmp_path / "w", of_size(seed=1, claims=300, months=3, control_numbers="per_account", notes=False))
    numbers = Counter(
        line.split("*")[1]
        for path in (tmp_path / "w" / "claims").glob("*.x12")
        for line in path.read_text().splitlines()
        if line.startswith("CLM*")
    )
    assert numbers.most_common(1)[0][1] > 3


def test_acknowledgements_accept_and_reject(sample):
    categories = Counter(
        s[1].split(":")[0] for t in sample.acks for s in t.segments if s[0] == "STC" and s[1].split(":")[0] != "A1"
    )
    rejected = sum(count for category, count in categories.items() if category not in ("A0", "A2"))
    assert rejected / categories.total() == pytest.approx(0.03, abs=0.015)
    assert {"A2", "A3", "A7"} <= set(categories)


def test_identifiers_are_well_formed_and_invented(sample):
    npis, phones, tins, diagnoses = set(), set(), set(), set()
    for transaction in (*sample.claims, *sample.remits):
        for s in transaction.segments:
            if "XX" in s:
                npis.add(s[s.index("XX") + 1])
            if s[0] == "PER":
                phones.add(s[4])
            if s[:2] in (["REF", "EI"], ["REF", "TJ"]):
                tins.add(s[2])
            if s[0] == "HI":
                diagnoses |= {part.split(":")[1] for part in s[1:]}
    assert all(is_npi(npi) and npi.startswith("1999") for npi in npis)
    assert all(phone[3:6] == "555" for phone in phones)
    assert all(tin.startswith("89") for tin in tins)
    assert len(diagnoses) > 30
    assert all(is_icd10cm(code) for code in diagnoses)
    assert all(payer.payer_id.startswith("ZZ") for payer in PAYERS.values())


def test_some_patients_have_two_claims_on_one_day(sample):
    days = Counter((c["patient"], c["date_of_service"]) for c in sample.truth)
    assert sum(count > 1 for count in days.values()) >= 10
    alone = [c for c in sample.truth if all(line["code"].startswith("88") for line in c["lines"])]
    assert len(alone) >= 8
    assert all(days[c["patient"], c["date_of_service"]] > 1 for c in alone)


def test_another_entity_has_its_own_numbers(tmp_path):
    first, second = (
        write_world(tmp_path / str(entity), of_size(seed=1, claims=30, months=1, entity=entity, notes=False))
        for entity in (0, 1)
    )
    assert {first.billing_tin, first.billing_npi}.isdisjoint({second.billing_tin, second.billing_npi})
    assert set(first.provider_npis.values()).isdisjoint(second.provider_npis.values())


def test_faults_of_files_are_told_and_seen(tmp_path: Path) -> None:
    """Ten times the usual faults: each is in the summary, and what it says of lost claims is in the truth."""
    kinds = ("lost_claim_file", "duplicate_file", "truncated_file", "same_remittance_twice", "lost_remit_file")
    summary = write_world(
        tmp_path / "w", of_size(seed=7, claims=500, months=6, notes=False, faults=dict.fromkeys(kinds, 400))
    )
    seen = Counter(fault.kind for fault in summary.faults)
    assert all(seen[kind] for kind in kinds), seen
    for fault in summary.faults:
        if fault.kind == "duplicate_file":
            assert (tmp_path / "w" / fault.file).read_bytes() == (tmp_path / "w" / fault.other).read_bytes()
        if fault.kind in ("lost_claim_file", "lost_remit_file") and fault.file:
            assert not (tmp_path / "w" / fault.file).exists()
    claims = [json.loads(line) for line in (tmp_path / "w" / "truth.jsonl").read_text().splitlines()]
    assert len(claims) == summary.claims
