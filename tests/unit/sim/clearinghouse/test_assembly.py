"""Events into files by day: numbers, folders, bundles, faults."""

import re
from datetime import date, timedelta

import pytest

from cleanskin.kernel.cents import parse_cents
from cleanskin.sim import wire
from cleanskin.sim.clearinghouse import FAULTS, Assembly, status_question
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.decision import FrontEnd
from cleanskin.sim.payer import PAYERS
from cleanskin.sim.people import build_patient
from cleanskin.x12.read import read_file

CALM = dict.fromkeys(FAULTS, 0)
DAYS = 6
AS_OF = date(2025, 6, 1)


_REFUSED = {5: {"category": "A7", "status": "33"}, 8: {"category": "A7", "status": "178", "by": "clearinghouse"}}


def _events(make):
    """Two claims a day for some days, their acknowledgements and answers, by two payers."""
    events, number = [], 0
    for ahead in range(DAYS):
        day = make.sent + timedelta(days=ahead)
        for key in ("bramble_health", "tanager_blue"):
            number += 1
            claim = make.claim(patient_control_number=f"C{number:07d}-k1")
            bill = make.bill(claim, number=number, patient=number)
            said = FrontEnd(day=day + timedelta(days=1), **_REFUSED.get(number, {}))
            decision = make.decision(claim, payer=key, day=day + timedelta(days=10), number=f"N{number}",
                                     interest=100 if number == 1 else 0)  # fmt: skip
            events += [
                wire.claim_event(bill, day=day, payer=key, number=number),
                wire.front_end_event(bill, said, payer=key, number=number, payer_number=f"N{number}"),
                wire.decision_event(decision, patient=number, number=number, payers=PAYERS),
            ]
    patient = build_patient(Configuration(seed=1), make.practice, 3)
    for key in ("bramble_health", "tanager_blue"):
        for number in (1, 2):
            question = status_question(
                make.practice, PAYERS[key], make.bill(), on=make.sent, trace=f"{key[:1]}{number}"
            )
            events.append(wire.message_event(question, day=make.sent, payer=key, patient=patient.number, number=number))
    test = make.bill(make.claim(), number=99, patient=99, kind="test")
    events.append(wire.claim_event(test, day=make.sent, payer="bramble_health", number=99))
    return sorted(events, key=lambda event: (event.day, event.stream, event.payer, event.patient, event.number))


def _assemble(make, out, *, faults=CALM, as_of=AS_OF, **facts):
    configuration = Configuration(seed=3, faults=faults, **facts)
    assembly = Assembly(out, configuration, make.practice, as_of=as_of)
    events = _events(make)
    for day in sorted({event.day for event in events}):
        assembly.take([event for event in events if event.day == day])
    counts, found = assembly.close()
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    return files, counts, found


def _kinds(files):
    return {re.sub(r"_?[0-9]{6,8}", "", name) for name in files}


def _numbers(files, folder):
    return [int(data[90:99]) for name, data in files.items() if name.startswith(folder) and data.startswith(b"ISA")]


def _paid(files):
    amounts = re.findall(rb"BPR\*[A-Z]\*([0-9.]+)\*C", b"".join(files.values()))
    return sum(parse_cents(amount.decode()) for amount in amounts)


def test_everything_of_a_day_lies_in_its_folder_and_satisfies_the_readers(make, tmp_path, pyx12_complaints):
    files, counts, faults = _assemble(make, tmp_path)
    assert faults == []
    assert _kinds(files) == {
        "claims/837P.x12", "claims/837P_test.x12", "acks/999.x12", "acks/999_test.x12", "acks/TA1_test.x12",
        "acks/277CA.x12", "remits/835_bramble_health.x12", "remits/835_tanager_blue.x12",
        "eft/EFT_bramble_health.txt", "eft/EFT_tanager_blue.txt", "inquiries/276.x12",
    }  # fmt: skip
    for name, data in files.items():
        if name.endswith(".x12"):
            findings = [one for reading in read_file(data, name=name) for one in reading.findings]
            assert [one.name for one in findings if one.severity != "note"] == [], name
    for name in ("claims/837P_20250306.x12", "acks/277CA_20250311.x12", "acks/999_20250306.x12",
                 "remits/835_bramble_health_20250316.x12"):  # fmt: skip
        assert pyx12_complaints(files[name]) == [], name
    assert (counts["claims"], counts["test_claims"], counts["remit_claims"]) == (2 * DAYS, 1, 2 * DAYS)
    assert counts["acknowledgements"] == 2 * DAYS
    sources = re.findall(rb"HL[*]1[*][*]20[*]1~\nNM1[*]([^~]*)~", files["acks/277CA_20250310.x12"])
    assert [source[:3] for source in sources] == [b"AY*", b"PR*"], "the clearinghouse speaks for itself first"
    assert pyx12_complaints(files["acks/277CA_20250310.x12"]) == []
    assert (counts["inquiries"], counts["inquiry_files"]) == (4, 1)
    assert re.findall(rb"TRN\*1\*([^~]*)", files["inquiries/276_20250306.x12"]) == [b"b1", b"b2", b"t1", b"t2"]
    assert counts["remit_paid"] == counts["payments_paid"] == 2 * DAYS * 25100 + 100
    assert counts["bytes"] == sum(map(len, files.values()))


