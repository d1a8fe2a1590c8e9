"""Modifiers of true lines and levels of true visits."""

import pytest

from cleanskin.sim.clinic.burden import LASTING, PASSING, SELF_LIMITED
from cleanskin.sim.clinic.draft import Draft, Line
from cleanskin.sim.clinic.level import visit_code
from cleanskin.sim.clinic.modifiers import put_modifiers


def _lines(*codes: str) -> list[Line]:
    return [Line(code, diagnoses=("L570",), lesions=(f"L{index}",)) for index, code in enumerate(codes)]


def _marks(
    visit: str, *codes: str, in_global: bool = False, kind: str = "commercial"
) -> tuple[list[str], list[list[str]]]:
    head = Line(visit) if visit else None
    lines = _lines(*codes)
    put_modifiers(head, lines, in_global=in_global, payer_kind=kind)
    return (head.modifiers if head else []), [line.modifiers for line in lines]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("17000",), ["25"]),
        (("11102",), ["25"]),
        (("17311",), ["25"]),
        (("96372",), ["25"]),
        (("21930",), ["57"]),
        (("17311", "14060"), ["57"]),
        (("88305",), []),
        (("87220",), []),
        ((), []),
    ],
)
def test_a_visit_beside_a_procedure_em_6_em_7(codes: tuple[str, ...], expected: list[str]) -> None:
    assert _marks("99213", *codes)[0] == expected


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("11102", "17000"), [[], ["59"]]),
        (("17110", "11102"), [[], ["59"]]),
        (("17004", "11102"), [[], ["59"]]),
        (("11102", "88305"), [[], []]),
        (("17311", "13132"), [[], []]),
    ],
)
def test_the_second_of_a_pair_takes_the_modifier_mod_5(codes: tuple[str, ...], expected: list[list[str]]) -> None:
    lines = _lines(*codes)
    if codes[-1] in ("88305", "13132"):
        lines[-1].lesions = lines[0].lesions
    put_modifiers(None, lines, in_global=False, payer_kind="commercial")
    assert [line.modifiers for line in lines] == expected


@pytest.mark.parametrize(("kind", "expected"), [("medicare", "76"), ("commercial", "59")])
def test_a_code_on_another_lesion_again_mod_6(kind: str, expected: str) -> None:
    lines = _lines("17311", "17311")
    put_modifiers(None, lines, in_global=False, payer_kind=kind)
    assert [line.modifiers for line in lines] == [[], [expected]]
    assert (("59",) in lines[1].alternatives) is (expected == "76")


def test_within_a_global_period_mod_1() -> None:
    visit, (plain, staged) = _marks("99213", "17110", "88305", in_global=True)
    assert visit == ["24", "25"]
    assert (plain, staged) == (["79"], [])
    again = Line("11602", diagnoses=("C44519",), lesions=("L1",), staged=True)
    put_modifiers(None, [again], in_global=True, payer_kind="medicare")
    assert again.modifiers == ["58"]
    hematoma = Line("10140", diagnoses=("L7632",), lesions=("L1",))
    hematoma.returned = True
    put_modifiers(None, [hematoma], in_global=True, payer_kind="commercial")
    assert hematoma.modifiers == ["78"]


def test_the_other_side_may_be_told_by_its_side_mod_6() -> None:
    first, second = (
        Line("11301", lesions=(f"L{at}",), site=f"cheek {side}") for at, side in enumerate(("right", "left"))
    )
    put_modifiers(None, [first, second], in_global=False, payer_kind="medicare")
    assert ("LT",) in second.alternatives


@pytest.mark.parametrize(
    ("problems", "is_new", "expected"),
    [
        ([("stable", "otc")], False, "99213"),
        ([("stable", "rx continued")], False, "99213"),
        ([("stable", "rx continued"), ("stable", "rx continued")], False, "99214"),
        ([("worse", "rx changed")], False, "99214"),
        ([("worse", "otc")], False, "99213"),
        ([("undiagnosed", "rx started")], True, "99204"),
        ([("acute", "rx started")], True, "99203"),
        ([("severe", "toxicity monitoring")], False, "99215"),
        ([("severe", "rx changed")], False, "99214"),
    ],
)
def test_the_level_is_the_second_highest_of_three_em_1(
    problems: list[tuple[str, str]], is_new: bool, expected: str
) -> None:
    draft = Draft()
    for condition, (load, decided) in zip(("psoriasis", "rosacea", "acne"), problems, strict=False):
        draft.problem(condition, "L400", load, decided)
    assert visit_code(draft, is_new=is_new) == expected


