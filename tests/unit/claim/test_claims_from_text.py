"""Claims straight from text are those of the walker: on ordinary files, on files with one thing out of the ordinary."""

from datetime import date
from random import Random

import pytest

from cleanskin.claim.claims_from_text import TextReader
from cleanskin.claim.ordinary_values import NotOrdinary
from cleanskin.claim.plain_file import patient_in_text, raw_claims
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world
from cleanskin.x12.envelope import transactions
from cleanskin.x12.guides.claim_837p_record import read_submission
from cleanskin.x12.write import difference

SEGMENTS = """
GS*HC*EX1*EX2*20260302*0600*1*X*005010X222A1
ST*837*0001*005010X222A1
BHT*0019*00*B1*20260302*0600*CH
NM1*41*2*EXAMPLE DERMATOLOGY*****46*EX1
PER*IC*DESK*TE*8025550142
NM1*40*2*EXAMPLE CLEARINGHOUSE*****46*EX2
HL*1**20*1
PRV*BI*PXC*207N00000X
NM1*85*2*EXAMPLE DERMATOLOGY*****XX*1999999984
N3*1 EXAMPLE ST
N4*CHICAGO*IL*606011234
REF*EI*123456789
HL*2*1*22*0
SBR*P*18*GRP1******CI
NM1*IL*1*EXAMPLE*PAT****MI*EXA1
N3*2 EXAMPLE ST
N4*CHICAGO*IL*606011234
DMG*D8*19800102*F
NM1*PR*2*EXAMPLE INSURANCE*****PI*99999
CLM*P1*255***11:B:1*Y*A*Y*Y
REF*EA*M1
HI*ABK:L570*ABF:L700
NM1*82*1*DOCTOR*DERM****XX*1234567893
PRV*PE*PXC*207N00000X
LX*1
SV1*HC:99213:25*145*UN*1***2
DTP*472*D8*20260302
REF*6R*P1L1
LX*2
SV1*HC:17000*110*UN*1***1:2
DTP*472*D8*20260302
SE*31*0001
GE*1*1
IEA*1*000000001
""".strip().splitlines()
ISA = f"ISA*00*{'':10}*00*{'':10}*ZZ*{'EX1':15}*ZZ*{'EX2':15}*260302*0600*^*00501*000000001*0*P*:"


def written(segments=None, *, end="~\n"):
    segments = list(SEGMENTS if segments is None else segments)
    start = next(at for at, one in enumerate(segments) if one.startswith("ST*"))
    stop = next((at for at, one in enumerate(segments) if one.startswith("SE*")), None)
    if stop is not None:
        segments[stop] = f"SE*{stop - start + 1}*0001"
    return "".join(segment + end for segment in (ISA, *segments)).encode()


def with_changes(*changes):
    """The file with segments replaced ("old" -> "new"), put in behind ("old" -> "old\\nmore") or taken out (None)."""
    segments = list(SEGMENTS)
    for old, new in changes:
        at = next(at for at, one in enumerate(segments) if one.startswith(old))
        segments[at : at + 1] = new.split("\n") if new is not None else []
    return written(segments)


def walked(data):
    claims, findings = [], []
    for enveloped in transactions(data, file="f"):
        findings += enveloped.findings
        if enveloped.transaction is not None and enveloped.transaction.kind == "837P":
            read = read_submission(enveloped.transaction, file="f")
            claims += read.submission.claims
            findings += read.findings
    return claims, findings


def same(data):
    """Hold the two readers equal; return how many claims, None when the whole file is for the walker."""
    try:
        made = [TextReader().build(raw) for raw in raw_claims(data, file="f")]
    except NotOrdinary:
        return None
    claims, findings = walked(data)
    assert [difference(one, other.claim) for one, other in zip(claims, made, strict=True)] == [""] * len(claims)
    assert [finding.id for one in made for finding in one.findings] == [finding.id for finding in findings]
    return len(made)


def test_a_plain_file_is_read_alike():
    assert same(written()) == 1
    assert same(written(end="~")) == 1
    assert same(written(end="~\r\n")) == 1


