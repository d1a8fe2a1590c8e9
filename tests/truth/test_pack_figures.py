"""Every figure of the built-in pack against the official copies: equal for its date, or listed with a reason."""

import csv
import io
import lzma
import os
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cleanskin.reference.dermatology.add_ons import add_on
from cleanskin.reference.dermatology.codes import codes
from cleanskin.reference.dermatology.drugs import drug_price
from cleanskin.reference.dermatology.fees import fee, national_amount
from cleanskin.reference.dermatology.places import place_of_service
from cleanskin.reference.dermatology.tables import read_rows
from cleanskin.reference.dermatology.units import unit_limit

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
CMS = SHARED / "data/cms"
IN_2024Q3, IN_2025Q4, IN_2026 = date(2024, 8, 15), date(2025, 11, 1), date(2026, 11, 15)

FEE_FIELDS = {
    "status": 3,
    "work_rvu": 5,
    "nonfacility_pe_rvu": 6,
    "nonfacility_na": 7,
    "facility_pe_rvu": 8,
    "facility_na": 9,
    "mp_rvu": 10,
    "pc_tc": 13,
    "global_days": 14,
    "pre_share": 15,
    "intra_share": 16,
    "post_share": 17,
    "multiple_procedure": 18,
    "bilateral": 19,
    "assistant": 20,
    "co_surgeon": 21,
    "team": 22,
    "endoscopic_base": 23,
    "supervision": 25,
    "imaging_family": 27,
}
"""Column of each field in the relative value file of 2025 (record layout RVU25D)."""

NOT_IN_THE_SCHEDULE_OF_2025 = {
    "ended before": {"11100", "11101", "13150", "15000", "15001", "15850", "99201", "99241", "99441", "99442", "99443"}
    | {"G2012", "J0135", "J1020", "J1030", "J1040", "J2001", "J2920", "J2930", "J9250"},
    "start in 2026": {"77436", "77437", "77438", "77439"},
}
"""Codes of the pack without a row of the fee schedule of October 2025, and why."""

NO_LIMIT_IN_FORCE = {"ended before the release": set(NOT_IN_THE_SCHEDULE_OF_2025["ended before"])}

ADD_ONS_OUTSIDE_THE_EDITS = {
    "G2211": "rests on an office visit by its own policy; the add-on edits do not list it",
    "77439": "starts in 2026, after the release at hand",
    "11101": "ended before the release",
    "15001": "ended before the release",
    "15012": "starts in 2025, after the release at hand",
    "15014": "starts in 2025, after the release at hand",
    "15016": "starts in 2025, after the release at hand",
    "15018": "starts in 2025, after the release at hand",
}

pytestmark = pytest.mark.truth


