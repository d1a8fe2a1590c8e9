"""Independent programs find nothing wrong with files made of records that use every loop.

`EXCEPTED` lists what pyx12 itself reads wrongly; an exception that no longer occurs fails the test.
"""

import oxedi
import pytest
from tests.pyx12_judge import ask_pyx12_about

from cleanskin.x12.write import write_remittances, write_submissions

pytestmark = pytest.mark.judge

EXCEPTED = {
    # loop 2400 has two PWK; pyx12 takes the equipment certificate (CT with AB, AD, AF, AG or NS) for the other one
    "PWK 7 (AD) is not a valid code for Attachment Transmission Code (PWK02)",
    # PLB may repeat; pyx12 allows the loop it puts it into only once
    "PLB 4 Loop FOOTER exceeded max count.  Found 2, should have 1",
}


def test_pyx12_finds_no_error_in_rich_claims(rich_submission, envelope, tmp_path):
    written = write_submissions([rich_submission, rich_submission], envelope)
    assert set(ask_pyx12_about(written.data, tmp_path)) == {one for one in EXCEPTED if one.startswith("PWK")}


def test_pyx12_finds_no_error_in_plain_claims(plain_submission, envelope, tmp_path):
    written = write_submissions([plain_submission], envelope)
    assert ask_pyx12_about(written.data, tmp_path) == []


def test_pyx12_finds_no_error_in_rich_remittances(rich_remittance, envelope, tmp_path):
    written = write_remittances([rich_remittance, rich_remittance], envelope)
    assert set(ask_pyx12_about(written.data, tmp_path)) == {one for one in EXCEPTED if one.startswith("PLB")}


def test_oxedi_has_no_diagnostics_on_rich_remittances(rich_remittance, envelope):
    written = write_remittances([rich_remittance, rich_remittance], envelope)
    assert list(oxedi.parse(written.data).diagnostics) == []


def test_pyx12_does_complain_about_a_broken_file(rich_submission, envelope, tmp_path):
    written = write_submissions([rich_submission], envelope)
    assert ask_pyx12_about(written.data.replace(b"HI*ABK:", b"HI*XXX:", 1), tmp_path)


def test_oxedi_does_complain_about_an_unbalanced_remittance(rich_remittance, envelope):
    written = write_remittances([rich_remittance], envelope)
    assert list(oxedi.parse(written.data.replace(b"BPR*I*127.5*", b"BPR*I*127.6*")).diagnostics)
