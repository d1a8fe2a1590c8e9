"""Coverage articles as rules ask for them: the state decides, and an article without states judges nothing."""

from datetime import date

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.coverage_policy import CodeGroup, CoverageArticle, DiagnosisGroup
from cleanskin.record.provenance import Answer
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Day
from cleanskin.rules.notation import WrittenArticles, read_examples

ON = date(2026, 3, 2)


def article(name: str, *states: str) -> CoverageArticle:
    return CoverageArticle(
        article=name,
        version=1,
        states=states,
        period=Period(date.min),
        code_groups=(CodeGroup(group=1, codes=("17110",)),),
        diagnosis_groups=(DiagnosisGroup(group=1, codes=("L820",)),),
        reading=Source(title="read"),
    )


class Untold(WrittenArticles):
    """Answers with every article whatever the state, as a store does for those whose states are not told."""

    def articles(self, code: str, state: str, on: date):
        return [Answer(one, None) for one in self._articles]  # type: ignore[arg-type]


def test_an_article_whose_states_are_not_told_judges_nothing():
    day = Day(Untold(Reference(None), [article("A90001")]), ON)
    assert day.articles("17110", "IL")
    assert day.coverage("17110", ("L821",), "IL") == ()


def test_the_state_decides_which_article_answers():
    day = Day(WrittenArticles(Reference(None), [article("A90001", "IL"), article("A90002", "WI")]), ON)
    assert [one.article for one in day.coverage("17110", ("L821",), "IL")] == ["A90001"]
    assert [one.verdict for one in day.coverage("17110", ("L820",), "WI")] == ["supported"]
    assert day.coverage("17110", ("L820",), "TX") == ()


def test_no_article_is_held():
    assert Day(Reference(None), ON).coverage("17110", ("L820",), "IL") == ()


def test_an_article_written_in_an_example():
    (example,) = read_examples(
        "flags payer=medicare state=CA article=17110:L82.0,L82.1+R20.8,-Z41.1,?D22.5 17110 L82.1"
    )
    day = Day(WrittenArticles(Reference(None), example.articles), ON)
    said = {
        codes: day.coverage("17110", codes, "CA")[0].verdict
        for codes in (("L820",), ("L821",), ("L821", "R208"), ("R208",), ("L820", "Z411"), ("D225",), ("L570",))
    }
    assert said == {
        ("L820",): "supported",
        ("L821",): "needs_partner",
        ("L821", "R208"): "supported",
        ("R208",): "not_supported",
        ("L820", "Z411"): "noncovered",
        ("D225",): "unread",
        ("L570",): "not_supported",
    }


class Late(WrittenArticles):
    """Answers with a later version than that of the day, and says so."""

    def articles(self, code: str, state: str, on: date):
        return [Answer(one, None, "A later version answers.") for one in self._articles]  # type: ignore[arg-type]


def test_a_verdict_of_a_later_version_says_so():
    day = Day(Late(Reference(None), [article("A90001", "IL")]), ON)
    (said,) = day.coverage("17110", ("L821",), "IL")
    assert said.verdict == "not_supported"
    assert said.reason.endswith("A later version answers.")
