"""Which submitted line a remittance line answers; one case each, answers stated by hand."""


def claim(files, *lines):
    files.claim(
        "A001", [line if isinstance(line, dict) else dict(zip(("code", "amount_billed"), line)) for line in lines]
    )


def answer(files, *lines):
    return files.answer("A001", [{"amount_paid": 0, **line} for line in lines])


def rows(files):
    """(line, reason, code changed, modifiers changed) by remittance line; lines count from 0 in the order built."""
    lines = files.match().line_matches
    return lines.select("line_id", "reason", "code_changed", "modifiers_changed").rows()


def line(code, charge, **more):
    return {"code": code, "amount_billed": charge, **more}


def test_line_control_number_wins_over_everything(files):
    claim(files, line("11102", 20000, line_control_number="A-1"), line("11102", 20000, line_control_number="A-2"))
    answer(files, line("11102", 20000, line_control_number="A2"), line("11102", 20000, line_control_number="A1"))
    assert rows(files) == [(1, "line_control_number", False, False), (0, "line_control_number", False, False)]


def test_line_control_number_of_quite_another_line_is_not_believed(files):
    claim(files, line("99213", 15000, line_control_number="1"), line("11102", 20000, line_control_number="2"))
    answer(files, line("11102", 20000, line_control_number="1"), line("99213", 15000, line_control_number="2"))
    assert rows(files) == [(1, "code_modifiers_charge", False, False), (0, "code_modifiers_charge", False, False)]


def test_equal_lines_are_paired_in_order(files):
    claim(files, ("17000", 5000), ("17000", 5000))
    answer(files, line("17000", 5000), line("17000", 5000))
    assert rows(files) == [(0, "code_modifiers_charge", False, False), (1, "code_modifiers_charge", False, False)]


def test_modifiers_tell_equal_codes_apart_in_any_order(files):
    claim(files, line("11102", 20000, modifier_1="59"), line("11102", 20000, modifier_1="LT", modifier_2="76"))
    answer(files, line("11102", 20000, modifier_1="76", modifier_2="LT"), line("11102", 20000, modifier_1="59"))
    assert rows(files) == [(1, "code_modifiers_charge", False, False), (0, "code_modifiers_charge", False, False)]


def test_dropped_modifier(files):
    claim(files, line("99213", 15000, modifier_1="25"), ("11102", 20000))
    answer(files, line("11102", 20000), line("99213", 15000))
    assert rows(files) == [(1, "code_modifiers_charge", False, False), (0, "code_charge", False, True)]


def test_changed_code_is_found_by_the_submitted_code(files):
    claim(files, line("99214", 19000, modifier_1="25"), ("17000", 5000))
    answer(files, line("99213", 19000, submitted_code="99214", submitted_modifiers="25"), line("17000", 5000))
    assert rows(files) == [(0, "submitted_code", True, True), (1, "code_modifiers_charge", False, False)]


def test_bundled_lines_that_keep_their_submitted_codes(files):
    claim(files, ("80048", 3000), ("84443", 4000))
    answer(files, line("80050", 3000, submitted_code="80048"), line("80050", 4000, submitted_code="84443"))
    assert rows(files) == [(0, "submitted_code", True, False), (1, "submitted_code", True, False)]


def test_lines_bundled_into_one(files):
    claim(files, ("80048", 3000), ("84443", 4000), ("99213", 15000))
    answer(files, line("80050", 7000), line("99213", 15000))
    assert rows(files) == [(1, "bundled", True, False), (2, "code_modifiers_charge", False, False)]


def test_units_split(files):
    claim(files, ("17003", 9000), ("99213", 15000))
    answer(files, line("17003", 6000), line("17003", 3000), line("99213", 15000))
    assert rows(files)[:2] == [(0, "units_split", False, False), (0, "units_split", False, False)]


def test_units_split_with_one_line_number(files):
    claim(files, line("17003", 9000, line_control_number="77"))
    answer(files, line("17003", 6000, line_control_number="77"), line("17003", 3000, line_control_number="77"))
    assert rows(files) == [(0, "line_control_number", False, False)] * 2


def test_same_code_with_another_charge(files):
    claim(files, ("99213", 15000), ("11102", 20000))
    answer(files, line("11102", 18000), line("99213", 15000))
    assert rows(files) == [(1, "code", False, False), (0, "code_modifiers_charge", False, False)]


def test_code_changed_without_a_word(files):
    claim(files, ("99214", 19000), ("11102", 20000))
    answer(files, line("99213", 19000), line("11102", 20000))
    assert rows(files)[0] == (0, "position", True, False)


def test_line_that_answers_nothing(files):
    claim(files, ("99213", 15000))
    answer(files, line("99213", 15000), line("J7308", 0))
    assert rows(files)[1] == (None, "none", False, False)


def test_reversed_lines_find_their_line_too(files):
    claim(files, ("99213", 15000))
    files.answer("A001", [("99213", -15000, -8000)], status="22")
    assert rows(files) == [(0, "code_modifiers_charge", False, False)]


def test_lines_of_orphans_and_of_repeats_answer_nothing(files):
    claim(files, ("99213", 15000))
    for _ in range(2):
        files.answer("A001", [("99213", 15000, 8000)])
    files.answer("B001", [("99213", 15000, 8000)], served="07-01")
    assert [row[1] for row in rows(files)] == ["code_modifiers_charge", "none", "none"]


def test_days_tell_equal_lines_apart(files):
    from datetime import date

    two = date(2026, 3, 4)
    files.claim("A001", [line("96910", 9000), line("96910", 9000, date_of_service=two)], date_of_service_last=two)
    files.answer(
        "A001",
        [line("96910", 9000, date_of_service=two, amount_paid=0), line("96910", 9000, amount_paid=0)],
    )
    assert [row[0] for row in rows(files)] == [1, 0]
