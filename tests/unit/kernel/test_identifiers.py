import pytest

from cleanskin.kernel import identifiers as ids


def test_npi_check_digit():
    # 1234567893 is the worked example of the CMS check-digit note
    assert ids.is_npi("1234567893")
    assert not ids.is_npi("1234567890")
    assert ids.npi_with_check_digit("123456789") == "1234567893"


@pytest.mark.parametrize("text", ["", "123456789", "12345678930", "3234567893", "123456789X", "１234567893"])
def test_what_is_no_npi(text):
    assert not ids.is_npi(text)


def test_every_single_digit_error_in_an_npi_is_caught():
    for place in range(10):
        for digit in "0123456789":
            changed = "1234567893"[:place] + digit + "1234567893"[place + 1 :]
            assert ids.is_npi(changed) == (changed == "1234567893")


@pytest.mark.parametrize(
    ("check", "yes", "no"),
    [
        (ids.is_ein, ["123456789", "12-3456789"], ["00-1234567", "1234567", "123-456789"]),
        (ids.is_ssn, ["123-45-6789", "123456789"], ["000-12-3456", "666-12-3456", "900-12-3456", "123-00-4567", "123-45-0000"]),
        (ids.is_icd10cm, ["L57.0", "L570", "C44.311", "Z41.1", "D03", "C4A.0", "S01.01XA"], ["L5", "57.0", "L57..0", "L57.00000", "l57.0"]),
        (ids.is_cpt, ["17110", "0419T", "3288F"], ["1711", "171100", "J3301", "17A10"]),
        (ids.is_hcpcs, ["17110", "J3301", "G2211", "Q4101"], ["W1234", "JJ301", "J330"]),
        (ids.is_modifier, ["25", "XS", "E1", "F5"], ["2", "255", "x5"]),
        (ids.is_taxonomy, ["207N00000X", "207ND0101X"], ["207N00000", "207N000000"]),
        (ids.is_carc, ["1", "45", "197", "A1", "B7", "B15", "W1", "P12"], ["0", "045", "CO45", ""]),
        (ids.is_rarc, ["M15", "MA130", "N1", "N382", "MA01"], ["X12", "M", "N", "MA1"]),
    ],
)  # fmt: skip
def test_shapes(check, yes, no):
    assert [text for text in yes if not check(text)] == []
    assert [text for text in no if check(text)] == []


def test_masking_keeps_the_shape_and_hides_the_value():
    assert ids.masked("Smith-42 Jr.") == "xxxxx-99 xx."
