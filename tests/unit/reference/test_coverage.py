"""Verdicts of the five articles' logic as their paragraphs state it, on invented short lists; versions by day."""

from datetime import date

import pytest

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.coverage_policy import CodeGroup, CoverageArticle, DiagnosisGroup, ElsewhereRule
from cleanskin.reference.coverage import in_force, verdict
from cleanskin.reference.importers.article_paragraphs import with_reading

SHAVES = ("11300", "11310")
FROM_2026 = Period(date(2026, 1, 1))
READ = Source(title="read")


def group(
    number: int, *codes: str, paragraph: str = "", asterisked: tuple[str, ...] = (), note: str = ""
) -> DiagnosisGroup:
    return DiagnosisGroup(
        group=number, codes=codes, rule="unread", paragraph=paragraph, asterisked=asterisked, asterisk_note=note
    )


def article(
    name: str,
    version: int,
    code_groups: dict[int, tuple[str, ...]],
    *groups: DiagnosisGroup,
    noncovered: tuple[str, ...] = (),
) -> CoverageArticle:
    return with_reading(
        CoverageArticle(
            article=name,
            version=version,
            period=FROM_2026,
            code_groups=tuple(CodeGroup(group=number, codes=codes) for number, codes in code_groups.items()),
            diagnosis_groups=groups,
            noncovered=noncovered,
        )
    )


NORIDIAN = article(
    "A57161",
    25,
    {1: (*SHAVES, "11400", "17110")},
    group(1, "L820", "L110", "D485", asterisked=("L110",)),
    group(2, "L821", "D225"),
    group(3, "D485", "L538"),
    group(4, "C44519"),
)
NOVITAS = article(
    "A57113",
    44,
    {1: ("11310", "11200"), 2: ("11300", "11400"), 3: (), 4: (), 5: ("17110",), 6: (), 7: (), 8: SHAVES},
    group(1, "L821"),
    group(2, "L820", "L821"),
    group(3),
    group(4),
    group(5, "B078", "L821"),
    group(6),
    group(7),
    group(8, "C44519"),
)
NGS = article("A54602", 25, {1: (*SHAVES, "11200", "17110")}, noncovered=("Z411",))
WPS = article("A57482", 25, {1: (*SHAVES, "11400", "17110")}, group(1, "L820", "L821"), noncovered=("Z411",))
MOHS = article("A57767", 12, {1: ("17311", "17312")}, group(1, "C44311"))


@pytest.mark.parametrize(
    ("which", "procedure", "diagnoses", "expected", "groups"),
    [
        # list I alone; list II only with list III; list III never alone; list IV only for shaves
        (NORIDIAN, "11300", ["L820"], "supported", (1,)),
        (NORIDIAN, "11300", ["L821"], "needs_partner", (2,)),
        (NORIDIAN, "11300", ["L821", "L538"], "supported", (2, 3)),
        (NORIDIAN, "11300", ["L538", "L821"], "supported", (2, 3)),
        (NORIDIAN, "11300", ["L821", "D225"], "needs_partner", (2,)),
        (NORIDIAN, "11300", ["L538"], "not_supported", (3,)),
        (NORIDIAN, "11300", ["D485"], "supported", (1,)),
        (NORIDIAN, "11300", ["L821", "L820"], "supported", (1,)),
        (NORIDIAN, "11310", ["C44519"], "supported", (4,)),
        (NORIDIAN, "11400", ["C44519"], "not_supported", ()),
        (NORIDIAN, "17110", ["C44519"], "not_supported", ()),
        (NORIDIAN, "11300", ["L700"], "not_supported", ()),
        (NORIDIAN, "11300", [], "not_supported", ()),
        (NORIDIAN, "17311", ["L820"], "not_listed", ()),
        (NORIDIAN, "11300", ["L110"], "unread", (1,)),  # the asterisk's note is not at hand
        (NORIDIAN, "11300", ["L110", "L820"], "supported", (1,)),
        # group n of procedures with list n; six procedures without limit; malignant only for shaves
        (NOVITAS, "11300", ["L821"], "supported", (2,)),
        (NOVITAS, "17110", ["L821"], "supported", (5,)),
        (NOVITAS, "17110", ["L820"], "not_supported", ()),
        (NOVITAS, "11310", ["L820"], "not_supported", ()),
        (NOVITAS, "11310", ["C44519"], "supported", (8,)),
        (NOVITAS, "11400", ["C44519"], "not_supported", ()),
        (NOVITAS, "11200", ["L918"], "no_limit", ()),
        (NOVITAS, "11200", [], "no_limit", ()),
        # only what is not covered is named
        (NGS, "11300", ["Z411"], "noncovered", ()),
        (NGS, "11300", ["L821", "Z411"], "noncovered", ()),
        (NGS, "11300", ["L821"], "no_limit", ()),
        (NGS, "99213", ["L821"], "not_listed", ()),
        # one list, the cosmetic encounter denied, malignant shaves and actinic keratosis left to others
        (WPS, "11300", ["L821"], "supported", (1,)),
        (WPS, "11300", ["L821", "Z411"], "noncovered", ()),
        (WPS, "11300", ["C44519"], "not_listed", ()),
        (WPS, "11400", ["C44519"], "not_supported", ()),
        (WPS, "17110", ["L570"], "not_listed", ()),
        # Mohs surgery: one list
        (MOHS, "17311", ["C44311"], "supported", (1,)),
        (MOHS, "17312", ["L821"], "not_supported", ()),
    ],
)
def test_verdict(which, procedure, diagnoses, expected, groups):
    said = verdict(procedure, diagnoses, which)
    assert (said.verdict, said.groups) == (expected, groups), said.reason
    assert (said.article, said.version) == (which.article, which.version)
    assert said.reason


