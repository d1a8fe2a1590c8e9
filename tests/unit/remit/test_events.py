"""Decisions, corrections, takebacks, forwards and parts, netted to events; amounts computed by hand."""

import polars as pl

VISIT = [("99213", 15000)]
SECOND = {"payer_name": "Zenith", "payer_id": "99999"}


def paid(amount, billed=15000):
    return [("99213", billed, amount)]


def events(matching, *columns):
    return matching.adjudications.select(*columns).rows()


def test_decision(files):
    files.claim("A001", VISIT)
    answer = files.answer("A001", paid(8000))
    files.adjustment(answer, "PR", "1", 2000)
    files.adjustment(answer, "CO", "45", 5000)
    event = files.match().adjudications.row(0, named=True)
    assert event["kind"] == "decision"
    assert (event["amount_billed"], event["amount_paid"], event["amount_patient"]) == (15000, 8000, 2000)
    assert (event["amount_paid_change"], event["reversed_paid"], event["reversed_event_id"]) == (8000, 0, None)
    assert (event["payer_order"], event["sequence"], str(event["date_remitted"])) == ("primary", 1, "2026-03-20")


def test_reversal_and_correction_in_one_file_are_one_event(files):
    files.claim("A001", VISIT)
    files.answer("A001", paid(8000))
    inside = files.remittance(paid_on="04-20")
    files.answer("A001", paid(-8000, -15000), status="22", inside=inside)
    files.answer("A001", paid(9500), icn="ICN2", inside=inside)
    matching = files.match()
    assert events(matching, "kind", "sequence", "amount_paid", "amount_paid_change", "reversed_event_id") == [
        ("decision", 1, 8000, 8000, None),
        ("correction", 2, 9500, 1500, 0),
    ]
    assert matching.claim_matches["part"].to_list() == ["decision", "reversal", "correction"]
    assert matching.claim_matches["event_id"].to_list() == [0, 1, 1]


def test_correction_in_a_later_file(files):
    files.claim("A001", VISIT)
    files.answer("A001", paid(8000))
    files.answer("A001", paid(-8000, -15000), status="22", paid_on="04-20")
    files.answer("A001", paid(0), icn="ICN2", paid_on="05-04")
    assert events(files.match(), "kind", "amount_paid", "amount_paid_change", "reversed_paid") == [
        ("decision", 8000, 8000, 0),
        ("correction", 0, -8000, 8000),
    ]


def test_decision_long_after_a_takeback_is_a_decision(files):
    files.claim("A001", VISIT)
    files.answer("A001", paid(8000))
    files.answer("A001", paid(-8000, -15000), status="22", paid_on="04-20")
    files.answer("A001", paid(7000), icn="ICN2", paid_on="08-04")
    assert events(files.match(), "kind", "amount_paid", "amount_paid_change", "reversed_event_id") == [
        ("decision", 8000, 8000, None),
        ("takeback", 0, -8000, 0),
        ("decision", 7000, 7000, None),
    ]


def test_answer_to_a_claim_sent_after_the_takeback_is_a_decision(files):
    files.claim("A001", VISIT)
    files.answer("A001", paid(8000))
    files.answer("A001", paid(-8000, -15000), status="22", paid_on="04-20")
    files.claim("A001", VISIT, frequency_code="7", payer_control_number="ICN1", sent="04-25")
    files.answer("A001", paid(7000), icn="ICN2", paid_on="05-10")
    assert [kind for (kind,) in events(files.match(), "kind")] == ["decision", "takeback", "decision"]


def test_takeback_without_correction(files):
    files.claim("A001", VISIT)
    files.answer("A001", paid(8000))
    files.answer("A001", paid(-8000, -15000), status="22", paid_on="04-20")
    assert events(files.match(), "kind", "amount_billed", "amount_paid", "amount_paid_change", "reversed_paid") == [
        ("decision", 15000, 8000, 8000, 0),
        ("takeback", 0, 0, -8000, 8000),
    ]


