"""Submissions of one visit joined to their original, and told from new visits and from repeats."""

from datetime import date

import polars as pl

VISIT = [("99213", 15000), ("11102", 20000)]
DENIED = [("99213", 15000, 0), ("11102", 20000, 0)]


def chain(matching):
    """(relation, root, sequence, reason) by claim."""
    return matching.claim_chains.select("relation", "root_claim_id", "sequence", "reason").rows()


def test_replacement_joined_through_the_payers_number_with_a_new_own_number(files):
    files.claim("A001", VISIT)
    files.answer("A001", DENIED, icn="ICN5")
    files.claim("B777", [("99214", 19000)], frequency_code="7", payer_control_number="ICN5", sent="04-01")
    assert chain(files.match()) == [("original", 0, 1, "original"), ("replacement", 0, 2, "payer_control_number")]


def test_replacement_and_void_joined_by_number_day_and_patient(files):
    files.claim("A001", VISIT)
    files.claim("A001", VISIT[:1], frequency_code="7", payer_control_number="NEVERSEEN", sent="04-01")
    files.claim("A001", VISIT, frequency_code="8", sent="05-01")
    assert chain(files.match()) == [
        ("original", 0, 1, "original"),
        ("replacement", 0, 2, "control_number_and_service"),
        ("void", 0, 3, "control_number_and_service"),
    ]


def test_two_replacements_of_an_unseen_original_belong_together(files):
    files.claim("A001", VISIT, frequency_code="7", payer_control_number="OLD1")
    files.claim("A009", VISIT[:1], frequency_code="7", payer_control_number="OLD1", sent="04-01")
    assert chain(files.match()) == [
        ("replacement", 0, 1, "original_not_seen"),
        ("replacement", 0, 2, "payer_control_number"),
    ]


def test_resubmission_after_a_denial(files):
    files.claim("A001", VISIT)
    files.answer("A001", DENIED)
    files.claim("A001", VISIT, sent="03-25")
    assert chain(files.match())[1] == ("resubmission", 0, 2, "control_number_and_service")


def test_resubmission_after_a_rejection(files):
    files.claim("A001", VISIT)
    files.rows["acknowledgements"].append(
        {
            "transaction_id": 99,
            "position": 1,
            "patient_control_number": "A001",
            "category_code": "A3",
            "date_acknowledged": date(2026, 3, 4),
        }
    )
    files.claim("A001", VISIT, sent="03-05")
    assert chain(files.match())[1] == ("resubmission", 0, 2, "control_number_and_service")


def test_equal_claim_soon_again_without_an_answer_is_a_duplicate(files):
    files.claim("A001", VISIT)
    files.claim("A001", VISIT, sent="03-06")
    matching = files.match()
    assert chain(matching)[1][:3] == ("duplicate", 0, 1)
    assert matching.claim_chains["duplicate_of_claim_id"].to_list() == [None, 0]
    assert [finding.id for finding in matching.findings] == ["CS-REM-005"]


def test_equal_claim_weeks_later_is_a_resubmission(files):
    files.claim("A001", VISIT)
    files.claim("A001", VISIT, sent="04-15")
    assert chain(files.match())[1][0] == "resubmission"


def test_changed_claim_again_is_a_resubmission(files):
    files.claim("A001", VISIT)
    files.claim("A001", [("99213", 15000), ("11103", 20000)], sent="03-06")
    assert chain(files.match())[1][0] == "resubmission"


def test_resubmission_under_a_new_number_with_the_same_codes(files):
    files.claim("A001", VISIT)
    files.answer("A001", DENIED)
    files.claim("A001R", VISIT, sent="03-25")
    assert chain(files.match())[1] == ("resubmission", 0, 2, "content")


def test_same_claim_in_two_files_and_twice_in_one_is_a_duplicate(files):
    for _ in range(3):
        files.claim("A001", VISIT)
    matching = files.match()
    assert [row[0] for row in chain(matching)] == ["original", "duplicate", "duplicate"]
    assert matching.control_number_habits["claims"].to_list() == [1]
    assert [finding.id for finding in matching.findings] == ["CS-REM-004"]