def listed(name: str) -> list[dict[str, str]]:
    with (CMS / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def schedule_2025() -> Iterator[list[str]]:
    with lzma.open(CMS / "pfs/PPRRVU2025_Oct.nodesc.csv.xz") as file:
        for cells in csv.reader(io.TextIOWrapper(file)):
            if len(cells) > 27 and len(cells[0]) == 5 and cells[0] in codes():
                yield [cell.strip() for cell in cells]


def as_official(value: object) -> object:
    """Spell a value of ours as the file does: decimals as numbers, flags as NA."""
    if isinstance(value, bool):
        return "NA" if value else ""
    return value


def test_fees_of_2025(record_property):
    compared = 0
    held = set()
    for cells in schedule_2025():
        answer = fee(cells[0], IN_2025Q4, modifier=cells[1])
        assert answer is not None, cells[:2]
        assert answer.notice == ""
        for name, column in FEE_FIELDS.items():
            ours = as_official(getattr(answer.value, name))
            official: object = cells[column]
            if isinstance(ours, Decimal):
                official = Decimal(cells[column])
            assert ours == official, (cells[:2], name)
            compared += 1
        held.add((cells[0], cells[1]))
    ours = {(row["code"], row.get("modifier", "")) for row in read_rows("fees.tsv") if row["source"] == "mpfs-2025-10"}
    assert ours == held
    missing = set(codes()) - {code for code, _ in held}
    assert missing == set().union(*NOT_IN_THE_SCHEDULE_OF_2025.values())
    record_property("proof", f"pack: fees of October 2025: {len(held)} rows, {compared} figures equal")


def test_fees_of_2026(record_property):
    names = {
        "status": "status", "work_rvu": "work_rvu", "nonfacility_pe_rvu": "nonfac_pe", "facility_pe_rvu": "fac_pe", "mp_rvu": "mp",
        "pc_tc": "pctc", "global_days": "glob", "multiple_procedure": "mult", "bilateral": "bilat", "assistant": "asst",
        "co_surgeon": "cosurg", "team": "team",
    }  # fmt: skip
    rows = listed("pfs/mpfs_2026_derm_partial.csv")
    for row in rows:
        held = fee(row["hcpcs"], IN_2026).value
        for name, column in names.items():
            ours = getattr(held, name)
            assert ours == (Decimal(row[column]) if isinstance(ours, Decimal) else row[column]), (row["hcpcs"], name)
        assert held.work_rvu + held.nonfacility_pe_rvu + held.mp_rvu == Decimal(row["nonfac_total"]), row["hcpcs"]
        assert held.work_rvu + held.facility_pe_rvu + held.mp_rvu == Decimal(row["fac_total"]), row["hcpcs"]
    ours = {row["code"] for row in read_rows("fees.tsv") if row["source"] == "mpfs-2026"}
    assert ours == {row["hcpcs"] for row in rows}
    record_property("proof", f"pack: fees of 2026: {len(rows)} rows, {len(rows) * len(names)} figures equal")


def test_national_amounts_of_2026(record_property):
    rows = [row for row in listed("pfs/mpfs_2026_national_rates_partial.csv") if row["hcpcs"] in codes()]
    for row in rows:
        held = national_amount(row["hcpcs"], IN_2026).value
        assert held.nonfacility_cents == Decimal(row["nonfacility_rate"]) * 100
        assert held.facility_cents == Decimal(row["facility_rate"]) * 100
    assert {row["code"] for row in read_rows("national_amounts.tsv")} == {row["hcpcs"] for row in rows}
    with_values = [row for row in rows if fee(row["hcpcs"], IN_2026).value.work_rvu is not None]
    assert with_values
    for row in with_values:
        held = fee(row["hcpcs"], IN_2026).value
        total = held.work_rvu + held.nonfacility_pe_rvu + held.mp_rvu
        assert abs(total * Decimal("33.4009") - Decimal(row["nonfacility_rate"])) < Decimal("0.01"), row["hcpcs"]
    text = f"{len(rows)} rows equal, {len(with_values)} of them follow from the values at hand"
    record_property("proof", f"pack: national amounts of 2026: {text}")


def test_unit_limits_of_2024_and_2026(record_property):
    old = {row["hcpcs_code"]: row for row in listed("ncci/mue_practitioner_2024Q3.csv")}
    shared = set(old) & set(codes())
    without = {code for code in shared if unit_limit(code, IN_2024Q3) is None}
    assert without == shared & set().union(*NO_LIMIT_IN_FORCE.values()) - still_valid(IN_2024Q3)
    for code in shared - without:
        held = unit_limit(code, IN_2024Q3).value
        assert (str(held.units), str(held.adjudication)) == (old[code]["mue_units"], old[code]["mue_mai"][0]), code
        assert held.rationale == old[code]["mue_rationale"]
    new = [row for row in listed("ncci/mue_practitioner_2026Q4_derm_partial.csv") if row["hcpcs"] in codes()]
    for row in new:
        answer = unit_limit(row["hcpcs"], IN_2026)
        assert (str(answer.value.units), str(answer.value.adjudication)) == (row["mue"], row["mai"][0]), row["hcpcs"]
        assert answer.notice == ""
    assert {row["code"] for row in read_rows("units.tsv")} == (shared - without) | {row["hcpcs"] for row in new}
    record_property("proof", f"pack: unit limits: {len(shared - without)} of 2024Q3 equal, {len(new)} of 2026Q4 equal")


def still_valid(on: date) -> set[str]:
    return {code for code, rows in codes().items() if any(on in row.period for row in rows)}


def test_add_on_edits_of_2024(record_property):
    official: dict[str, tuple[str, set[str]]] = {}
    for row in listed("ncci/aoc_2024Q3.csv"):
        official.setdefault(row["add_on_code"], (row["aoc_edit_type"], set()))[1].add(row["primary_code"])
    shared = set(official) & set(codes())
    primaries = 0
    for code in shared:
        kind, primary = official[code]
        held = add_on(code, IN_2024Q3).value
        assert str(held.type) == kind
        assert {one.code for one in held.primaries} == primary - {"CCCCC"}
        assert held.contractor_defined == ("CCCCC" in primary)
        primaries += len(held.primaries)
    ours = {code for code, rows in codes().items() if rows[-1].add_on}
    assert ours - shared == set(ADD_ONS_OUTSIDE_THE_EDITS)
    assert shared <= ours
    for code in shared:
        inside = {one for one in official[code][1] if one in codes()}
        assert set(codes()[code][-1].parents) == inside, code
    record_property("proof", f"pack: add-on edits of 2024Q3: {len(shared)} codes, {primaries} primaries equal")


def test_drug_prices_of_2026(record_property):
    rows = listed("hcpcs/asp_2026Q4_derm_partial.csv")
    for row in rows:
        held = drug_price(row["hcpcs"], IN_2026).value
        assert held.payment_limit == Decimal(row["payment_limit"])
        assert held.coinsurance_percent == Decimal(row["coinsurance_pct"])
        amount, unit = row["dosage"].split()[:2]
        facts = codes()[row["hcpcs"]][-1]
        assert facts.drug_amount == Decimal(amount)
        assert facts.drug_unit.split()[0].rstrip("s") == unit.lower().rstrip("s")
    assert {row["code"] for row in read_rows("drugs.tsv")} == {row["hcpcs"] for row in rows}
    record_property("proof", f"pack: drug prices of 2026Q4: {len(rows)} equal")


def test_places_of_service(record_property):
    settings = {"Facility": "facility", "Non-Facility": "nonfacility"}
    assigned = [row for row in listed("codesets/pos_codes.csv") if row["pos_type"] != "Unassigned"]
    for row in assigned:
        assert place_of_service(row["pos_code"], IN_2026).value.setting == settings[row["pos_type"]]
    assert {row["code"] for row in read_rows("places.tsv")} == {row["pos_code"] for row in assigned}
    record_property("proof", f"pack: places of service: {len(assigned)} settings equal")


def test_first_and_last_days_of_hcpcs_codes(record_property):
    official = {row["hcpcs_code"]: row for row in listed("hcpcs/hcpcs_level2_2024.csv")}
    payable_since = {"G2211": date(2024, 1, 1)}  # in the file since 2021; Medicare paid nothing before
    compared = 0
    for code in set(official) & set(codes()):
        rows = codes()[code]
        added = payable_since.get(code, date.fromisoformat(official[code]["date_added"]))
        assert rows[0].period.start == added, code
        if official[code]["date_term"]:
            assert rows[-1].period.end == date.fromisoformat(official[code]["date_term"]) + timedelta(days=1), code
        compared += 1
    record_property("proof", f"pack: dates of HCPCS codes: {compared} equal")


def test_global_days_by_date(record_property):
    """The codes' table holds the latest global days; no shared code changed them between the two schedules."""
    of_2025 = {cells[0]: cells[14] for cells in schedule_2025() if not cells[1]}
    of_2026 = {row["hcpcs"]: row["glob"] for row in listed("pfs/mpfs_2026_derm_partial.csv")}
    assert {code for code in of_2026 if of_2025.get(code) != of_2026[code]} == set()
    for code, days in (of_2025 | of_2026).items():
        assert codes()[code][-1].global_days == days, code
    record_property("proof", f"pack: global days: {len(of_2025 | of_2026)} equal")
