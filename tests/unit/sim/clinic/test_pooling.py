"""Lines of what is counted over a sitting, against the rules by number."""

import pytest

from cleanskin.sim.clinic.draft import Closed, Counted, Draft, Line, Sample
from cleanskin.sim.clinic.pooling import (
    actinic_lines,
    all_lines,
    benign_lines,
    biopsy_lines,
    injection_lines,
    repair_lines,
    tag_lines,
)


def _told(lines: list[Line]) -> list[tuple[str, int]]:
    return [(line.code, line.units) for line in lines]


def _counted(count: int, diagnosis: str = "L570") -> Counted:
    return Counted("L1", count, diagnosis, "forehead")


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, [("17000", 1)]),
        (2, [("17000", 1), ("17003", 1)]),
        (14, [("17000", 1), ("17003", 13)]),
        (15, [("17004", 1)]),
        (40, [("17004", 1)]),
    ],
)
def test_actinic_keratoses_des_1(count: int, expected: list[tuple[str, int]]) -> None:
    assert _told(actinic_lines([_counted(count)])) == expected


@pytest.mark.parametrize(("count", "code"), [(1, "17110"), (14, "17110"), (15, "17111")])
def test_benign_lesions_des_2(count: int, code: str) -> None:
    assert _told(benign_lines([_counted(count, "B078")])) == [(code, 1)]


def test_what_is_done_for_looks_stands_apart_with_a_price() -> None:
    looks = Counted("L2", 3, "L821", "chest", "cosmetic")
    medical, cosmetic = benign_lines([_counted(2, "L820"), looks])
    assert (medical.nature, medical.price) == ("medical", 0)
    assert (cosmetic.nature, cosmetic.price) == ("cosmetic", 10_500)


@pytest.mark.parametrize(
    ("count", "expected"),
    [(15, [("11200", 1)]), (16, [("11200", 1), ("11201", 1)]), (26, [("11200", 1), ("11201", 2)])],
)
def test_tags_tag_1(count: int, expected: list[tuple[str, int]]) -> None:
    assert _told(tag_lines([_counted(count, "L918")])) == expected


def _draft(*ranks: int, codes: dict[int, str] | None = None) -> Draft:
    draft = Draft()
    for index, rank in enumerate(ranks):
        code = (codes or {}).get(index, "")
        draft.samples.append(Sample(f"L{index}", rank=rank, code=code, site="back_upper", diagnosis="D492"))
    return draft


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        ((0,), [("11102", 1)]),
        ((0, 0, 0), [("11102", 1), ("11103", 2)]),
        ((0, 1), [("11104", 1), ("11103", 1)]),
        ((1, 1, 0), [("11104", 1), ("11105", 1), ("11103", 1)]),
        ((0, 2, 1), [("11106", 1), ("11105", 1), ("11103", 1)]),
    ],
)
def test_biopsies_bx_2(ranks: tuple[int, ...], expected: list[tuple[str, int]]) -> None:
    assert _told(biopsy_lines(_draft(*ranks))) == expected


def test_a_site_with_its_own_biopsy_code_stands_apart_bx_9() -> None:
    assert _told(biopsy_lines(_draft(0, 0, codes={1: "69100"}))) == [("11102", 1), ("69100", 1)]


@pytest.mark.parametrize(("count", "code"), [(7, "11900"), (8, "11901")])
@pytest.mark.parametrize(("milligrams", "units"), [(3, 1), (10, 1), (11, 2), (40, 4)])
def test_injections_min_3_and_min_4(count: int, code: str, milligrams: int, units: int) -> None:
    draft = Draft()
    draft.injected.append(_counted(count, "L639"))
    draft.injected_mg = milligrams
    assert _told(injection_lines(draft, "commercial")) == [(code, 1), ("J3301", units)]


def _closed(kind: str, group: str, length_mm: int) -> Closed:
    return Closed("L1", kind=kind, group=group, length_mm=length_mm, diagnosis="C44311", site="nose", staged=False)


@pytest.mark.parametrize(
    ("closures", "expected"),
    [
        ([("intermediate", "1203", 25)], [("12031", 1)]),
        ([("intermediate", "1203", 26)], [("12032", 1)]),
        ([("intermediate", "1203", 50), ("intermediate", "1203", 40)], [("12034", 1)]),
        ([("intermediate", "1203", 20), ("intermediate", "1205", 20)], [("12051", 1), ("12031", 1)]),
        ([("complex", "1313", 25)], [("13131", 1)]),
        ([("complex", "1313", 26)], [("13132", 1)]),
        ([("complex", "1312", 76)], [("13121", 1), ("13122", 1)]),
        ([("complex", "1310", 126)], [("13101", 1), ("13102", 2)]),
        ([("intermediate", "1204", 30), ("complex", "1315", 30)], [("13152", 1), ("12042", 1)]),
    ],
)
def test_repairs_rep_1(closures: list[tuple[str, str, int]], expected: list[tuple[str, int]]) -> None:
    assert _told(repair_lines([_closed(*one) for one in closures])) == expected


def test_add_ons_of_two_tumors_stand_on_one_line() -> None:
    draft = Draft()
    for lesion in ("L1", "L2"):
        draft.lines.append(Line("17311", diagnoses=("C44311",), lesions=(lesion,)))
        draft.lines.append(Line("17312", units=2, diagnoses=("C44311",), lesions=(lesion,)))
    assert _told(all_lines(draft, "medicare")) == [("17311", 1), ("17312", 4), ("17311", 1)]
