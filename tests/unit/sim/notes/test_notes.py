"""Notes say what the encounter holds, leave out what the flaws say, and never a code."""

import re
from collections import Counter

import pytest

from cleanskin.sim.chance import Chance
from cleanskin.sim.clinic import course
from cleanskin.sim.notes import flaws, write_note
from cleanskin.sim.notes.styles import styles
from cleanskin.sim.notes.tables import (
    condition_words,
    drug_words,
    flaw_rates,
    over_the_counter_words,
    phrases,
    site_words,
    trigger_words,
)
from cleanskin.sim.notes.view import View
from cleanskin.sim.notes.write import mistyped, style_of
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Patient, Practice
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.people import build_patient, build_practice

WORLD = Configuration(seed=21)
PRACTICE = build_practice(WORLD)


@pytest.fixture(scope="module")
def kept() -> list[tuple[Patient, TrueVisit]]:
    """Visits that took place, of some two hundred patients."""
    found = []
    for number in range(220):
        patient = build_patient(WORLD, PRACTICE, number)
        found += [(patient, visit) for visit in course(WORLD, PRACTICE, patient) if visit.encounter is not None]
    assert len(found) > 250
    return found


def lacking(practice: Practice, patient: Patient, visit: TrueVisit, *left_out: tuple[str, str]) -> list[str]:
    """Return the note of a visit in every style that fits, with these things left out."""
    assert visit.encounter is not None
    return [
        "\n".join(style.write(View(practice, patient, visit, visit.encounter, frozenset(left_out), Chance(5, at))))
        for style in styles()
        if style.fits(visit)
        for at in range(4)
    ]


def test_there_are_at_least_twelve_styles_and_every_visit_has_one(kept: list[tuple[Patient, TrueVisit]]) -> None:
    assert len(styles()) >= 12
    used = Counter(style_of(WORLD.seed, visit, Chance(1, at)).name for at, (_, visit) in enumerate(kept))
    assert len(used) >= 10
    assert max(used.values()) < len(kept) // 2


def test_every_kept_visit_has_a_note_and_the_same_one_again(kept: list[tuple[Patient, TrueVisit]]) -> None:
    for patient, visit in kept:
        text = write_note(WORLD, PRACTICE, patient, visit)
        assert len(text) > 30
        assert text == write_note(WORLD, PRACTICE, patient, visit)
        assert "{" not in text
        assert "None" not in text


def test_no_note_names_a_procedure_code(kept: list[tuple[Patient, TrueVisit]]) -> None:
    for patient, visit in kept:
        text = write_note(WORLD, PRACTICE, patient, visit)
        codes = {service.code for service in visit.services}
        assert not codes & set(re.findall(r"[A-Z]?\d{4,5}", text))


def test_a_missed_visit_has_no_note(kept: list[tuple[Patient, TrueVisit]]) -> None:
    patient = kept[0][0]
    missed = [one for number in range(220) for one in course(WORLD, PRACTICE, build_patient(WORLD, PRACTICE, number))]
    missed = [visit for visit in missed if visit.attendance != "kept"]
    assert missed
    assert all(write_note(WORLD, PRACTICE, patient, visit) == "" for visit in missed[:20])


def test_counts_of_lesions_stand_in_every_style(kept: list[tuple[Patient, TrueVisit]]) -> None:
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    tried = 0
    for patient, visit in kept[:120]:
        assert visit.encounter is not None
        for lesion in visit.encounter.lesions:
            if lesion.count and 3 <= lesion.count <= 12 and lesion.technique == "cryosurgery":
                tried += 1
                said = re.compile(rf"\b(x?{lesion.count}|{words[lesion.count]})\b", re.IGNORECASE)
                for text in lacking(PRACTICE, patient, visit):
                    assert said.search(text), text
    assert tried > 3