@pytest.mark.parametrize(
    ("problems", "is_new", "expected"),
    [
        ([("xerosis", "minor", "otc")], True, "99202"),
        ([("nevus", "minor", "reassurance")], False, "99212"),
        ([("nevus", "minor", "reassurance"), ("xerosis", "minor", "otc")], False, "99213"),
        ([("pityriasis_rosea", "minor", "otc")], False, "99213"),
        ([("folliculitis", "minor", "otc")], True, "99203"),
        ([("tinea_corporis", "acute", "otc")], False, "99213"),
        ([("lichen_simplex_chronicus", "minor", "otc")], False, "99213"),
        ([("molluscum", "acute", "observation")], False, "99212"),
        ([("pityriasis_rosea", "worse", "rx started")], False, "99213"),
        ([("lichen_simplex_chronicus", "worse", "rx started")], False, "99214"),
        ([("eczema", "acute", "rx started"), ("eczema", "stable", "rx continued")], False, "99213"),
        ([("eczema", "stable", "otc"), ("eczema", "worse", "rx changed")], False, "99214"),
        ([("eczema", "acute", "rx started"), ("rosacea", "stable", "rx continued")], False, "99214"),
    ],
)
def test_a_disease_is_at_least_low_and_only_what_lasts_is_worse_em_1(
    problems: list[tuple[str, str, str]], is_new: bool, expected: str
) -> None:
    draft = Draft()
    for condition, load, decided in problems:
        draft.problem(condition, "L989", load, decided)
    assert visit_code(draft, is_new=is_new) == expected


def test_every_condition_weighs_in_one_way() -> None:
    assert not SELF_LIMITED & PASSING
    assert not (SELF_LIMITED | PASSING) & LASTING


@pytest.mark.parametrize(
    ("decided", "tests", "historian", "expected"),
    [
        ("observation", 0, False, "99212"),
        ("observation", 0, True, "99213"),
        ("otc", 1, True, "99213"),
        ("rx started", 2, False, "99213"),
        ("rx started", 2, True, "99214"),
    ],
)
def test_a_history_from_the_parent_is_data_em_2(decided: str, tests: int, historian: bool, expected: str) -> None:
    draft = Draft()
    draft.problem("molluscum", "B081", "acute", decided)
    draft.tests, draft.historian = tests, historian
    assert visit_code(draft, is_new=False) == expected


def test_the_same_problem_told_twice_counts_once() -> None:
    draft = Draft()
    for _ in range(2):
        draft.problem("psoriasis", "L400", "stable", "rx continued")
    assert visit_code(draft, is_new=False) == "99213"


def test_three_tests_are_moderate_data_em_2() -> None:
    draft = Draft()
    draft.problem("acne", "L700", "stable", "isotretinoin")
    assert visit_code(draft, is_new=False) == "99213"
    draft.tests = 3
    assert visit_code(draft, is_new=False) == "99214"


def test_what_a_procedure_settles_does_not_count_em_3() -> None:
    draft = Draft()
    draft.problem("suspicious_lesion", "D492", "undiagnosed", "procedure", counts=False)
    assert draft.counted == []
    assert draft.visit_diagnoses == []


@pytest.mark.parametrize(
    ("is_new", "distant", "expected"),
    [(False, False, "99214"), (False, True, "98006"), (True, True, "98002"), (True, False, "99204")],
)
def test_video_visits_have_codes_of_their_own_em_10(is_new: bool, distant: bool, expected: str) -> None:
    draft = Draft()
    draft.problem("psoriasis", "L400", "worse", "rx changed")
    assert visit_code(draft, is_new=is_new, distant=distant) == expected
