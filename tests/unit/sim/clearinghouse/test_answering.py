"""Answers to strangers' files: form, claims, questions, payments; and a service that answers a folder."""

import re
from datetime import date, timedelta
from pathlib import Path

import oxedi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.record.claim import Diagnosis, Procedure
from cleanskin.record.provider import Address
from cleanskin.sim import wire
from cleanskin.sim.clearinghouse import (
    Answering,
    Service,
    WorldBook,
    answer,
    authorization_question,
    eligibility_question,
    status_question,
)
from cleanskin.sim.clearinghouse.returned import Line, message_file
from cleanskin.sim.nouns.bill import AuthorizationAsked, CoverageAsked
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.payer import PAYERS
from cleanskin.sim.people import build_patient
from cleanskin.x12.guides.authorization_278_record import read_authorization_answer, read_authorization_request
from cleanskin.x12.guides.eligibility_270_271_record import read_eligibility_answer, read_eligibility_inquiry
from cleanskin.x12.guides.status_276_277_record import read_status_answer, read_status_inquiry
from cleanskin.x12.read import read_file

TODAY = date(2025, 3, 7)


MEDICARE = PAYERS["marshlight_medicare"]


def _claim(make, number):
    """A claim for surgery of a cancer, to Medicare, whose deductible it exceeds."""
    lines = (make.line(1, procedure=Procedure(code="17311"), amount_billed=139000),)
    coverage = make.coverage(
        subscriber=make.person(id=f"1A00A00AA{number:02d}"), payer=make.paying(MEDICARE), claim_filing_indicator="MB",
        group_number="",
    )  # fmt: skip
    diagnoses = (Diagnosis(code="C44311", qualifier="ABK"),)
    return make.claim(patient_control_number=f"{number:08d}-k1", lines=lines, coverage=coverage, diagnoses=diagnoses)


def _claims(make, count=12, *, control=1):
    events = [
        wire.claim_event(
            make.bill(_claim(make, number), number=number), day=make.sent, payer=MEDICARE.key, number=number
        )
        for number in range(1, count + 1)
    ]
    return (
        make.claim_file(events)
        .replace(b"*000000001*", b"*%09d*" % control)
        .replace(b"IEA*1*000000001", b"IEA*1*%09d" % control)
    )


def _by_kind(outputs):
    kinds: dict[str, list[bytes]] = {}
    for output in outputs:
        kinds.setdefault(re.split("[_-]", output.path.rpartition("/")[2])[0], []).append(output.data)
    return kinds


def _findings(data):
    found = [one for reading in read_file(data, name="made") for one in reading.findings]
    return [one.name for one in found if one.severity != "note"]


def test_a_sound_file_is_taken_acknowledged_and_paid(make, pyx12_complaints):
    outputs = answer({"a.837": _claims(make)}, seed=2, today=TODAY)
    kinds = _by_kind(outputs)
    assert set(kinds) == {"999", "277CA", "835", "EFT"}
    assert b"AK9*A*1*1*1" in kinds["999"][0]
    for kind, files in kinds.items():
        for data in files if kind != "EFT" else ():
            assert _findings(data) == []
            assert pyx12_complaints(data) == []
    for data in kinds["835"]:
        assert list(oxedi.parse(data).diagnostics) == []
    acknowledged = kinds["277CA"][0].decode()
    accepted = len(re.findall(r"STC\*A2:", acknowledged))
    assert accepted + len(re.findall(r"STC\*A[3678]:", acknowledged)) == 12
    assert accepted >= 9
    paid = [number for data in kinds["835"] for number in re.findall(rb"CLP\*([^*]*)", data)]
    assert 0 < len(paid) <= accepted + 2


def test_the_same_file_gives_the_same_answers_and_another_seed_others(make):
    files = {"a.837": _claims(make)}
    assert answer(files, seed=2, today=TODAY) == answer(files, seed=2, today=TODAY)
    assert answer(files, seed=2, today=TODAY) != answer(files, seed=3, today=TODAY)