ORDINARY = {
    "range of days": [("DTP*472", "DTP*472*RD8*20260302-20260303")],
    "cents": [("SV1*HC:99213:25*145", "SV1*HC:99213:25*145.5*UN*1***2"), ("CLM*", "CLM*P1*255.50***11:B:1*Y*A*Y*Y")],
    "fraction of a unit": [("SV1*HC:99213:25*145", "SV1*HC:99213:25*145*UN*1.5***2")],
    "other place of service": [("SV1*HC:99213:25*145", "SV1*HC:99213:25*145*UN*1*22**2")],
    "four modifiers": [("SV1*HC:99213:25*145", "SV1*HC:99213:25:24:57:GC*145*UN*1***2")],
    "accident": [("CLM*", "CLM*P1*255***11:B:1*Y*A*Y*Y**AA:::IL\nDTP*439*D8*20260301")],
    "numbers of the claim": [("REF*EA", "REF*G1*A1\nREF*F8*PC1\nREF*EA*M1")],
    "paid by the patient, a note": [("REF*EA", "AMT*F5*20\nREF*EA*M1\nNTE*ADD*SEE RECORD")],
    "drug": [("REF*6R*P1L1", "REF*6R*P1L1\nLIN**N4*00000000001\nCTP****2*ML")],
    "rendering by line": [("REF*6R*P1L1", "REF*6R*P1L1\nNM1*82*1*OTHER*ANN****XX*1999999984\nPRV*PE*PXC*363A00000X")],
    "service location": [
        ("PRV*PE*PXC", "PRV*PE*PXC*207N00000X\nNM1*77*2*EXAMPLE CLINIC*****XX*1999999984\nN3*1 A ST\nN4*CHICAGO*IL*606011234")
    ],
    "referring": [("NM1*82*1*D", "NM1*DN*1*SENDER*SAM****XX*1999999984\nNM1*82*1*DOCTOR*DERM****XX*1234567893")],
    "patient apart from subscriber": [
        ("HL*2*1*22*0", "HL*2*1*22*1"),
        ("NM1*PR*2", "NM1*PR*2*EXAMPLE INSURANCE*****PI*99999\nHL*3*2*23*0\nPAT*19\nNM1*QC*1*EXAMPLE*KIM\nN3*2 B ST\n"
         "N4*CHICAGO*IL*606011234\nDMG*D8*20150102*M"),
    ],
    "another payer's answer": [
        ("PRV*PE*PXC", "PRV*PE*PXC*207N00000X\nSBR*P*18*G1******MB\nCAS*CO*45*20\nAMT*D*80\nOI***Y***Y\n"
         "NM1*IL*1*EXAMPLE*PAT****MI*1EX0TE1MK73\nNM1*PR*2*MEDICARE*****PI*12345\nREF*F8*99"),
        ("REF*6R*P1L1", "REF*6R*P1L1\nSVD*12345*80*HC:99213:25**1\nCAS*CO*45*182.67**253*2.6\nCAS*PR*2*32.46\nDTP*573*D8*20260401"),
    ],
    "two claims of a subscriber": [
        ("SE*", "CLM*P2*10***11:B:1*Y*A*Y*Y\nHI*ABK:L700\nLX*1\nSV1*HC:99212*10*UN*1***1\nDTP*472*D8*20260303\nSE*1*0001")
    ],
    "second payer address": [("NM1*PR*2", "NM1*PR*2*EXAMPLE INSURANCE*****PI*99999\nN3*9 C ST\nN4*CHICAGO*IL*60601")],
}  # fmt: skip


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_claims_are_read_without_the_walker_and_alike(name, monkeypatch):
    import cleanskin.claim.claims_from_text as module

    data = with_changes(*ORDINARY[name])
    assert same(data)
    walked_claims = []
    original = module._walked
    monkeypatch.setattr(module, "_walked", lambda raw: walked_claims.append(raw.claim[:6]) or original(raw))
    for raw in raw_claims(data, file="f"):
        TextReader().build(raw)
    assert set(walked_claims) <= {"CLM*1*"}, "only the billing level goes through the walker"


