"""The bank's file of a payment: fixed fields, and the facts by which it finds its remittance."""

from datetime import date

from cleanskin.sim.clearinghouse.eft import payment_file
from cleanskin.sim.payer import PAYERS


def _records():
    payer = PAYERS["tanager_blue"]
    text = payment_file(
        payer=payer, payee="QUARRYBANK DERMATOLOGY PLLC", payee_id="1999000015", day=date(2025, 3, 20),
        trace="301T20250320", paid=1234567, number=8,
    )  # fmt: skip
    return payer, text.splitlines()


def test_records_are_fixed_and_come_in_blocks_of_ten():
    _, records = _records()
    assert {len(record) for record in records} == {94}
    assert len(records) == 10
    assert [record[0] for record in records] == list("1567899999")
    assert records[-1] == "9" * 94


def test_trace_amount_and_day_stand_where_the_rule_looks_for_them():
    payer, (_, batch, entry, addenda, control, last, *_) = _records()
    assert batch[50:53] == "CCD"
    assert batch[53:63].strip() == "HCCLAIMPMT"
    assert batch[69:75] == "250320", "effective entry date: record 5, field 9"
    assert int(entry[29:39]) == 1234567, "amount: record 6, field 6"
    assert entry[78] == "1"
    assert addenda[:3] == "705"
    assert addenda[3:83].strip() == f"TRN*1*301T20250320*{payer.originator}~", "trace: record 7, field 3"
    assert addenda[83:87] == "0001"
    assert addenda[87:] == entry[-7:]
    assert int(control[4:10]) == 2
    assert int(control[10:20]) == int(entry[3:11]), "the hash is the sum of the banks' numbers"
    assert int(control[32:44]) == 1234567
    assert (int(last[1:7]), int(last[7:13]), int(last[13:21]), int(last[43:55])) == (1, 1, 2, 1234567)
