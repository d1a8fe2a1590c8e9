import polars as pl
import pytest

from cleanskin.insight.fingerprint import clusters, payer_by_cause


def lines(
    by_hand, *, denied_at_beta: int, of_beta: int = 40, denied_at_alpha: int = 0, of_alpha: int = 200
) -> tuple[pl.DataFrame, pl.DataFrame]:
    claims = [
        (by_hand.denied if n < denied else by_hand.claim)(base + n, payer=payer, payer_label=payer.title())
        for payer, base, count, denied in (
            ("alpha", 0, of_alpha, denied_at_alpha),
            ("beta", 1000, of_beta, denied_at_beta),
        )
        for n in range(count)
    ]
    view = by_hand.view(claims)
    return view.answered_lines, view.denied_lines


def test_a_payer_that_refuses_a_code_far_more_often_stands_out(by_hand):
    found = clusters(*lines(by_hand, denied_at_beta=20))
    row = found.row(0, named=True)
    assert (row["payer"], row["code"], row["carc"], row["denied"], row["lines"]) == ("beta", "99213", "4", 20, 40)
    assert row["share"] == 0.5
    assert row["share_elsewhere"] == 0.0
    assert row["excess_lines"] == 20.0
    assert row["amount_refused"] == 200_000
    assert row["basis"] == "same work elsewhere"
    assert found.height == 1


def test_the_same_share_everywhere_does_not_stand_out(by_hand):
    assert clusters(*lines(by_hand, denied_at_beta=8, denied_at_alpha=40)).is_empty()


@pytest.mark.parametrize(("denied", "of"), [(4, 40), (10, 19)])
def test_small_counts_are_never_tested(by_hand, denied, of):
    assert clusters(*lines(by_hand, denied_at_beta=denied, of_beta=of)).is_empty()


def test_shares_by_payer_and_cause_are_of_that_payers_answered_lines(by_hand):
    shares = payer_by_cause(*lines(by_hand, denied_at_beta=10, denied_at_alpha=2))
    assert {row["payer"]: (row["denied"], row["lines"], row["share"]) for row in shares.iter_rows(named=True)} == {
        "alpha": (2, 200, 0.01),
        "beta": (10, 40, 0.25),
    }


def test_noise_stays_below_the_promised_false_discovery_rate(by_hand):
    """Payers that all refuse 5 % at random: over many seeds hardly any cluster may be called."""
    from random import Random

    called = 0
    for seed in range(20):
        rng = Random(seed)
        claims = [
            (by_hand.denied if rng.random() < 0.05 else by_hand.claim)(n, payer=f"p{n % 10}", payer_label="P", carc="4")
            for n in range(1500)
        ]
        view = by_hand.view(claims)
        called += not clusters(view.answered_lines, view.denied_lines).is_empty()
    assert called <= 3