UNUSUAL = {
    "unknown segment": [("REF*EA", "ZZZ*1\nREF*EA*M1")],
    "element too many": [("HI*", "HI*ABK:L570*ABF:L700*ABF:L709::::X")],
    "no diagnosis": [("HI*", None)],
    "date that is none": [("DTP*472", "DTP*472*D8*20260231")],
    "amount that is none": [("SV1*HC:99213:25*145", "SV1*HC:99213:25*ABC*UN*1***2")],
    "amount with zeros before": [("SV1*HC:99213:25*145", "SV1*HC:99213:25*0145.00*UN*1***2")],
    "unit with zeros behind": [("SV1*HC:99213:25*145", "SV1*HC:99213:25*145*UN*1.0***2")],
    "pointer to nothing": [("SV1*HC:99213:25*145", "SV1*HC:99213:25*145*UN*1***9")],
    "pointer that is no number": [("SV1*HC:99213:25*145", "SV1*HC:99213:25*145*UN*1***A")],
    "blank modifier": [("SV1*HC:99213:25*145", "SV1*HC:99213::25*145*UN*1***2")],
    "birth date that is none": [("DMG*", "DMG*D8*19801332*F")],
    "no subscriber name": [("NM1*IL", None)],
    "no payer": [("NM1*PR", None)],
    "segments out of order": [("REF*EA", "HI*ABK:L570\nREF*EA*M1"), ("HI*ABK:L570*", None)],
    "two dates of service": [("DTP*472", "DTP*472*D8*20260302\nDTP*472*D8*20260303")],
    "ICD-9": [("HI*", "HI*BK:7020*BF:7061")],
    "attachment": [("REF*EA", "PWK*OZ*BM***AC*1\nREF*EA*M1")],
    "subscriber pregnant": [("SBR*", "SBR*P*18*GRP1******CI\nPAT*****D8***01*1*Y")],
    "purchased service": [("REF*6R*P1L1", "REF*6R*P1L1\nPS1*12*10")],
    "line without SV1": [("SV1*HC:17000", None)],
    "city without street": [("N3*2 E", None)],
    "property contact in subscriber": [("DMG*", "DMG*D8*19800102*F\nREF*SY*123456789")],
    "unknown payer reference": [("NM1*PR*2", "NM1*PR*2*EXAMPLE INSURANCE*****PI*99999\nREF*ZZ*1")],
    "same group twice in adjustments": [
        ("PRV*PE*PXC", "PRV*PE*PXC*207N00000X\nSBR*P*18*G1******MB\nCAS*CO*45*20\nCAS*CO*253*1\nAMT*D*80\nOI***Y***Y\n"
         "NM1*IL*1*EXAMPLE*PAT****MI*1EX\nNM1*PR*2*MEDICARE*****PI*12345"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", UNUSUAL)
def test_unusual_claims_are_read_alike(name):
    assert same(with_changes(*UNUSUAL[name])) == 1


WHOLE_FILE = {
    "blank beside a separator": [("N3*1", "N3*1 EXAMPLE ST ")],
    "not ASCII": [("N3*1", "N3*1 EXÄMPLE ST")],
    "wrong level": [("HL*2", "HL*2*1*24*0")],
    "level of no parent": [("HL*2", "HL*2*7*22*0")],
    "child that is not there": [("HL*2", "HL*2*1*22*1")],
    "claims missing": [("CLM*", None)],
    "head without receiver": [("NM1*40", None)],
    "group of another number": [("GE*", "GE*1*2")],
    "more transactions said": [("GE*", "GE*2*1")],
    "no end of transaction": [("SE*", None)],
    "another transaction": [("ST*", "ST*835*0001")],
    "another version": [("ST*", "ST*837*0001*005010X223A2")],
}


@pytest.mark.parametrize("name", WHOLE_FILE)
def test_unusual_files_are_for_the_walker(name):
    assert same(with_changes(*WHOLE_FILE[name])) is None


@pytest.mark.parametrize(
    "data", [b"", b"ISA", b"nonsense", written()[:300], written()[:-10], b"\xef\xbb\xbf" + written()]
)
def test_what_is_no_whole_file_is_for_the_walker(data):
    assert same(data) is None


def changed_at_random(chance):
    """An ordinary or unusual file with one to three segments gone, doubled, exchanged, or with other elements."""
    changes = chance.choice([*ORDINARY.values(), *UNUSUAL.values()])
    segments = [one.strip() for one in with_changes(*changes).decode().split("~")][1:-1]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        at, other = (chance.randrange(5, len(segments) - 3) for _ in range(2))
        elements = segments[at].split("*")
        place = chance.randrange(1, len(elements))
        elements[place] = chance.choice(("", "1", "XX", "20260101", "A:B", "0", "25.5", "11:B:1"))
        segments[at : at + 1] = chance.choice(
            (
                [],
                [segments[at], segments[other]],
                [segments[other]],
                ["*".join(elements)],
                [segments[at] + chance.choice(("*1", "*", "**2", ":1", ":"))],
                [segments[at].rpartition("*")[0]],
            )
        )
    return written(segments)


def test_files_changed_at_random_are_read_alike():
    chance, plain = Random(8), 0
    for _ in range(300):
        data = changed_at_random(chance)
        try:
            made = [TextReader().build(raw) for raw in raw_claims(data, file="f")]
        except NotOrdinary:
            continue
        claims, findings = walked(data)
        assert [difference(one, other.claim) for one, other in zip(claims, made, strict=True)] == [""] * len(claims), (
            data
        )
        # what is wrong above several claims is told of each of them
        assert {(one.id, one.message) for each in made for one in each.findings} == {
            (one.id, one.message) for one in findings
        }, data
        plain += 1
    assert plain > 150


@pytest.mark.parametrize(
    "change",
    [
        ("NM1*41", "NM1*41*2*EXAMPLE DERMATOLOGY*****46*EX1*1*1*1*1*1"),
        ("GS*", "GS*HC*EX1*EX2*2026AB02*0600*1*X*005010X222A1"),
    ],
)
def test_a_faulty_head_is_told_though_the_billing_level_was_clean_before(change):
    reader = TextReader()
    (clean,) = raw_claims(written(), file="f")
    assert not reader.build(clean).findings
    faulty = with_changes(change)
    (raw,) = raw_claims(faulty, file="f")
    told = [one.id for one in reader.build(raw).findings]
    assert told
    assert told == [one.id for one in walked(faulty)[1]]
    assert not reader.build(clean).findings


def test_lines_alike_but_for_their_numbers_keep_them_in_order():
    data = with_changes(
        ("REF*6R*P1L1", "REF*X4*11D0000001\nREF*6R*P1L1\nREF*X4*11D0000002\nNTE*ADD*SEE RECORD"),
        ("LX*2", "LX*2\nSV1*HC:99213:25*145*UN*1***2\nDTP*472*D8*20260302\nREF*X4*11D0000001\nREF*6R*P1L2"
         "\nREF*X4*11D0000002\nNTE*ADD*SEE RECORD\nLX*3"),
        ("CLM*", "CLM*P1*400***11:B:1*Y*A*Y*Y"),
    )  # fmt: skip
    assert same(data) == 1
    (claim,) = [TextReader().build(raw).claim for raw in raw_claims(data, file="f")]
    assert [line.control_number for line in claim.lines] == ["P1L1", "P1L2", ""]
    assert [[one.value for one in line.references][::2] for line in claim.lines[:2]] == [
        ["11D0000001", "11D0000002"]
    ] * 2


def test_what_comes_again_is_remembered_within_bounds(monkeypatch):
    import cleanskin.claim.ordinary_values as module

    monkeypatch.setattr(module, "_REMEMBERED_MAX", 3)
    made = []
    remembered = module.Remembered(lambda text: made.append(text) or text.lower())
    assert [remembered[text] for text in ("A", "B", "A", "C", "D", "A")] == ["a", "b", "a", "c", "d", "a"]
    assert made == ["A", "B", "C", "D", "A"]
    assert len(remembered) == 2


def test_a_year_of_an_invented_practice_is_read_alike(tmp_path):
    write_world(tmp_path, of_size(damaged=False, seed=5, claims=120, months=1, start=date(2025, 3, 1)))
    counts = [same(path.read_bytes()) for path in sorted((tmp_path / "claims").glob("*")) if path.is_file()]
    assert None not in counts
    assert sum(counts) >= 100


def test_providers_and_payers_that_come_again_are_one_object():
    reader = TextReader()
    (raw,) = raw_claims(written(), file="f")
    one, other = reader.build(raw).claim, reader.build(raw).claim
    assert one.billing_provider is other.billing_provider
    assert one.coverage.payer is other.coverage.payer
    assert one.providers[0] is other.providers[0]


def test_the_patient_in_text_is_the_patient_of_the_claim():
    (raw,) = raw_claims(written(), file="f")
    assert patient_in_text(raw) == "19800102|EXAMPLE|PAT"
    (raw,) = raw_claims(with_changes(*ORDINARY["patient apart from subscriber"]), file="f")
    assert patient_in_text(raw) == "20150102|EXAMPLE|KIM"
    (raw,) = raw_claims(with_changes(("DMG*", None)), file="f")
    assert patient_in_text(raw) == "EXA1|99999"
