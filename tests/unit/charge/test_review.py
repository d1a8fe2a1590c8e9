"""How far an answer may be trusted: each sign by words that show it, and the shares by the first runs they come from."""

import csv
import json
from datetime import date
from pathlib import Path

from cleanskin.charge.code import code
from cleanskin.charge.review.review import measured
from cleanskin.charge.review.signs import sign_rows
from cleanskin.note.read import read
from cleanskin.record.coding import Review
from cleanskin.record.encounter import Encounter, Lesion
from cleanskin.reference.look_up import Reference

SETS = Path(__file__).parents[2] / "author_sets"
DAY = date(2026, 3, 2)


def _review(text: str) -> Review:
    held = code(read(text), reference=Reference(None), payer="medicare", on=DAY).review
    assert held is not None
    return held


def _signs(text: str) -> dict[str, int]:
    return {one.sign: one.points for one in _review(text).signs}


def test_the_measured_shares_are_those_of_the_first_runs() -> None:
    runs = []
    for path in sorted(SETS.glob("*/first_signs.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t"))
        first = json.loads((path.parent / "first_result.json").read_text("utf-8"))["sure"]
        right = sum(row["right"] == "yes" for row in rows)
        assert (len(rows), right) == (first["texts"], first["codes_right"]), path.parent.name
        runs += rows
    assert len(runs) > 600
    for one in measured():
        held = [row for row in runs if one.first <= int(row["points"]) <= one.last]
        assert (one.texts, one.right) == (len(held), sum(row["right"] == "yes" for row in held)), one.band


def test_every_number_of_points_lies_in_one_band() -> None:
    most = sum(row.most for row in sign_rows().values())
    for points in range(most + 1):
        assert sum(one.first <= points <= one.last for one in measured()) == 1
    shares = [one.right / one.texts for one in measured()]
    assert shares == sorted(shares, reverse=True)


def test_a_plain_statement_has_no_sign() -> None:
    held = _review("Three actinic keratoses of the left cheek were frozen with liquid nitrogen. Medicare.")
    assert (held.points, held.signs) == (0, ())
    assert held.band == measured()[0].band


def test_a_question_is_a_sign_and_three_weigh_most() -> None:
    assert _signs("Shave removal of a nevus of the back.")["open_question"] >= 1
    assert sign_rows()["open_question"].most == 3


def test_a_note_without_a_line_is_doubted() -> None:
    assert _signs("Biopsy of the nose planned for next week. Frozen section discussed.")["no_line"] == 3


def test_a_length_on_which_nothing_stands_is_quoted() -> None:
    text = "Three AKs of the left cheek frozen with LN2. A 7 mm macule of the back looks as it did. Medicare."
    sign = next(one for one in _review(text).signs if one.sign == "measure_unused")
    assert [one.words for one in sign.evidence] == ["7 mm"]
    assert all(text[one.start : one.end] == one.words for one in sign.evidence)


def test_work_that_is_denied_is_no_sign_and_work_put_off_in_its_sentence_is_quoted() -> None:
    frozen = "Three AKs of the left cheek frozen with LN2."
    assert "act_unused" not in _signs(f"{frozen} No biopsy was done. Medicare.")
    put_off = _review(f"{frozen} Shave biopsy of the nose planned for next month. Medicare.")
    sign = next(one for one in put_off.signs if one.sign == "act_unused")
    assert "biopsy" in " ".join(one.words.lower() for one in sign.evidence)


def test_a_visit_beside_work_is_a_sign_and_a_visit_alone_is_none() -> None:
    visit = "Established patient. Psoriasis, worse: started methotrexate, labs ordered."
    assert "visit_beside_work" not in _signs(visit)
    assert _signs(f"{visit} Also 2 AKs of the scalp frozen with LN2.")["visit_beside_work"] == 1


def test_a_record_that_was_filled_in_is_not_reviewed() -> None:
    lesion = Lesion(id="L1", site="cheek", side="left", technique="cryosurgery", condition="actinic_keratosis", count=3)
    held = code(Encounter(lesions=(lesion,)), reference=Reference(None), payer="medicare", on=DAY)
    assert held.lines
    assert held.review is None


def test_a_note_without_words_is_not_reviewed() -> None:
    assert code(read(""), reference=Reference(None), payer="medicare", on=DAY).review is None
