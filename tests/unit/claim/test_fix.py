"""`--fix`: a new file with clerical changes only, which reads back as the old one but for them."""

from datetime import date

import pytest

from cleanskin.claim.fix import fixed_file, lines_of
from cleanskin.claim.scrub import Scrubber, read_claims
from cleanskin.claim.setup import Setup, engine_of
from cleanskin.claim.summary import Summary
from cleanskin.record.claim_finding import ClaimFinding, LineChange
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    write_world(folder, of_size(seed=3, claims=60, months=1, start=date(2025, 3, 1)))
    return max((folder / "claims").glob("837P_2025*"), key=lambda path: path.stat().st_size).read_bytes()


def finding(change, safety="safe"):
    return ClaimFinding(
        claim="K", rule="CS-MADE-001", name="made-up", outcome="rejection", severity="warn", message="M.",
        fix_safety=safety, changes=(change,),
    )  # fmt: skip


def found(data):
    """What the rules say of each claim, by position."""
    scrubber = Scrubber(engine_of(Setup()))
    held = read_claims(data, file="f").claims
    return {report.position: report.findings for report in scrubber.scrub(held, Summary())}


def test_changes_of_rules_are_made_and_nothing_else(clean):
    text = clean.decode()
    npi = text.split("NM1*82*1*", 1)[1].split("XX*", 1)[1].split("~", 1)[0]
    faulty = text.replace(f"XX*{npi}~", f"XX*{npi[:4]} {npi[4:]}~").encode()
    assert faulty != clean
    result = fixed_file(faulty, file="f", findings=found(faulty))
    assert result.findings == ()
    assert result.data == clean
    assert {one.change.path for one in result.changes} == {"providers[rendering].id"}
    assert npi not in "".join(lines_of(result.changes)) or result.changes[0].change.becomes == npi


def test_without_a_change_nothing_is_written(clean):
    assert fixed_file(clean, file="f", findings={}).data == b""


@pytest.mark.parametrize(
    "path",
    [
        "amount_billed",
        "diagnoses",
        "lines[1].units",
        "lines[1].procedure.code",
        "patient_control_number",
        "frequency_code",
    ],
)
def test_what_is_billed_is_never_changed_whatever_a_rule_asks(clean, path):
    asked = {1: (finding(LineChange(path=path, was="1", becomes="2")),)}
    assert fixed_file(clean, file="f", findings=asked) == (b"", (), ())


def test_changes_that_need_a_person_are_not_made(clean):
    claim = read_claims(clean, file="f").claims[0].claim
    code = claim.billing_provider.address.postal_code
    change = LineChange(path="billing_provider.address.postal_code", was=code, becomes=f"{code[:5]}-{code[5:]}")
    assert fixed_file(clean, file="f", findings={1: (finding(change, "human"),)}).data == b""


@pytest.mark.parametrize("data", [b"", b"no claims", b'{"claim": {}}'])
def test_what_is_no_837p_gives_nothing(data):
    assert fixed_file(data, file="f", findings={}).data == b""