def test_what_a_flaw_leaves_out_is_not_in_the_note(kept: list[tuple[Patient, TrueVisit]]) -> None:
    tried = Counter[str]()
    for patient, visit in kept:
        assert visit.encounter is not None
        for lesion in visit.encounter.lesions:
            if lesion.technique == "excision" and len(visit.encounter.lesions) == 1:
                tried["size"] += 1
                gone = (
                    ("size_missing", lesion.id),
                    ("margin_missing", lesion.id),
                    ("closure_length_missing", lesion.id),
                )
                undermined = f"{lesion.undermining_cm} cm"
                for text in lacking(PRACTICE, patient, visit, *gone):
                    assert not re.search(r"\d (c|m)m\b", text.replace(undermined, "")), text
            if lesion.technique == "mohs" and len(visit.encounter.lesions) == 1:
                tried["stages"] += 1
                for text in lacking(PRACTICE, patient, visit, ("stages_vague", lesion.id)):
                    assert not re.search(r"\d (block|stage)|[Ss]tage \d", text), text
            if lesion.triggers:
                tried["why"] += 1
                said = [word for trigger in lesion.triggers for words in trigger_words()[trigger] for word in words]
                every = [("necessity_undocumented", one.id) for one in visit.encounter.lesions]
                for text in lacking(PRACTICE, patient, visit, *every):
                    assert not any(word in text for word in said if len(word) > 8), text
    assert min(tried["size"], tried["stages"], tried["why"]) > 2


def test_flaws_come_at_their_rates(kept: list[tuple[Patient, TrueVisit]]) -> None:
    chances = Counter[str]()
    for _, visit in kept:
        assert visit.encounter is not None
        for lesion in visit.encounter.lesions:
            chances["site_missing"] += bool(lesion.site)
            chances["side_missing"] += bool(lesion.side)
            chances["necessity_undocumented"] += bool(lesion.triggers)
    found = Counter(flaw.kind for _, visit in kept for flaw in flaws(WORLD, build_patient(WORLD, PRACTICE, 0), visit))
    assert set(found) <= set(flaw_rates())
    for kind, count in chances.items():
        expected = count * flaw_rates()[kind] / 10_000
        assert abs(found[kind] - expected) <= 4 * (expected**0.5) + 2, kind


def test_every_word_of_the_encounters_is_in_the_tables(kept: list[tuple[Patient, TrueVisit]]) -> None:
    sites, triggers, done = set(), set(), set()
    for _, visit in kept:
        assert visit.encounter is not None
        for lesion in visit.encounter.lesions:
            sites.add(lesion.site)
            triggers |= set(lesion.triggers)
            done.add(lesion.technique)
    assert triggers <= set(trigger_words())
    known = {kind for kind, _ in phrases()}
    assert {technique for technique in done if technique} <= known | {"peel", "filler", "botulinum"}, done
    assert "actinic_keratosis" in condition_words()
    assert len(sites & set(site_words())) > 10


def test_what_is_prescribed_fits_the_disease(kept: list[tuple[Patient, TrueVisit]]) -> None:
    prescribed = {
        problem.condition
        for _, visit in kept
        for problem in visit.encounter.problems  # type: ignore[union-attr]
        if any(word.startswith("rx ") for word in problem.management)
    }
    assert prescribed <= set(drug_words()), prescribed - set(drug_words())


def test_a_result_that_came_later_stands_in_an_addendum_of_its_day(kept: list[tuple[Patient, TrueVisit]]) -> None:
    waiting = 0
    for patient, visit in kept:
        assert visit.encounter is not None
        days = {one.pathology.reported_on for one in visit.encounter.lesions if one.pathology is not None} - {None}
        note = write_note(WORLD, PRACTICE, patient, visit)
        assert note.count("ADDENDUM") >= len(days)
        for day in days:
            assert f"ADDENDUM {day:%m/%d/%Y}" in note
        waiting += len(days)
    assert waiting > 3


def test_many_lesions_have_verbs_of_many(kept: list[tuple[Patient, TrueVisit]]) -> None:
    for patient, visit in kept:
        assert visit.encounter is not None
        many = [one for one in visit.encounter.lesions if (one.count or 1) > 1 and one.triggers]
        if len(many) == len(visit.encounter.lesions):
            note = write_note(WORLD, PRACTICE, patient, visit)
            assert not re.search(r"which (is|has|catches|bleeds|causes|persists) ", note)