def test_reversal_read_before_its_original(files):
    files.claim("A001", VISIT)
    files.answer("A001", paid(-8000, -15000), status="22", paid_on="04-20")
    files.answer("A001", paid(7000), icn="ICN2", paid_on="04-20")
    files.answer("A001", paid(8000), paid_on="03-20")
    assert events(files.match(), "kind", "remit_claim_id", "amount_paid_change", "reversed_event_id") == [
        ("decision", 2, 8000, None),
        ("correction", 1, -1000, 0),
    ]


def test_reversal_original_and_correction_in_one_transaction(files):
    files.claim("A001", VISIT)
    inside = files.remittance()
    files.answer("A001", paid(-8000, -15000), status="22", inside=inside)
    files.answer("A001", paid(8000), inside=inside)
    files.answer("A001", paid(9000), inside=inside)
    matching = files.match()
    assert matching.claim_matches["part"].to_list() == ["reversal", "decision", "correction"]
    assert events(matching, "kind", "amount_paid", "amount_paid_change") == [
        ("decision", 8000, 8000),
        ("correction", 9000, 1000),
    ]


def test_twice_corrected_with_equal_amounts(files):
    files.claim("A001", VISIT)
    files.answer("A001", paid(8000))
    for month in ("04", "06"):
        inside = files.remittance(paid_on=f"{month}-20")
        files.answer("A001", paid(-8000, -15000), status="22", inside=inside)
        files.answer("A001", paid(8000), inside=inside)
    assert events(files.match(), "kind", "sequence", "amount_paid_change", "reversed_event_id") == [
        ("decision", 1, 8000, None),
        ("correction", 2, 0, 0),
        ("correction", 3, 0, 1),
    ]


def test_correction_whose_original_is_not_in_the_files(files):
    files.claim("A001", VISIT)
    inside = files.remittance(paid_on="04-20")
    files.answer("A001", paid(-8000, -15000), status="22", inside=inside)
    files.answer("A001", paid(9500), inside=inside)
    matching = files.match()
    assert events(matching, "kind", "amount_paid", "amount_paid_change", "reversed_event_id", "reversed_paid") == [
        ("correction", 9500, 1500, None, 8000)
    ]
    assert [finding.id for finding in matching.findings] == ["CS-REM-007"]


def test_zero_pay_reversal_and_zero_pay_correction_without_original(files):
    files.claim("A001", VISIT)
    inside = files.remittance(paid_on="04-20")
    files.answer("A001", paid(0, -15000), status="22", inside=inside)
    files.answer("A001", paid(0), inside=inside)
    assert events(files.match(), "kind", "amount_paid_change", "reversed_event_id") == [("correction", 0, None)]


def test_takeback_of_an_unseen_decision_on_a_known_claim(files):
    files.claim("A001", VISIT)
    files.answer("A001", paid(-8000, -15000), status="22")
    assert events(files.match(), "kind", "root_claim_id", "amount_paid_change", "reversed_event_id") == [
        ("takeback", 0, -8000, None)
    ]


def test_orphan_reversal_has_no_event_but_orphans_are_netted_among_themselves(files):
    files.answer("X1", paid(-8000, -15000), status="22")
    files.answer("Y1", paid(6000), icn="I7")
    files.answer("Y1", paid(-6000, -15000), status="22", icn="I7", paid_on="04-20")
    matching = files.match()
    assert matching.claim_matches["event_id"].to_list() == [None, 0, 1]
    assert events(matching, "kind", "root_claim_id", "amount_paid_change") == [
        ("decision", None, 6000),
        ("takeback", None, -6000),
    ]