def test_the_partner_is_named():
    assert verdict("11300", ["L821"], NORIDIAN).partner_groups == (3,)


def test_an_unread_paragraph_never_supports_and_never_denies():
    unread = article("A90001", 1, {1: ("11300",)}, group(1, "L820", paragraph="Only on a Sunday."))
    assert verdict("11300", ["L820"], unread).verdict == "unread"
    assert verdict("11300", ["L700"], unread).verdict == "unread"
    assert verdict("11400", ["L820"], unread).verdict == "not_listed"


def test_a_read_list_supports_beside_an_unread_one():
    mixed = article("A90001", 1, {1: ("11300",)}, group(1, "L820"), group(2, "L821", paragraph="Only on a Sunday."))
    assert verdict("11300", ["L820"], mixed).verdict == "supported"
    assert verdict("11300", ["L821"], mixed).verdict == "unread"
    assert verdict("11300", ["L700"], mixed).verdict == "unread"


def test_the_asterisk_is_quoted():
    noted = article("A90001", 1, {1: ("11300",)}, group(1, "L110", asterisked=("L110",), note="Only if large."))
    said = verdict("11300", ["L110"], noted)
    assert (said.verdict, "Only if large." in said.reason) == ("unread", True)


def test_elsewhere_by_the_beginning_of_a_code():
    rule = ElsewhereRule(codes=("11300",), diagnoses=("C44",), says="Elsewhere.")
    one = CoverageArticle(
        article="A1",
        version=1,
        period=FROM_2026,
        code_groups=(CodeGroup(group=1, codes=("11300",)),),
        elsewhere=(rule,),
        reading=READ,
    )
    assert verdict("11300", ["C44519"], one).reason == "Elsewhere."
    assert verdict("11300", ["C43"], one).verdict == "not_supported"


def version(number: int, start: date, end: date | None = None, **more: object) -> CoverageArticle:
    fields = {"article": "A1", "version": number, "period": Period(start, end), "states": ("CA",), **more}
    return CoverageArticle(**fields)  # type: ignore[arg-type]


def test_the_version_of_the_day():
    old, new = version(6, date(2024, 1, 1), date(2026, 1, 1)), version(7, date(2026, 1, 1))
    assert in_force([old, new], state="CA", on=date(2025, 12, 31)) == [(old, "")]
    assert in_force([old, new], state="CA", on=date(2026, 1, 1)) == [(new, "")]
    assert in_force([old, new], state="TX", on=date(2026, 1, 1)) == []
    assert in_force([old], state="CA", on=date(2026, 1, 1)) == []


def test_a_later_version_answers_with_a_notice():
    new = version(7, date(2026, 1, 1), effective_since=date(2019, 10, 1))
    ((found, notice),) = in_force([new], state="CA", on=date(2025, 6, 1))
    assert found == new
    assert "not held" in notice
    assert in_force([new], state="CA", on=date(2019, 9, 30)) == []


def test_unknown_states_are_said():
    ((_, notice),) = in_force([version(7, date(2026, 1, 1), states=())], state="CA", on=date(2026, 6, 1))
    assert "does not tell in which states" in notice
