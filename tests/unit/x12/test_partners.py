"""Deviations change what they name and nothing else."""

import msgspec
import pytest

from cleanskin.x12.envelope import transactions
from cleanskin.x12.guides import claim_837p, remittance_835
from cleanskin.x12.partners.control_number_of_20 import PARTNER
from cleanskin.x12.partners.deviation import Deviation, guide_for
from cleanskin.x12.walk import walk
from cleanskin.x12.write import write_submissions


@pytest.mark.parametrize(("number", "expected"), [("N" * 20, []), ("N" * 21, ["element-too-long"])])
def test_a_control_number_of_20(plain_submission, envelope, number, expected):
    claims = (msgspec.structs.replace(plain_submission.claims[0], patient_control_number=number),)
    written = write_submissions([msgspec.structs.replace(plain_submission, claims=claims)], envelope)
    assert written.findings == ()
    (enveloped,) = transactions(written.data, file="x")
    found = walk(enveloped.transaction, guide_for(claim_837p.GUIDE, PARTNER)).findings
    assert [finding.name for finding in found] == expected


def test_another_transaction_is_refused():
    with pytest.raises(ValueError, match="837P, not 835"):
        guide_for(remittance_835.GUIDE, PARTNER)


@pytest.mark.parametrize(
    "deviation",
    [
        Deviation(loop="2300", segment="ZZZ", element=1, usage="R"),
        Deviation(loop="2300", segment="CLM", element=99, usage="R"),
        Deviation(loop="2300", segment="CLM", element=1, usage="R"),
    ],
)
def test_a_deviation_that_changes_nothing_is_refused(deviation):
    with pytest.raises(ValueError, match="no such place"):
        guide_for(claim_837p.GUIDE, msgspec.structs.replace(PARTNER, deviations=(deviation,)))


def test_qualifier_and_component_pick_one_place():
    deviations = (
        Deviation(loop="2300", segment="REF", element=2, qualifier="G1", usage="N"),
        Deviation(loop="2400", segment="SV1", element=1, component=2, max_length=5),
    )
    changed = guide_for(claim_837p.GUIDE, msgspec.structs.replace(PARTNER, deviations=deviations))
    before, after = repr(claim_837p.GUIDE.root), repr(changed.root)
    # the claim stands twice in the guide, under the subscriber and under the patient
    assert after.count("max_length=5,") - before.count("max_length=5,") == 2
    assert after.count("usage='N'") - before.count("usage='N'") == 2
