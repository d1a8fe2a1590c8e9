"""Any well-formed file comes back byte for byte, whatever its segments say; a cut one loses nothing it still has."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.x12.envelope import interchanges, transactions
from cleanskin.x12.guides.claim_837p_record import read_submission
from cleanskin.x12.guides.remittance_835_record import read_remittance
from cleanskin.x12.write import write_interchanges

VALUE = st.text("AZ09 .-/'é", max_size=8)
IDS = st.sampled_from(
    [
        "CLM",
        "CLP",
        "SVC",
        "SV1",
        "NM1",
        "N3",
        "REF",
        "DTP",
        "DTM",
        "HL",
        "LX",
        "CAS",
        "PLB",
        "AMT",
        "HI",
        "SBR",
        "BPR",
        "ZZZ",
        "PAT",
        "SVD",
        "MOA",
    ]
)
# a few whole segments, so that trees grow deep
KNOWN = st.sampled_from(
    [
        "HL*1**20*1",
        "HL*2*1*22*0",
        "HL*3*2*23*0",
        "NM1*85*2*A",
        "NM1*IL*1*B",
        "NM1*PR*2*C",
        "CLM*1*80***11:B:1",
        "LX*1",
        "SV1*HC:1*80",
        "SVD*P*1",
        "LX*1",
        "CLP*1*1*80*80",
        "SVC*HC:1*80*80",
        "CAS*CO*45*1",
        "PLB*1*20261231*WO:1*5",
        "N1*PR*X",
        "N1*PE*Y",
        "DTM*405*20260101",
        "NM1*ZZ*1*Q",
    ]
)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of one or two transactions of arbitrary segments between sound envelopes."""
    ending = draw(st.sampled_from(["", "\n", "\r\n"]))
    kind, group, version = draw(st.sampled_from([("837", "HC", "005010X222A1"), ("835", "HP", "005010X221A1")]))
    free = st.tuples(IDS, st.lists(st.lists(VALUE, min_size=1, max_size=3).map(":".join), min_size=1, max_size=6))
    segment = st.one_of(KNOWN, free.map(lambda one: "*".join([one[0], *one[1]])))
    isa = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *260101*0000*^*00501*000000001*0*P*:"
    lines = [isa, f"GS*{group}*A*B*20260101*0000*1*X*{version}"]
    count = draw(st.integers(1, 2))
    for number in range(1, count + 1):
        body = [one.strip() for one in draw(st.lists(segment, max_size=25))]
        lines += [f"ST*{kind}*{number:04d}*{version}", *body, f"SE*{len(body) + 2}*{number:04d}"]
    lines += [f"GE*{count}*1", "IEA*1*000000001"]
    return kind, "".join(f"{line}~{ending}" for line in lines).encode()


@settings(max_examples=60, deadline=None)
@given(files())
def test_a_file_comes_back_byte_for_byte(file):
    _, data = file
    trees, _ = interchanges(data, file="x")
    assert write_interchanges(trees) == data


@settings(max_examples=60, deadline=None)
@given(files())
def test_nouns_come_of_any_tree_and_hold_every_claim(file):
    kind, data = file
    for enveloped in transactions(data, file="x"):
        transaction = enveloped.transaction
        assert transaction is not None
        ids = [segment.id for segment in transaction.segments]
        if kind == "837":
            assert len(read_submission(transaction).submission.claims) == ids.count("CLM")
        else:
            assert len(read_remittance(transaction).remittance.claims) == ids.count("CLP")


@settings(max_examples=40, deadline=None)
@given(files(), st.floats(0, 1))
def test_a_file_cut_anywhere_gives_nouns_or_findings(file, share):
    _, data = file
    cut = data[: int(len(data) * share)]
    trees, findings = interchanges(cut, file="x")
    assert findings
    again = write_interchanges(trees)
    assert write_interchanges(interchanges(again, file="x")[0]) == again
    for enveloped in transactions(cut, file="x"):
        transaction = enveloped.transaction
        if transaction is not None and transaction.kind == "837P":
            read_submission(transaction)
        elif transaction is not None and transaction.kind == "835":
            read_remittance(transaction)
