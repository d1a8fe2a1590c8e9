"""Invented payers: names, contracts, habits and answer times.

Names and ids are invented ("ZZ" ids are assigned to nobody).  Denial rates and the medians and 90th percentiles of
answer times are the simulator defaults of the practice profile, all of them assumptions; shares of encounters follow
its payer mix (assumption, anchored on "over half government, one third private"), self-pay left out; the split over
single payers, contracts, deductibles and copays are assumed.
"""

import math
from collections.abc import Callable
from random import Random
from statistics import NormalDist
from typing import Literal

import msgspec

from cleanskin.kernel.cents import Cents

Kind = Literal[
    "medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare", "workers_comp", "auto",
    "supplement",
]  # fmt: skip


class Payer(msgspec.Struct, frozen=True, kw_only=True):
    """One payer.  `contract_percent` is its allowed amount in percent of Medicare."""

    key: str
    name: str
    payer_id: str
    kind: Kind
    filing_indicator: str
    share: float
    contract_percent: int
    denial_rate: float
    lag_median_days: int
    lag_p90_days: int
    deductible: Cents = 0
    coinsurance_percent: int = 0
    copay: Cents = 0
    echo: str = "as_sent"
    """What it does with CLM01; a key of ECHOES."""
    line_control: bool = True
    """It returns REF*6R."""
    sends_remittances: bool = True
    originator: str = ""
    filing_limit_days: int = 365
    crosses_over_to: str = ""
    routing_number: str = "021000089"
    pay_weekdays: tuple[int, ...] = (3,)
    """Days of the week on which it pays, Monday being 0."""
    claim_level_refusals: bool = False
    """It refuses whole claims at claim level, without service lines."""


ECHOES: dict[str, Callable[[str], str]] = {
    "as_sent": lambda number: number,
    "truncated_to_9": lambda number: number[:9],
    "upper_cased": str.upper,
    "padded": lambda number: number.rjust(18, "0"),
    "zeros_stripped": lambda number: number.lstrip("0"),
    "suffix_stripped": lambda number: number.split("-", 1)[0],
    "hyphens_removed": lambda number: number.replace("-", ""),
}
"""What payers do to a patient control number before they send it back."""


def _payer(key: str, name: str, number: int, kind: Kind, **facts: object) -> Payer:
    """Build a payer whose ids follow from its number."""
    return msgspec.convert(
        {"key": key, "name": name, "payer_id": f"ZZ{number:03d}", "kind": kind, "originator": f"1890000{number:03d}"}
        | facts,
        Payer,
    )


_COMMERCIAL = {"filing_indicator": "CI", "denial_rate": 0.09, "lag_median_days": 18, "lag_p90_days": 36}
_ADVANTAGE = {"filing_indicator": "16", "denial_rate": 0.11, "lag_median_days": 17, "lag_p90_days": 32}