@pytest.mark.parametrize(
    ("was", "now", "kind", "said"),
    [
        (b"IEA*1*000000001", b"IEA*1*000000002", "TA1", b"*R*001~"),
        (b"GE*1*1~", b"GE*1*2~", "999", b"AK9*R*1*1*0*4~"),
        (b"CLM*00000003-k1*1390*", b"CLM*00000003-k1**", "999", b"IK3*CLM*"),
        (b"CLM*00000003-k1*1390*", b"CLM*00000003-k1*1391*", "277CA", b"STC*A7:178"),
    ],
)  # fmt: skip
def test_a_fault_is_answered_at_its_level(make, was, now, kind, said):
    data = _claims(make)
    assert was in data
    kinds = _by_kind(answer({"a.837": data.replace(was, now)}, seed=2, today=TODAY))
    assert any(said in one for one in kinds[kind])
    if kind == "TA1":
        assert set(kinds) == {"TA1"}
    elif b"AK9*R" in kinds["999"][0]:
        assert set(kinds) == {"999"}


def test_what_is_no_x12_at_all_is_answered_with_nothing_or_a_refusal(make):
    for data in (b"", b"hello", b"ISA*00*", b"\xff\xfe\x00", _claims(make)[:300]):
        assert set(_by_kind(answer({"x": data}, seed=1, today=TODAY))) <= {"TA1", "999"}


