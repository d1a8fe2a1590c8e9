import pytest

from cleanskin.insight.intake import answers, read_intake
from cleanskin.insight.report.model import Figure

NAMES = ("initial_denial_rate_claims", "charge_lag", "net_collection_rate")


def figure(name: str, **facts) -> Figure:
    return Figure(**({"key": name, "label": name, "unit": "ratio", "value": 0.1, "explanation": "", "n": 100} | facts))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[stated\n", "not a TOML file"),
        ("[stated]\ninitial_denial_rate = 0.1", "did you mean initial_denial_rate_claims"),
        ('[[pains]]\nwords = "x"\nabout = "payer_slo"', "did you mean payer_slow"),
        ("color = 1", "color"),
        ('[stated]\ncharge_lag = "two"', "float"),
    ],
)
def test_a_faulty_intake_is_refused_in_words(text, words):
    with pytest.raises(ValueError, match=words):
        read_intake(text, kpi_names=NAMES)


def verdicts(text: str, view, **figures: Figure) -> list[str]:
    return [answer.verdict for answer in answers(read_intake(text, kpi_names=NAMES), view, figures)]


@pytest.mark.parametrize(
    ("stated", "verdict"), [(0.095, "confirmed"), (0.11, "confirmed"), (0.05, "contradicted"), (0.125, "contradicted")]
)
def test_a_stated_share_is_held_to_one_point(by_hand, stated, verdict):
    text = f"[stated]\ninitial_denial_rate_claims = {stated}"
    one = figure("initial_denial_rate_claims")
    assert verdicts(text, by_hand.view([by_hand.claim(1)]), initial_denial_rate_claims=one) == [verdict]


def test_bounds_widen_what_is_confirmed(by_hand):
    one = figure("initial_denial_rate_claims", low=0.04, high=0.12)
    text = "[stated]\ninitial_denial_rate_claims = 0.05"
    assert verdicts(text, by_hand.view([by_hand.claim(1)]), initial_denial_rate_claims=one) == ["confirmed"]


def test_what_files_cannot_say_stays_unknown(by_hand):
    one = figure("net_collection_rate", value=None, needs=("patient payments",))
    text = "[stated]\nnet_collection_rate = 0.97"
    (answer,) = answers(
        read_intake(text, kpi_names=NAMES), by_hand.view([by_hand.claim(1)]), {"net_collection_rate": one}
    )
    assert answer.verdict == "unknown"
    assert "patient payments" in answer.why


def pain(about: str, value: str = "") -> str:
    return f'[[pains]]\nwords = "w"\nabout = "{about}"\nvalue = "{value}"'


def test_a_root_cause_is_confirmed_by_its_share_of_refused_charges(by_hand):
    claims = [by_hand.denied(n) for n in range(30)] + [by_hand.denied(100 + n, "cob") for n in range(70)]
    view = by_hand.view(claims)
    assert verdicts(pain("root_cause", "modifier"), view) == ["confirmed"]
    assert verdicts(pain("root_cause", "timely_filing"), view) == ["contradicted"]
    assert verdicts(pain("root_cause", "modifier"), by_hand.view(claims[:5])) == ["unknown"]


def test_a_payer_that_refuses_more_than_the_others(by_hand):
    claims = [by_hand.claim(n) for n in range(100)]
    claims += [by_hand.denied(200 + n, payer="beta", payer_label="Beta Plan") for n in range(20)]
    claims += [by_hand.claim(300 + n, payer="beta", payer_label="Beta Plan") for n in range(20)]
    view = by_hand.view(claims)
    assert verdicts(pain("payer_denies", "beta plan"), view) == ["confirmed"]
    assert verdicts(pain("payer_denies", "Alpha"), view) == ["contradicted"]
    assert verdicts(pain("payer_denies", "Nobody"), view) == ["unknown"]


def test_late_charges_and_takebacks(by_hand):
    claims = [by_hand.claim(n) for n in range(30)]
    assert verdicts(pain("late_charges"), by_hand.view(claims)) == ["contradicted"]
    assert verdicts(pain("takebacks"), by_hand.view(claims)) == ["contradicted"]
    taken = [by_hand.claim(100 + n, amount_taken_back=5_000, amount_paid=0) for n in range(3)]
    assert verdicts(pain("takebacks"), by_hand.view(claims + taken)) == ["confirmed"]