def test_other_visits_and_other_claims_of_the_visit_are_originals(files):
    files.claim("ACC7", VISIT)
    files.claim("ACC7", VISIT, served="03-09", sent="03-10")
    files.claim("ACC7", [("88305", 9000)], sent="03-12")
    files.claim("ACC7", [("99213", 15000), ("17110", 1000)])
    assert [row[0] for row in chain(files.match())] == ["original"] * 4


def test_another_patient_is_another_chain(files):
    files.claim("1", VISIT)
    files.claim("1", VISIT, sent="04-09", patient_first_name="Bert", patient_birth_date=None, member_id="M2")
    assert [row[0] for row in chain(files.match())] == ["original", "original"]


def test_secondary_claim_to_another_payer_is_joined_to_the_primary(files):
    second = {"payer_responsibility": "S", "payer_name": "Zenith", "payer_id": "99", "member_id": "Z1"}
    files.claim("A001", VISIT)
    files.claim("A001", VISIT, sent="04-01", has_other_payer=True, **second)
    files.claim("A001", VISIT, sent="05-20", frequency_code="7", **second)
    assert chain(files.match()) == [
        ("original", 0, 1, "original"),
        ("secondary", 0, 2, "control_number_and_service"),
        ("replacement", 0, 3, "control_number_and_service"),
    ]


def test_secondary_claim_without_its_primary(files):
    files.claim("A001", VISIT, payer_responsibility="S")
    assert chain(files.match()) == [("secondary", 0, 1, "original_not_seen")]


def test_long_chain_has_one_root(files):
    files.claim("A001", VISIT)
    for month in ("04", "05", "06", "07", "08", "09"):
        files.claim("A001", VISIT, frequency_code="7", sent=f"{month}-01")
    matching = files.match()
    assert matching.claim_chains["root_claim_id"].to_list() == [0] * 7
    assert matching.claim_chains["sequence"].to_list() == [1, 2, 3, 4, 5, 6, 7]


def test_answers_go_to_the_submission_sent_before_them(files):
    first = files.claim("A001", VISIT)
    again = files.claim("A001", VISIT, sent="04-01")
    answers = [files.answer("A001", DENIED), files.answer("A001", DENIED, icn="I2", paid_on="04-20")]
    found = files.match().claim_matches
    assert found["claim_id"].to_list() == [first, again]
    assert found["root_claim_id"].to_list() == [first, first]
    assert answers == [0, 1]


def test_lines_of_a_replacement_name_the_originals_lines(files):
    files.claim("A001", VISIT)
    files.claim("A001", [("17110", 9000), ("99213", 15000)], frequency_code="7", sent="04-01")
    files.answer("A001", [("17110", 9000, 1), ("99213", 15000, 2)], paid_on="04-20")
    lines = files.match().line_matches.select("line_id", "root_line_id")
    # Lines 0, 1 are the original's (99213, 11102); 2, 3 the replacement's (17110, 99213).
    assert lines.rows() == [(2, None), (3, 0)]


def test_rejection_of_another_visit_on_the_account_does_not_count(files):
    files.claim("ACC7", VISIT)
    files.rows["acknowledgements"].append(
        {
            "transaction_id": 99,
            "position": 1,
            "patient_control_number": "ACC7",
            "category_code": "A7",
            "date_acknowledged": date(2026, 3, 4),
            "date_of_service": date(2026, 1, 1),
        }
    )
    files.claim("ACC7", VISIT, sent="03-05")
    assert chain(files.match())[1][0] == "duplicate"


def test_roots_are_pure_pointers():
    from cleanskin.remit.chains import roots

    claims = pl.DataFrame({"claim_id": [0, 1, 2, 3, 4]})
    parent = pl.DataFrame({"claim_id": [1, 2, 3], "parent": [0, 1, 2], "joined_by": ["content"] * 3})
    assert roots(claims, parent).rows() == [(0, 0), (1, 0), (2, 0), (3, 0), (4, 4)]