_DAMAGE = (b"", b"X", b"9999999999", b"-1", b"20251399", b"A:B:C", b"0.001", b"1A00A00AA02")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_damage_makes_it_fail(make, data):
    """Segments lost, doubled, changed, or cut off: whatever comes is answered, and the same when it comes again."""
    segments = _claims(make, 3).split(b"~\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(segments) - 2))
        match data.draw(st.sampled_from(["lose", "double", "change", "cut"])):
            case "lose":
                del segments[at]
            case "double":
                segments.insert(at, segments[at])
            case "change":
                elements = segments[at].split(b"*")
                elements[data.draw(st.integers(0, len(elements) - 1))] = data.draw(st.sampled_from(_DAMAGE))
                segments[at] = b"*".join(elements)
            case "cut":
                segments[at] = segments[at][: len(segments[at]) // 2]
        if len(segments) < 3:
            break
    files = {"a.837": b"~\n".join(segments)}
    outputs = answer(files, seed=1, today=TODAY)
    assert outputs == answer(files, seed=1, today=TODAY)
    for output in outputs:
        if output.path.startswith(("acks", "answers", "remits")):
            assert next(read_file(output.data, name="made")).transaction is not None


def test_a_world_answers_about_its_own_people_and_nobody_else(make):
    configuration = Configuration(seed=1, providers=1, patients=tuple(range(30)))
    book = WorldBook(configuration)
    practice = make.practice
    patient = build_patient(configuration, practice, 3)
    span = patient.covered(TODAY)[0]
    asked = CoverageAsked(date(2025, 3, 3), span)
    line = Line(sender="QUARRYBANK", receiver="X")
    for last, expected in ((patient.last, b"EB*1*"), ("SOMEBODYELSE", b"AAA*N**73*C~")):
        question = eligibility_question(
            practice, PAYERS[span.payer], patient, asked, visit_day=TODAY, last=last, first=patient.first,
            born=patient.born, trace="E1",
        )  # fmt: skip
        stream, text = wire.render_message(question)
        data = message_file(stream, text, line, day=TODAY, control=1)
        (reply,) = [
            output.data
            for output in answer({"q": data}, seed=1, today=TODAY, out_of=book)
            if output.path.startswith("answers")
        ]
        assert expected in reply
    assert book.knows(span.payer, span.member_id)
    assert not book.knows(span.payer, "NOBODY")
    assert book.others(span.payer, "NOBODY", TODAY) == ()
    assert book.seen_before(span.payer, "NOBODY", TODAY) is None


def test_claims_in_other_delimiters_with_other_signs_are_answered(make, pyx12_complaints):
    claim = make.claim(
        coverage=make.coverage(
            subscriber=make.person(
                name="O BRIEN", address=Address(line_1="1 A", city="X*Y", state="VT", postal_code="059960009")
            )
        )
    )
    text = make.claim_file([wire.claim_event(make.bill(claim), day=make.sent, payer="x", number=1)]).decode()
    text = text.replace("X*Y", "X\x00Y").replace("*", "|").replace("O BRIEN", "O*BRIEN").replace("X\x00Y", "X*Y")
    kinds = _by_kind(answer({"a.837": text.encode()}, seed=4, today=TODAY))
    assert "277CA" in kinds
    for kind in ("277CA", "835"):
        for data in kinds.get(kind, ()):
            assert pyx12_complaints(data) == []


def _asked(make, number=3):
    patient = build_patient(Configuration(seed=1), make.practice, number)
    day = date(2025, 3, 3)
    span = patient.covered(day)[0]
    who = {"last": patient.last, "first": patient.first, "born": patient.born}
    covered = eligibility_question(
        make.practice, make.payer, patient, CoverageAsked(day, span), visit_day=TODAY, trace="E1", **who
    )
    request = AuthorizationAsked(
        on=day, coverage=span, lines=(("17311", 1),), diagnoses=("C44311", "L570"), needed_on=TODAY
    )
    review = authorization_question(make.practice, make.payer, patient, request, trace="A1", **who)
    status = status_question(make.practice, make.payer, make.bill(), on=day, trace="S1")
    dependent = status_question(make.practice, make.payer, make.bill(make.rich_claim()), on=day, trace="S2")
    return covered, review, status, dependent


@pytest.mark.parametrize("number", range(12))
def test_questions_and_their_answers_read_back_equal(make, number):
    line = Line(sender="QUARRYBANK", receiver="ZZ302")
    readers = {
        "270": lambda one: read_eligibility_inquiry(one).inquiry,
        "271": lambda one: read_eligibility_answer(one).answer,
        "276": lambda one: read_status_inquiry(one).inquiry,
        "277": lambda one: read_status_answer(one).answer,
        "278": lambda one: read_authorization_request(one).request,
        "278_answer": lambda one: read_authorization_answer(one).answer,
    }
    for question in _asked(make, number):
        stream, text = wire.render_message(question)
        data = message_file(stream, text, line, day=TODAY, control=1)
        (reading,) = read_file(data, name="made")
        assert [one.name for one in reading.findings if one.severity != "note"] == []
        assert readers[stream](reading.transaction) == question
        outputs = answer({"q": data}, seed=1, today=TODAY)
        (reply,) = [output for output in outputs if output.path.startswith("answers/")]
        (reading,) = read_file(reply.data, name="made")
        assert [one.name for one in reading.findings if one.severity == "error"] == []
        assert b"TRN*2*" in reply.data


def test_a_claim_is_known_to_its_payer_when_asked_about(make):
    answering = Answering(seed=2)
    answering.take("a", _claims(make), TODAY)
    line = Line(sender="QUARRYBANK", receiver="ZZ302")
    found = set()
    for number in range(1, 13):
        claim = _claim(make, number)
        stream, text = wire.render_message(
            status_question(make.practice, MEDICARE, make.bill(claim), on=TODAY, trace=f"S{number}")
        )
        for on in (TODAY, TODAY + timedelta(days=200)):
            answering.take(f"q{number}", message_file(stream, text, line, day=on, control=number), on)
    for output in answering.due(TODAY):
        if output.path.startswith("answers/277"):
            found |= set(re.findall(rb"STC\*([A-Z][0-9]):", output.data))
    assert b"P1" in found
    assert found & {b"F1", b"F2"}


def _service(tmp_path: Path, **facts):
    folders = [tmp_path / name for name in ("in", "out", "state")]
    return Service(*folders, seed=2, **facts), folders[0], folders[1]


def _outbox(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _days(service: Service) -> None:
    while service.next_due is not None:
        service.step(service.next_due)


def test_a_service_answers_a_folder_as_the_files_alone_would_be_answered(make, tmp_path):
    service, inbox, outbox = _service(tmp_path)
    assert service.step(TODAY).taken == ()
    (inbox / "a.837").write_bytes(_claims(make))
    step = service.step(TODAY)
    assert step.taken == ("a.837",)
    assert {path.partition("/")[0] for path in step.written} == {"acks"}
    _days(service)
    expected = {output.path: output.data for output in answer({"a.837": _claims(make)}, seed=2, today=TODAY)}
    assert _outbox(outbox) == expected


def test_a_service_answers_nothing_twice(make, tmp_path):
    service, inbox, _ = _service(tmp_path)
    (inbox / "a.837").write_bytes(_claims(make))
    service.step(TODAY)
    assert service.step(TODAY).written == ()
    (inbox / "b.837").write_bytes(_claims(make))
    assert service.step(TODAY).repeated == ("b.837",)
    (inbox / "c.837").write_bytes(_claims(make, 3))
    step = service.step(TODAY)
    assert step.taken == ("c.837",)
    assert step.written == ("acks/TA1_c.x12",), "another file under a control number that was used"
    (inbox / "d.837").write_bytes(_claims(make, 3, control=2))
    assert "acks/277CA_d.x12" in service.step(TODAY).written
    with pytest.raises(ValueError, match="went back"):
        service.step(TODAY - timedelta(days=1))


def test_a_file_still_growing_waits(make, tmp_path):
    service, inbox, _ = _service(tmp_path)
    whole = _claims(make)
    (inbox / "a.837").write_bytes(whole[:900])
    (inbox / ".hidden").write_bytes(whole)
    (inbox / "b.837.part").write_bytes(whole)
    assert service.step(TODAY).waiting == ("a.837",)
    (inbox / "a.837").write_bytes(whole)
    assert service.step(TODAY).taken == ("a.837",)
    (inbox / "e.837").write_bytes(whole[:900])
    assert service.step(TODAY).waiting == ("e.837",)
    step = service.step(TODAY)
    assert (step.taken, step.written) == (("e.837",), ("acks/TA1_e.x12",)), "it grew no more: it is cut off"


class _Stopped(BaseException):
    pass


def test_a_stop_at_any_point_loses_and_repeats_nothing(make, tmp_path, monkeypatch):
    """The service is stopped before every single write in turn; what it wrote before is carried away from the outbox."""
    from cleanskin.sim.clearinghouse import service as module

    expected = {output.path: output.data for output in answer({"a.837": _claims(make, 2)}, seed=2, today=TODAY)}
    put, append = module._put, Service._append
    total = None
    stop = 0
    while total is None or stop < total:
        stop += 1
        left = [stop]

        def counted(function, left=left):
            def inner(*arguments):
                left[0] -= 1
                if left[0] == 0:
                    raise _Stopped
                return function(*arguments)

            return inner

        folder = tmp_path / str(stop)
        inbox = folder / "in"
        inbox.mkdir(parents=True)
        (inbox / "a.837").write_bytes(_claims(make, 2))
        carried: dict[str, bytes] = {}
        monkeypatch.setattr(module, "_put", counted(put))
        monkeypatch.setattr(Service, "_append", counted(append))
        try:
            service, _, outbox = _service(folder)
            service.step(TODAY)
            _days(service)
            total = stop
        except _Stopped:
            outbox = folder / "out"
        monkeypatch.setattr(module, "_put", put)
        monkeypatch.setattr(Service, "_append", append)
        journal = folder / "state" / "journal.jsonl"
        noted = journal.read_text() if journal.exists() else ""
        for path, data in _outbox(outbox).items() if outbox.exists() else ():
            if f'"{path}"' in noted:
                carried[path] = data
                (outbox / path).unlink()
        service, _, outbox = _service(folder)
        service.step(TODAY if service._day is None else service._day)
        _days(service)
        assert not set(carried) & set(_outbox(outbox))
        assert carried | _outbox(outbox) == expected
    assert total > 8


def test_a_state_folder_of_another_seed_or_in_ruins_is_refused(tmp_path):
    _service(tmp_path)
    with pytest.raises(ValueError, match="another seed"):
        Service(tmp_path / "in", tmp_path / "out", tmp_path / "state", seed=9)
    (tmp_path / "state" / "journal.jsonl").write_bytes(b'{"type":"nonsense"}\n')
    with pytest.raises(ValueError, match="cannot be read"):
        _service(tmp_path)