def test_stains_read_in_house_are_told(kept: list[tuple[Patient, TrueVisit]]) -> None:
    stained = [(patient, visit) for patient, visit in kept if any(one.code == "88342" for one in visit.services)]
    for patient, visit in stained:
        assert "immunostain" in write_note(WORLD, PRACTICE, patient, visit).lower()
    assert stained


def test_slips_of_the_keyboard_keep_numbers_and_lines() -> None:
    text = "Elliptical excision measuring 1.4 cm performed\non the shoulder with 3 sutures"
    for number in range(50):
        typed = mistyped(text, Chance(number))
        assert re.findall(r"[\d.]+", typed) == re.findall(r"[\d.]+", text)
        assert typed.count("\n") == 1
        assert abs(len(typed) - len(text)) <= 3


_SOLD_FREELY = (
    "minoxidil 5%", "famotidine", "cetirizine", "fexofenadine", "terbinafine 1%", "terbinafine cream", "clotrimazole",
    "adapalene 0.1%", "adapalene gel", "benzoyl peroxide", "hydrocortisone 1%", "ketoconazole 1%", "zinc pyrithione",
)  # fmt: skip
"""Sold without a prescription in the United States, by the labels of the FDA's monographs and switches."""


def test_what_is_sold_freely_is_never_prescribed_em_1() -> None:
    prescribed = [drug for drugs in drug_words().values() for drug in drugs]
    assert not [drug for drug in prescribed if drug.startswith(_SOLD_FREELY)]
    sold = {drug for drugs in over_the_counter_words().values() for drug in drugs}
    assert {"minoxidil 5% foam", "famotidine 20 mg"} <= sold
    assert not sold & set(prescribed)


def test_a_drug_sold_freely_is_named_as_such(kept: list[tuple[Patient, TrueVisit]]) -> None:
    sold = [drug for drugs in over_the_counter_words().values() for drug in drugs]
    named = 0
    for patient, visit in kept:
        for text in lacking(PRACTICE, patient, visit):
            for drug in sold:
                for found in re.finditer(re.escape(drug), text):
                    named += 1
                    assert text[: found.start()].endswith(("over-the-counter ", "OTC ")), text
    assert named > 20


def test_a_history_from_the_parent_is_told_in_every_style_em_2(kept: list[tuple[Patient, TrueVisit]]) -> None:
    told = 0
    for patient, visit in kept:
        facts = visit.encounter.visit  # type: ignore[union-attr]
        assert facts is not None
        for text in lacking(PRACTICE, patient, visit):
            assert ("from the parent" in text or "from parent" in text) == bool(facts.independent_historian), text
            told += bool(facts.independent_historian)
    assert told > 20


def test_removals_for_looks_say_so_in_every_style(kept: list[tuple[Patient, TrueVisit]]) -> None:
    styles_seen = Counter[str]()
    for patient, visit in kept:
        assert visit.encounter is not None
        if not any(lesion.intent == "cosmetic" for lesion in visit.encounter.lesions):
            continue
        for style in styles():
            if not style.fits(visit):
                continue
            styles_seen[style.name] += 1
            for at in range(4):
                view = View(PRACTICE, patient, visit, visit.encounter, frozenset(), Chance(6, at))
                text = "\n".join(style.write(view)).lower()
                assert re.search(r"cosmetic\b.*self-pay|request and expense|paid by the patient", text), text
    assert {"procedure_form", "soap", "lesion_table", "telegraphic"} <= set(styles_seen)


def test_a_tumor_under_the_skin_is_named_when_its_stitches_come_out_em_7() -> None:
    told = 0
    for number in range(1_200):
        patient = build_patient(WORLD, PRACTICE, number)
        for visit in course(WORLD, PRACTICE, patient):
            prior = visit.encounter.prior if visit.encounter is not None else ()
            if not any(one.condition == "lipoma" and one.relation == "aftercare" for one in prior):
                continue
            for text in lacking(PRACTICE, patient, visit):
                told += 1
                assert re.search(r"excision (of a subcutaneous )?(lipoma|subcutaneous fatty tumor)", text), text
    assert told > 4
