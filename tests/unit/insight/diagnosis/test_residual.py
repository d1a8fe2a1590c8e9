from cleanskin.insight.sections import residual
from cleanskin.insight.view import Details


def test_the_rows_sum_to_every_failure_and_each_claim_is_listed(by_hand):
    claims = [
        by_hand.claim(1),
        by_hand.denied(2),
        by_hand.denied(3),
        by_hand.denied(4, "timely_filing"),
        by_hand.denied(5, None),
    ]
    details = Details()
    section = residual.build(by_hand.view(claims), details)
    table = next(block for block in section.blocks if type(block).__name__ == "Table")
    # four of five answered claims failed, 10,000 cents refused on each
    assert table.total[1:4] == (4, 0.8, 40_000)
    assert sum(row[1] for row in table.rows) == 4
    assert sum(row[3] for row in table.rows) == 40_000
    assert sorted(details.tables["first_pass_failures"].data["root_claim_id"]) == [2, 3, 4, 5]


def test_a_failure_without_a_cause_has_its_own_row_and_is_called_doubtful(by_hand):
    section = residual.build(by_hand.view([by_hand.claim(1), by_hand.denied(2, None)]), Details())
    table = next(block for block in section.blocks if type(block).__name__ == "Table")
    assert [row[0] for row in table.rows] == ["No cause told"]
    assert any(getattr(block, "kind", "") == "doubt" for block in section.blocks)


def test_nothing_answered_gives_no_section(by_hand):
    open_claim = by_hand.claim(1, date_first_answer=None, first_outcome=None, first_has_denied_line=None, state="open")
    assert residual.build(by_hand.view([open_claim]), Details()) is None


def test_a_listed_claim_leads_back_to_its_place_in_the_files(by_hand):
    details = Details()
    residual.build(by_hand.view([by_hand.claim(1), by_hand.denied(2)]), details)
    row = details.tables["first_pass_failures"].data.row(0, named=True)
    assert (row["claim_file"], row["claim_segment"], row["remit_file"], row["remit_segment"]) == (
        "a.837",
        10,
        "a.835",
        20,
    )