def test_split_claim_is_one_event(files):
    files.claim("A001", [("99213", 15000), ("11102", 20000)])
    files.answer("A001", [("99213", 15000, 8000)], icn="I1")
    files.answer("A001", [("11102", 20000, 9000)], icn="I2", paid_on="03-27")
    matching = files.match()
    assert matching.claim_matches["part"].to_list() == ["split", "split"]
    assert matching.claim_matches["reason"].to_list() == ["control_number_service"] * 2
    assert events(matching, "kind", "amount_billed", "amount_paid", "amount_paid_change", "sequence") == [
        ("decision", 35000, 17000, 17000, 1)
    ]


def test_one_part_taken_back_and_corrected(files):
    files.claim("A001", [("99213", 15000), ("11102", 20000)])
    files.answer("A001", [("99213", 15000, 8000)], icn="I1")
    files.answer("A001", [("11102", 20000, 9000)], icn="I2")
    inside = files.remittance(paid_on="04-20")
    files.answer("A001", [("11102", -20000, -9000)], icn="I2", status="22", inside=inside)
    files.answer("A001", [("11102", 20000, 11000)], icn="I3", inside=inside)
    matching = files.match()
    assert events(matching, "kind", "amount_paid_change", "reversed_event_id", "reversed_paid") == [
        ("decision", 17000, None, 0),
        ("correction", 2000, 0, 9000),
    ]


def test_second_answer_to_the_same_part_is_no_split(files):
    files.claim("A001", [("99213", 15000), ("11102", 20000)])
    files.answer("A001", [("99213", 15000, 0)], icn="I1")
    files.answer("A001", [("99213", 15000, 8000)], icn="I1", paid_on="04-27")
    assert [kind for (kind,) in events(files.match(), "kind")] == ["decision", "decision"]


def test_forwards_decide_nothing_but_a_forwarding_primary_that_pays_does(files):
    files.claim("A001", VISIT)
    files.answer("A001", [], status="23", amount_billed=15000, amount_paid=0)
    files.answer("A001", [], status="25", amount_billed=15000, amount_paid=0, icn="I2")
    files.answer("A001", [], status="19", amount_billed=15000, amount_paid=0, icn="I3")
    files.answer("A001", paid(8000), status="19", icn="I4", paid_on="03-27")
    assert [kind for (kind,) in events(files.match(), "kind")] == ["forward_only"] * 3 + ["decision"]


def test_crossover_answer_joins_the_primary_claim_as_secondary(files):
    files.claim("A001", VISIT)
    files.answer("A001", paid(8000), status="19")
    for status, icn in (("2", "Z1"), ("1", "Z2")):
        inside = files.remittance(paid_on="04-10", **SECOND)
        files.answer("A001", paid(2000), status=status, icn=icn, inside=inside)
    matching = files.match()
    assert matching.claim_matches["root_claim_id"].to_list() == [0, 0, 0]
    assert matching.claim_matches["payer_order"].to_list() == ["primary", "secondary", "secondary"]
    assert events(matching, "payer_order", "sequence") == [("primary", 1), ("secondary", 1), ("secondary", 2)]


def test_answer_to_a_secondary_claim(files):
    files.claim("A001", VISIT)
    second = files.claim("A001", VISIT, sent="04-01", payer_responsibility="S", member_id="Z1", **SECOND)
    files.answer("A001", paid(8000))
    inside = files.remittance(paid_on="04-20", **SECOND)
    files.answer("A001", paid(2000), status="2", icn="Z", inside=inside, member_id="Z1")
    files.answer("A001", paid(-2000, -15000), status="22", icn="Z", member_id="Z1", paid_on="05-20")
    matching = files.match()
    assert matching.claim_matches["claim_id"].to_list() == [0, second, second]
    assert matching.claim_matches["root_claim_id"].to_list() == [0, 0, 0]
    assert matching.claim_matches["payer_order"].to_list() == ["primary", "secondary", "secondary"]