def test_control_numbers_go_up_and_never_come_again(make, tmp_path):
    files, _, _ = _assemble(make, tmp_path)
    for folder in ("claims/", "acks/277CA", "remits/835_bramble"):
        numbers = _numbers(files, folder)
        assert len(set(numbers)) == len(numbers) > 3
    assert _numbers(files, "remits/835_bramble") == sorted(_numbers(files, "remits/835_bramble"))


def test_the_same_events_give_the_same_bytes(make, tmp_path):
    first = _assemble(make, tmp_path / "a", faults={})
    assert _assemble(make, tmp_path / "b", faults={}) == first


def test_one_file_of_a_kind_and_files_by_month_hold_the_same(make, tmp_path):
    def claims(files):
        found: list[tuple[str, str]] = []
        for name, data in files.items():
            if name.startswith(("claims", "remits")) and "test" not in name:
                found += re.findall(r"(CLM|CLP)\*([^*]*)", data.decode())
        return sorted(found)

    daily, counts, _ = _assemble(make, tmp_path / "day")
    one, counts_of_one, _ = _assemble(make, tmp_path / "one", bundle="one", claims_per_transaction=1)
    monthly, _, _ = _assemble(make, tmp_path / "month", bundle="month")
    assert claims(daily) == claims(one) == claims(monthly)
    assert set(one) == {
        "claims/claims.x12",
        "remits/remits.x12",
        "acks/277CA.x12",
        "acks/999.x12",
        "eft/eft.txt",
        "inquiries/276.x12",
    }
    assert one["claims/claims.x12"].count(b"~\nST*837*") == 2 * DAYS
    assert counts_of_one["remit_paid"] == counts["remit_paid"]
    assert monthly["claims/837P_202503.x12"].count(b"ISA*") == DAYS
    for name in ("claims/claims.x12", "remits/remits.x12", "acks/277CA.x12", "acks/999.x12"):
        findings = [one for reading in read_file(one[name], name=name) for one in reading.findings]
        assert [one.name for one in findings if one.severity != "note"] == [], name


def test_without_line_breaks_segments_follow_one_another(make, tmp_path):
    files, _, _ = _assemble(make, tmp_path, line_breaks=False)
    assert not [name for name, data in files.items() if name.endswith("x12") and b"\n" in data]


def test_nothing_is_dated_after_the_last_day(make, tmp_path):
    files, counts, _ = _assemble(make, tmp_path, as_of=make.sent + timedelta(days=2))
    assert max(re.search(r"2025[0-9]{4}", name)[0] for name in files) == "20250308"
    assert counts["remit_claims"] == 0


@pytest.mark.parametrize("kind", [kind for kind in FAULTS if not kind.startswith("door_")])
def test_every_fault_of_files_happens_on_demand_and_is_told(make, tmp_path, kind):
    sound, _, _ = _assemble(make, tmp_path / "sound")
    files, _, faults = _assemble(make, tmp_path / "faulty", faults={**CALM, kind: 10_000})
    assert {fault.kind for fault in faults} == {kind}
    fault = next((one for one in faults if one.file.startswith("remits")), faults[0])
    before = {f"{name}" for name in sound}
    match kind:
        case "lost_claim_file" | "lost_remit_file":
            assert not set(files) & {one.file for one in faults}
            assert set(files) < before
        case "late_file":
            assert fault.file not in files
            assert files[fault.other] == sound[fault.file]
        case "duplicate_file":
            assert files[fault.file] == files[fault.other] == sound[fault.other]
        case "out_of_order":
            numbers = _numbers(files, "remits/835_bramble")
            assert sorted(numbers) == list(range(1, DAYS + 1))
            assert numbers != sorted(numbers)
        case "same_remittance_twice":
            trace = re.compile(rb"TRN\*1\*[^~]*")
            assert trace.findall(files[fault.file]) == trace.findall(files[fault.other])
            assert files[fault.file][90:99] != files[fault.other][90:99]
        case "payment_adjusted":
            kinds = set(re.findall(rb"[*](WO|72|CS):", b"".join(files.values())))
            assert kinds == {b"WO", b"72", b"CS"}
            assert _paid(files) - _paid(sound) == sum(one.cents for one in faults) != 0
        case "dropped_line_control":
            assert b"REF*6R*" in sound[fault.file]
            assert b"REF*6R*" not in files[fault.file]
        case "changed_case" | "padded_control":
            assert files[fault.file] != sound[fault.file]
            assert b"CLP*" in files[fault.file]
        case _:
            findings = [one for reading in read_file(files[fault.file], name="x") for one in reading.findings]
            assert [one for one in findings if one.severity in ("error", "warning")]
            again = [one for reading in read_file(files[fault.other], name="x") for one in reading.findings]
            assert [one for one in again if one.severity != "note"] == []
    if kind in ("truncated_file", "wrong_control_number", "wrong_segment_count"):
        refused = [data for name, data in files.items() if name.startswith(("acks/TA1_2", "acks/999_2"))]
        assert any(b"*R*" in data or b"AK9*R" in data for data in refused)
