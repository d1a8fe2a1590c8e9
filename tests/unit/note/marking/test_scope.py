"""What a statement is worth: 250 sentences with the necessity triggers that stand asserted in each."""

from pathlib import Path

import pytest

from cleanskin.note.marking import mark
from cleanskin.note.scope import cues

CASES = [
    line.split("\t") for line in (Path(__file__).parent / "scope_cases.tsv").read_text(encoding="utf-8").splitlines()
]


def _asserted(text: str) -> set[str]:
    return {one.value for one in mark(text).mentions if one.kind == "trigger" and one.scope == "asserted"}


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_only_asserted_triggers_stand(text: str, expected: str) -> None:
    assert _asserted(text) == set(expected.split())


@pytest.mark.parametrize(
    ("text", "kind", "value", "scope"),
    [
        ("denies bleeding", "trigger", "MN-BLEED", "negated"),
        ("previously bled", "trigger", "MN-BLEED", "historical"),
        ("mother had melanoma; lesion stable", "condition", "melanoma", "family"),
        ("if it begins to bleed, return", "trigger", "MN-BLEED", "hypothetical"),
        ("Risks include bleeding, infection, pain, scar", "trigger", "MN-PAIN", "boilerplate"),
        ("well tolerated without pain", "trigger", "MN-PAIN", "hemostasis"),
        ("r/o SCC", "condition", "squamous_cell_carcinoma", "uncertain"),
        ("possible BCC vs SCC of the nose", "condition", "squamous_cell_carcinoma", "uncertain"),
        ("favor melanoma in situ", "condition", "melanoma_in_situ", "uncertain"),
        ("BCC cannot be excluded", "condition", "basal_cell_carcinoma", "uncertain"),
        ("Will schedule excision of the cyst in 2 weeks", "technique", "excision", "planned"),
        ("Recommend excision.", "technique", "excision", "planned"),
        ("Cryotherapy was discussed.", "technique", "cryosurgery", "planned"),
        ("Patient declined cryotherapy.", "technique", "cryosurgery", "declined"),
        ("Cryotherapy declined.", "technique", "cryosurgery", "declined"),
        ("Cryotherapy was offered but declined.", "technique", "cryosurgery", "planned"),
        ("history of BCC, SCC and melanoma", "condition", "melanoma", "historical"),
        ("s/p excision of BCC of the nose", "technique", "excision", "historical"),
        ("excised 3 weeks ago", "technique", "excision", "historical"),
        ("No cryotherapy today", "technique", "cryosurgery", "negated"),
        ("the lesion was not frozen", "technique", "cryosurgery", "negated"),
        ("PMH: BCC of nose", "condition", "basal_cell_carcinoma", "historical"),
        ("Family history: melanoma", "condition", "melanoma", "family"),
        ("Options discussed, frozen same visit", "technique", "cryosurgery", "asserted"),
        ("After informed consent the lesion was excised", "technique", "excision", "asserted"),
        ("3 AKs treated with LN2", "technique", "cryosurgery", "asserted"),
        ("No improvement with cryotherapy", "technique", "cryosurgery", "historical"),
        ("Instead of excision, shave performed", "technique", "excision", "declined"),
        ("Rec. excision of the nevus", "technique", "excision", "planned"),
        ("The mole was not removed.", "condition", "nevus", "asserted"),
        ("Neg KOH", "service", "koh", "asserted"),
        ("Patient refused biopsy but agreed to cryo.", "technique", "cryosurgery", "asserted"),
        ("Lesion treated with LN2; if it fails to resolve will biopsy", "technique", "cryosurgery", "asserted"),
        ("not a candidate for Mohs, ED&C performed", "technique", "electrodesiccation", "asserted"),
        ("Differential diagnosis: dysplastic nevus vs melanoma.", "condition", "dysplastic_nevus", "uncertain"),
        ("BCC vs SCC of the nose", "condition", "basal_cell_carcinoma", "uncertain"),
        ("Here for excision of BCC", "technique", "excision", "asserted"),
        ("cryosurgery was used to treat 5 AKs", "condition", "actinic_keratosis", "asserted"),
    ],
)
def test_scope_of_one_mention(text: str, kind: str, value: str, scope: str) -> None:
    found = [one.scope for one in mark(text).mentions if (one.kind, one.value) == (kind, value)]
    assert scope in found


def test_asked_for_and_nothing_said_against_it_is_told() -> None:
    asked = [one for one in mark("Asks for a tag to be frozen.").mentions if one.kind == "technique"]
    assert [(one.scope, one.attributes[-1]) for one in asked] == [("asserted", "asked")]
    refused = mark("Asks for a tag to be frozen. Will schedule.").mentions
    assert [one.scope for one in refused if one.kind == "technique"][:1] == ["planned"]


def test_every_cue_names_a_known_scope_direction_and_reach() -> None:
    for cue in cues().values():
        assert cue.direction in ("forward", "backward", "both", "around")
        assert cue.reach in ("word", "near", "phrase", "list", "item", "statement", "clause", "sentence")
