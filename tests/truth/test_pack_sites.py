"""The sites of the built-in pack against the official ICD-10-CM tabular list: every code, its side, its place."""

import gzip
import lzma
import os
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from cleanskin.reference.dermatology.sites import diagnosis_site

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
ICD = SHARED / "data/cms/icd10"
CATEGORIES = ("C43", "C44", "C4A", "D03", "D04", "D17", "D22", "D23", "L02", "L03")

NO_PLACE = {
    "overlapping sites": {"C438", "C4A8", "D038", "D048"} | {f"C448{digit}" for digit in "0129"},
    "site unspecified": {"C439", "C4A9", "D039", "D049", "D229", "D239", "D179", "D1730", "L0391", "L0390"}
    | {f"C449{digit}" for digit in "0129"}
    | {"L0291", "L0292", "L0293", "L03898"},
    "other sites, not named": {"L02818", "L02828", "L02838", "L03818", "D1739"},
    "sebaceous carcinoma, which only the eyelid tells apart": {"C44131", "C441321", "C441322", "C441391", "C441392"},
    "not in the skin": {"D174", "D175", "D176", "D1771", "D1772", "D1779"},
    "eyelid and orbit together": {"L03213"},
    "inflammation of lymph vessels": {
        "L03021", "L03022", "L03029", "L03041", "L03042", "L03049", "L03121", "L03122", "L03123", "L03124", "L03125",
        "L03126", "L03129", "L03212", "L03222", "L03321", "L03322", "L03323", "L03324", "L03325", "L03326", "L03327",
        "L03329", "L0332A", "L03891",
    },
}  # fmt: skip
"""Billable codes of these categories that the table does not place, and why."""

WORDS = {
    "lip": {"lip"}, "eyelid_upper": {"eyelid"}, "eyelid_lower": {"eyelid"}, "eyelid": {"eyelid"}, "nose": {"nose", "face"},
    "ear": {"ear", "face"}, "scalp": {"scalp", "head"}, "neck": {"neck"}, "face": {"face"}, "cheek": {"face"},
    "breast": {"breast", "trunk"}, "anus": {"anal", "trunk"}, "back": {"trunk", "back"}, "axilla": {"trunk", "axilla"},
    "upper_arm": {"upper", "arm"}, "hand": {"upper", "hand", "arm"}, "finger": {"upper", "finger", "arm"},
    "thigh": {"lower", "leg"}, "foot": {"lower", "foot", "leg"}, "toe": {"lower", "toe", "leg"},
    "buttock": {"trunk", "buttock"}, "groin": {"trunk", "groin"}, "flank": {"trunk", "flank"},
    "abdomen": {"trunk", "abdominal"}, "chest": {"trunk", "chest"}, "umbilicus": {"trunk", "umbilicus"},
}  # fmt: skip
"""A word of the official text that must appear for a code placed in a zone: any one of them."""

pytestmark = pytest.mark.truth


@pytest.fixture(scope="module")
def billable() -> list[str]:
    with gzip.open(ICD / "icd10cm_codes_FY2026_apr_codesonly.txt.gz", "rt") as file:
        return [code for line in file if (code := line.strip()).startswith(CATEGORIES)]


@pytest.fixture(scope="module")
def words() -> dict[str, set[str]]:
    with lzma.open(ICD / "icd10c-tabular-April-1-2026.xml.xz") as file:
        tree = ElementTree.parse(file)
    texts = {node.findtext("name", ""): node.findtext("desc", "") for node in tree.iter("diag")}
    return {code.replace(".", ""): set(re.findall(r"[a-z]+", text.lower())) for code, text in texts.items()}


def test_every_code_that_names_a_place_is_placed(billable, record_property):
    unplaced = {code for code in billable if diagnosis_site(code) is None}
    reasons = set().union(*NO_PLACE.values())
    assert unplaced - reasons == set()
    assert {code for code in reasons if diagnosis_site(code) is not None} == set()
    record_property(
        "proof", f"pack: diagnosis sites: {len(billable) - len(unplaced)} codes placed, {len(unplaced)} with a reason"
    )


def test_the_side_of_each_code_is_that_of_the_official_text(billable, words):
    wrong = []
    for code in billable:
        named = diagnosis_site(code)
        if named is None:
            continue
        text = words[code]
        side = "right" if "right" in text else "left" if "left" in text else ""
        if side != (named.side if named.side in ("right", "left") else ""):
            wrong.append((code, named.side, side))
    assert wrong == []


def test_the_place_of_each_code_is_in_the_official_text(billable, words):
    checked = 0
    wrong = []
    for code in billable:
        named = diagnosis_site(code)
        for zone in named.zones & set(WORDS) if named else ():
            checked += 1
            general = {"limb", "trunk"} & words[code] and zone not in ("face", "cheek", "scalp", "neck", "lip", "nose")
            if not WORDS[zone] & words[code] and not general:
                wrong.append((code, zone))
    assert wrong == []
    assert checked > 400