def test_same_remittance_in_two_files_counts_once(files):
    files.claim("A001", VISIT)
    for _ in range(2):
        files.answer("A001", paid(8000))
    matching = files.match()
    assert matching.claim_matches["reason"].to_list() == ["control_number_service_charge", "duplicate"]
    assert matching.claim_matches["duplicate_of_remit_claim_id"].to_list() == [None, 0]
    assert matching.claim_matches["root_claim_id"].to_list() == [0, 0]
    assert matching.adjudications["amount_paid_change"].sum() == 8000
    assert [finding.id for finding in matching.findings] == ["CS-REM-003"]


def test_zero_pay_remittances_with_one_dummy_trace_do_not_collide(files):
    for k in (1, 2):
        files.claim(f"A00{k}", VISIT, served=f"03-0{k}")
        inside = files.remittance(trace_number="0000000")
        files.answer(f"A00{k}", paid(0), served=f"03-0{k}", icn=f"I{k}", inside=inside)
    matching = files.match()
    assert matching.claim_matches["reason"].to_list() == ["control_number_service_charge"] * 2


def test_remittances_split_and_merged_by_a_clearinghouse_count_once(files):
    for k in (1, 2):
        files.claim(f"A00{k}", VISIT, served=f"03-0{k}")
    both = files.remittance(trace_number="T1")
    apart = [files.remittance(trace_number=trace) for trace in ("T1", "T2")]
    for k, place in ((1, both), (2, both), (1, apart[0]), (2, apart[1])):
        files.answer(f"A00{k}", paid(4000), served=f"03-0{k}", icn=f"I{k}", inside=place)
    matching = files.match()
    assert matching.claim_matches["duplicate_of_remit_claim_id"].to_list() == [None, None, 0, 1]


def test_without_a_payers_number_only_the_same_trace_repeats(files):
    files.claim("A001", VISIT)
    for trace in ("T1", "T1", "T2"):
        files.answer("A001", paid(4000), icn=None, inside=files.remittance(trace_number=trace))
    assert files.match().claim_matches["duplicate_of_remit_claim_id"].to_list() == [None, 0, None]


def test_twice_in_one_transaction_counts_twice_and_is_reported(files):
    files.claim("A001", VISIT)
    inside = files.remittance()
    for _ in range(2):
        files.answer("A001", paid(4000), inside=inside)
    matching = files.match()
    assert matching.adjudications["amount_paid_change"].sum() == 8000
    assert "CS-REM-006" in [finding.id for finding in matching.findings]


def test_same_answer_on_another_day_counts_and_is_reported(files):
    files.claim("A001", VISIT)
    for month in ("03", "04"):
        files.answer("A001", paid(4000), paid_on=f"{month}-20")
    matching = files.match()
    assert matching.adjudications["amount_paid_change"].sum() == 8000
    assert [finding.id for finding in matching.findings] == ["CS-REM-009"]


def test_money_of_a_chain_is_the_sum_of_its_changes(files):
    files.claim("A001", VISIT)
    amounts = [(8000, "1"), (-8000, "22"), (6000, "1"), (-6000, "22")]
    for month, (amount, status) in enumerate(amounts, start=4):
        files.answer("A001", paid(amount, 15000 if amount > 0 else -15000), status=status, paid_on=f"0{month}-20")
    matching = files.match()
    assert matching.adjudications["amount_paid_change"].sum() == 0
    assert matching.adjudications.filter(pl.col("kind") == "takeback").height == 1


def test_orphans_with_another_charge_after_the_reversal_are_one_correction(files):
    inside = files.remittance()
    files.answer("123839-24635", paid(-21000, -31000), status="22", icn="6363451", inside=inside)
    files.answer("123839-24635", paid(20000, 30000), icn="6363451", inside=inside)
    files.answer("134158-27488", paid(-50025, -50025), status="22", icn="6397645", inside=inside, served="04-02")
    matching = files.match()
    assert events(matching, "kind", "root_claim_id", "amount_paid", "amount_paid_change", "reversed_paid") == [
        ("correction", None, 20000, -1000, 21000)
    ]
    assert matching.claim_matches["event_id"].to_list() == [0, 0, None]
