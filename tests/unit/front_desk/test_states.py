"""Contractors' policies and articles by state."""

from datetime import date

import pytest

from cleanskin.front_desk.articles import says
from cleanskin.front_desk.nouns import Asked
from cleanskin.front_desk.verdict import verdict
from cleanskin.kernel.period import Period
from cleanskin.record.coverage_policy import CodeGroup, CoverageArticle, DiagnosisGroup
from cleanskin.reference.dermatology.service_grid import necessity_policies
from cleanskin.reference.look_up import Reference
from cleanskin.rules.notation import WrittenArticles

TEXT = "SK on the back, itchy, LN2."
ON = date(2026, 3, 2)


@pytest.mark.parametrize("state", ["IA", "KS", "MO", "NE", "IN", "MI"])
def test_any_itching_counts_where_the_policy_takes_any(state):
    found = verdict(Asked(text=TEXT, state=state))
    assert (found.verdict, found.policy) == ("medical", "L35498 (WPS): any itching counts")


@pytest.mark.parametrize(
    ("state", "policy"),
    [
        ("OH", "L34200 (CGS): only intense itching counts"),
        ("CA", "L33979 (Noridian): only intense itching counts [check]"),
        ("TX", "L34938 (Novitas): wording of itching not read [check]"),
        ("FL", ""),
        ("", ""),
        ("ZZ", ""),
    ],
)
def test_plain_itching_is_not_enough_elsewhere(state, policy):
    found = verdict(Asked(text=TEXT, state=state))
    assert (found.verdict, found.policy) == ("conditional", policy)


def test_the_policy_is_told_only_where_itching_is_a_reason():
    assert verdict(Asked(text="SK bleeds, back", state="CA")).policy == ""


def test_other_payers_do_not_follow_the_contractor():
    assert verdict(Asked(text=TEXT, state="IA", payer="commercial")).verdict == "conditional"
    assert verdict(Asked(text=TEXT, state="IA", payer="medicare_advantage")).verdict == "medical"


def test_no_state_has_two_policies():
    assert necessity_policies()["IA"].policy == "L35498"
    assert all(state in policy.states for state, policy in necessity_policies().items())


def article(*groups, states=("IA",), **more):
    return CoverageArticle(
        article="A90001",
        version=1,
        contractor="Contractor",
        states=states,
        period=Period(date.min),
        code_groups=(CodeGroup(group=1, codes=("17110",)), CodeGroup(group=2, codes=("11300",))),
        diagnosis_groups=groups,
        **more,
    )


ANY = DiagnosisGroup(group=1, codes=("L820", "B070"))
WITH_PARTNER = DiagnosisGroup(group=2, codes=("L821", "L820"), rule="with_partner", partner_groups=(3,))
PARTNERS = DiagnosisGroup(group=3, codes=("R208",), rule="partner_only")
OF_SHAVES = DiagnosisGroup(group=4, codes=("D225",), code_groups=(2,))
NARROWED = DiagnosisGroup(group=5, codes=("D180",), rule="restricted", only_codes=("17110",))
UNREAD = DiagnosisGroup(group=6, codes=("L918",), rule="unread")
STARRED = DiagnosisGroup(group=7, codes=("L720", "L721"), asterisked=("L721",))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (article(ANY), "2 diagnoses support it by themselves"),
        (article(STARRED), "1 diagnosis supports it by itself"),
        (article(OF_SHAVES), "no diagnosis supports it alone"),
        (article(NARROWED), "1 diagnosis supports it by itself"),
        (
            article(ANY, WITH_PARTNER, PARTNERS),
            "2 diagnoses support it by themselves; 1 only beside a second diagnosis that shows the symptom",
        ),
        (article(UNREAD), "no diagnosis supports it alone; 1 by a paragraph that is not data yet"),
        (article(no_diagnosis_limit=("17110",)), "sets no limit of diagnoses"),
        (article(covers_all_others=True, noncovered=("Z411",)), "covers all diagnoses but 1"),
    ],
)
def test_what_an_article_says(held, expected):
    assert says(held, "17110") == expected


def asked_of(*held, **more):
    asked = Asked(**{"text": "SK removal", "state": "ia", "on": ON, **more})
    return verdict(asked, reference=WrittenArticles(Reference(None), held)).articles


def test_the_articles_of_the_state_are_told_for_the_codes_of_the_service():
    found = asked_of(article(ANY), article(OF_SHAVES, states=("CA",)))
    assert [(one.code, one.article, one.contractor) for one in found] == [
        ("17110", "A90001", "Contractor"),
        ("11300", "A90001", "Contractor"),
    ]


@pytest.mark.parametrize("more", [{"state": ""}, {"on": None}, {"payer": "commercial"}, {"state": "CA"}])
def test_no_article_without_state_day_or_contractor(more):
    assert asked_of(article(ANY), **more) == ()
