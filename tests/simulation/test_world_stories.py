"""Planted facts and faults are in the truth and in the files, strongly enough to be found, and nobody real is named."""

import re
from collections import Counter
from datetime import date
from statistics import median

import pytest

from cleanskin.kernel.identifiers import is_icd10cm, is_npi
from cleanskin.sim.options import SampleOptions
from cleanskin.sim.payers import ECHOES, PAYERS
from cleanskin.sim.sample import write_sample

BY_ID = {payer.payer_id: payer for payer in PAYERS}


def _story(sample, name):
    return next(story for story in sample.summary.stories if story.name == name)


def _rate(claims, cause):
    answered = [claim for claim in claims if claim.get("first_outcome")]
    return sum(claim.get("cause") == cause for claim in answered) / len(answered)


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
            if c["visit"] in ("mohs", "excision") and c["submissions"]
        ]

    theirs = lags(c for c in sample.truth if c["provider_npi"] == story.provider_npi)
    others = lags(c for c in sample.truth if c["provider_npi"] != story.provider_npi and c["payer"] != "bramble_health")
    assert len(theirs) > 50
    assert sorted(theirs)[len(theirs) // 2] >= sorted(others)[len(others) // 2] + 5


def test_eligibility_peaks_in_january(sample):
    payers = {payer.key for payer in PAYERS if payer.kind in ("commercial", "exchange")}
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


def test_lost_claim_files_leave_orphan_remittances(sample):
    lost = [s for c in sample.truth for s in c["submissions"] if not s.get("in_files", True)]
    days = {day.isoformat() for day in sample.summary.lost_claim_days}
    assert sum(s["date"] in days for s in lost) == sample.summary.files["lost_claims"] > 0


def test_some_remittances_are_in_two_files(sample):
    by_name = {t.path.name: t for t in sample.remits}
    assert sample.summary.resent_files
    for name in sample.summary.resent_files:
        copy = by_name[name.removeprefix("remits/")]
        original = by_name[copy.path.name.replace("_resent", "")]
        assert copy.segments[1:-1] == original.segments[1:-1]
        assert copy.path.read_text().split("*")[13] != original.path.read_text().split("*")[13]


def test_test_and_encounter_interchanges_stand_apart(sample):
    kinds = Counter((t.usage, t.segments[1][6]) for t in sample.claims)
    assert kinds["T", "CH"] == 1
    assert kinds["P", "RP"] > 0
    assert kinds["P", "CH"] > 200


@pytest.mark.parametrize("status", ["1", "2", "19", "22"])
def test_statuses_of_remittance_claims(sample, status):
    assert any(s[0] == "CLP" and s[2] == status for t in sample.remits for s in t.segments)


def test_rare_things_are_there_when_asked_for(tmp_path):
    options = SampleOptions(
        pend_share=0.05, takeback_share=0.15, void_share=0.1, duplicate_claim_share=0.1, capitated_share=0.3,
        split_claim_share=0.1, changed_code_share=0.1, denial_scale=2.0, unechoed_share=0.05,
    )  # fmt: skip
    summary = write_sample(tmp_path, seed=1, claims=800, months=8, start=date(2025, 1, 1), options=options)
    text = "".join(path.read_text() for path in sorted((tmp_path / "remits").glob("*.x12")))
    for mark in ("PLB*", "*FB:", "*WO:", "*L6:", "CAS*OA*18*", "CAS*CO*24*", "CAS*OA*23*", "CAS*OA*133*", "MA130",
                 "*NON*", "MOA***MA18", "CAS*CO*45", "**253*", "CAS*PR*1*", "CLP*0*1*"):  # fmt: skip
        assert mark in text, mark
    assert re.search(r"SVC\*HC:99[^~]*\*HC:99", text), "a changed visit level"
    assert set(summary.kinds_of_submission) == {
        "original", "resubmission", "replacement", "secondary", "duplicate", "void",
    }  # fmt: skip
    assert set(summary.kinds_of_answer) == {
        "decision", "reversal", "correction", "pend", "split", "duplicate", "takeback",
    }  # fmt: skip


def test_payers_change_control_numbers_in_their_own_way(sample):
    sent = {c["number"]: c["control_number"] for c in sample.truth}
    by_answer = {a["number"]: (c["number"], a["payer"]) for c in sample.truth for a in c["answers"]}
    changed = Counter()
    for transaction in sample.remits:
        for s in transaction.segments:
            if s[0] == "CLP":
                number, payer = by_answer[s[7]]
                echo = next(p.echo for p in PAYERS if p.key == payer)
                assert s[1] in (ECHOES[echo](sent[number]), "0")
                changed["unechoed" if s[1] == "0" else echo] += s[1] != sent[number]
    assert set(changed) == {p.echo for p in PAYERS if p.sends_remittances} | {"unechoed"}
    assert all(count for echo, count in changed.items() if echo != "as_sent")


def test_account_numbers_may_stand_on_every_visit(tmp_path):
    options = SampleOptions(control_numbers="per_account")
    write_sample(tmp_path, seed=1, claims=300, months=3, start=date(2025, 1, 1), options=options)
    numbers = Counter(
        line.split("*")[1]
        for path in (tmp_path / "claims").glob("*.x12")
        for line in path.read_text().splitlines()
        if line.startswith("CLM*")
    )
    assert numbers.most_common(1)[0][1] > 3


def test_acknowledgements_accept_and_reject(sample):
    categories = Counter(
        s[1].split(":")[0] for t in sample.acks for s in t.segments if s[0] == "STC" and s[1].split(":")[0] != "A1"
    )
    rejected = sum(count for category, count in categories.items() if category != "A2")
    assert rejected / sample.summary.claims == pytest.approx(0.03, abs=0.012)
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
    assert all(payer_id.startswith("ZZ") for payer_id in BY_ID)


def test_some_patients_have_two_claims_on_one_day(sample):
    days = Counter((c["patient"], c["date_of_service"]) for c in sample.truth)
    assert sum(count > 1 for count in days.values()) >= 10
    alone = [c for c in sample.truth if all(line["code"].startswith("88") for line in c["lines"])]
    assert len(alone) >= 8
    assert all(days[c["patient"], c["date_of_service"]] > 1 for c in alone)


def test_another_entity_has_its_own_numbers_and_the_same_control_numbers(tmp_path):
    first, second = (
        write_sample(
            tmp_path / str(entity), seed=1, claims=30, months=1, start=date(2025, 1, 1),
            options=SampleOptions(entity=entity),
        )
        for entity in (0, 1)
    )  # fmt: skip
    assert {first.billing_tin, first.billing_npi}.isdisjoint({second.billing_tin, second.billing_npi})
    assert set(first.provider_npis.values()).isdisjoint(second.provider_npis.values())