PAYERS: tuple[Payer, ...] = (
    _payer(
        "marshlight_medicare", "MARSHLIGHT MEDICARE PART B", 101, "medicare", filing_indicator="MB", share=0.255,
        contract_percent=100, denial_rate=0.06, lag_median_days=14, lag_p90_days=17, deductible=25700,
        coinsurance_percent=20, crosses_over_to="eventide_supplement", echo="upper_cased",
        pay_weekdays=(0, 1, 2, 3, 4),
    ),
    _payer(
        "goldfinch_advantage", "GOLDFINCH ADVANTAGE PLAN", 201, "medicare_advantage", **_ADVANTAGE, share=0.125,
        contract_percent=98, copay=3500, pay_weekdays=(1, 3),
    ),
    _payer(
        "larkspur_senior", "LARKSPUR SENIOR HEALTH", 202, "medicare_advantage", **_ADVANTAGE, share=0.088,
        contract_percent=100, copay=4000, echo="zeros_stripped",
    ),
    _payer(
        "tanager_blue", "TANAGER BLUE PLAN", 301, "commercial", **(_COMMERCIAL | {"filing_indicator": "BL"}),
        share=0.13, contract_percent=122, deductible=100000, coinsurance_percent=20, copay=5000,
        echo="suffix_stripped", pay_weekdays=(1, 4),
    ),
    _payer(
        "bramble_health", "BRAMBLE HEALTH INSURANCE", 302, "commercial", **_COMMERCIAL, share=0.085,
        contract_percent=115, deductible=150000, coinsurance_percent=20, copay=6000, filing_limit_days=90,
        echo="truncated_to_9",
    ),
    _payer(
        "quill_mutual", "QUILL MUTUAL HEALTH", 303, "commercial", **_COMMERCIAL, share=0.09, contract_percent=118,
        deductible=75000, coinsurance_percent=15, copay=4500, line_control=False, filing_limit_days=120,
    ),
    _payer(
        "heartwood_care", "HEARTWOOD CARE", 304, "commercial", **_COMMERCIAL, share=0.06, contract_percent=110,
        deductible=200000, coinsurance_percent=30, copay=5000, echo="padded", filing_limit_days=180,
    ),
    _payer(
        "paperbark_fund", "PAPERBARK BENEFIT FUND", 305, "commercial", **_COMMERCIAL, share=0.02, contract_percent=125,
        deductible=50000, coinsurance_percent=10, sends_remittances=False,
    ),
    _payer(
        "open_meadow_exchange", "OPEN MEADOW EXCHANGE", 401, "exchange", filing_indicator="HM", share=0.057,
        contract_percent=95, denial_rate=0.17, lag_median_days=21, lag_p90_days=42, deductible=350000,
        coinsurance_percent=40, copay=6500, echo="hyphens_removed", filing_limit_days=180,
        claim_level_refusals=True,
    ),
    _payer(
        "ferndale_medicaid", "STATE OF FERNDALE MEDICAID", 501, "medicaid", filing_indicator="MC", share=0.062,
        contract_percent=72, denial_rate=0.12, lag_median_days=21, lag_p90_days=45, copay=300,
    ),
    _payer(
        "garrison_health", "FLEET AND GARRISON HEALTH", 601, "tricare", filing_indicator="CH", share=0.02,
        contract_percent=100, denial_rate=0.09, lag_median_days=18, lag_p90_days=36, copay=3800,
    ),
    _payer(
        "irongate_work_cover", "IRONGATE WORK COVER", 701, "workers_comp", filing_indicator="WC", share=0.005,
        contract_percent=130, denial_rate=0.18, lag_median_days=45, lag_p90_days=90,
    ),
    _payer(
        "sideroad_auto", "SIDEROAD AUTO INDEMNITY", 702, "auto", filing_indicator="AM", share=0.003,
        contract_percent=150, denial_rate=0.15, lag_median_days=45, lag_p90_days=90,
    ),
    _payer(
        "eventide_supplement", "EVENTIDE SUPPLEMENT", 801, "supplement", filing_indicator="CI", share=0.0,
        contract_percent=100, denial_rate=0.02, lag_median_days=24, lag_p90_days=45,
    ),
    _payer(
        "hollow_oak_life", "HOLLOW OAK LIFE AND HEALTH", 802, "supplement", filing_indicator="CI", share=0.0,
        contract_percent=100, denial_rate=0.03, lag_median_days=24, lag_p90_days=45,
    ),
)  # fmt: skip
"""Every payer of the invented practice; shares of encounters sum to 1."""

PAYER_BY_KEY: dict[str, Payer] = {payer.key: payer for payer in PAYERS}


class AnswerLags:
    """Days from submission to remittance of one payer, lognormal by median and 90th percentile.

    The distribution is laid out once as 512 equally likely whole days, so that a draw is one table look-up and the
    same on every machine.  Medicare may not pay an electronic claim before day 14 [check].
    """

    def __init__(self, payer: Payer) -> None:
        """Lay out the table of one payer."""
        normal = NormalDist()
        sigma = math.log(payer.lag_p90_days / payer.lag_median_days) / normal.inv_cdf(0.9)
        floor = 14 if payer.kind == "medicare" else 4
        self._days = [
            max(floor, round(payer.lag_median_days * math.exp(sigma * normal.inv_cdf((step + 0.5) / 512))))
            for step in range(512)
        ]

    def draw(self, rng: Random) -> int:
        """Return a lag in days."""
        return self._days[int(rng.random() * 512)]