def test_another_providers_visit_on_the_same_day_is_its_own(files):
    one, two = {"rendering_npi": "1999002029"}, {"rendering_npi": "1999002045"}
    files.claim("ACC7", [("99213", 15000)], **one)
    files.claim("ACC7", [("99213", 15000), ("17110", 9000)], sent="03-09", **two)
    files.claim("B001", [("99213", 15000)], sent="03-10", **two)
    assert [row[0] for row in chain(files.match())] == ["original"] * 3


def test_another_number_and_another_charge_is_another_claim(files):
    files.claim("A001", VISIT)
    files.claim("B001", [("99213", 17000), ("11102", 20000)], sent="03-25")
    assert [row[0] for row in chain(files.match())] == ["original"] * 2


def test_overlapping_claims_of_one_day_on_an_account_number_are_one_only_after_an_answer(files):
    files.claim("ACC7", [("17311", 140500), ("17312", 85000)])
    files.claim("ACC7", [("17311", 140500), ("12051", 59500)], sent="03-06")
    files.claim("ACC7", VISIT, served="05-01", sent="05-02")
    assert [row[0] for row in chain(files.match())] == ["original"] * 3
    files.answer("ACC7", [("17311", 140500, 0), ("17312", 85000, 0)], paid_on="03-04")
    assert [row[0] for row in chain(files.match())] == ["original", "resubmission", "original"]


def test_every_duplicate_names_the_claim_that_counts(files):
    files.claim("A001", VISIT)
    for sent in ("03-05", "03-05", "03-06"):
        files.claim("A001", VISIT, sent=sent)
    matching = files.match()
    assert matching.claim_chains["relation"].to_list() == ["original"] + ["duplicate"] * 3
    assert matching.claim_chains["duplicate_of_claim_id"].to_list() == [None, 0, 0, 0]


def came_back(files, number: str, on: str) -> None:
    """A 277CA that returns the claim of that number."""
    files.rows["acknowledgements"].append(
        {
            "transaction_id": 99,
            "position": len(files.rows["acknowledgements"]),
            "patient_control_number": number,
            "category_code": "A7",
            "date_acknowledged": date(2026, *map(int, on.split("-"))),
        }
    )


def test_a_claim_that_came_back_for_its_birth_date_is_the_same_when_corrected(files):
    files.claim("A001", VISIT, patient_birth_date=date(1960, 2, 1), member_id="WRONG")
    came_back(files, "A001", "03-04")
    files.claim("A001", VISIT, sent="03-06")
    assert chain(files.match())[1] == ("resubmission", 0, 2, "control_number_and_service")


def test_children_of_one_family_under_one_number_are_two(files):
    files.claim("A001", VISIT, patient_first_name="Ann", patient_birth_date=date(2015, 1, 1))
    came_back(files, "A001", "03-04")
    files.claim("A001", VISIT, sent="03-06", patient_first_name="Bob", patient_birth_date=date(2017, 1, 1))
    assert [relation for relation, *_ in chain(files.match())] == ["original", "original"]


def test_a_claim_that_came_back_may_leave_with_other_codes(files):
    files.claim("A001", VISIT[:1])
    came_back(files, "A001", "03-04")
    files.claim("A001", [("99212", 12000)], sent="03-06")
    assert chain(files.match())[1][0] == "resubmission"


def test_a_corrected_line_is_known_by_the_practices_own_line_number(files):
    numbered = {"line_control_number": "A001-L1"}
    files.claim("A001", [{"code": "99214", "amount_billed": 19000, **numbered}])
    files.claim("A001", [{"code": "99213", "amount_billed": 15000, **numbered}], frequency_code="7", sent="04-01")
    files.answer("A001", [("99213", 15000, 1)], paid_on="04-20")
    assert files.match().line_matches["root_line_id"].to_list() == [0]
