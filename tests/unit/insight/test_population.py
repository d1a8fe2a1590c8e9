from typing import Any

import polars as pl
import pytest

from cleanskin.insight.population import population_of_claim

COLUMNS = ("usage", "claim_or_encounter", "contract_type", "claim_filing_indicator", "related_causes")


@pytest.mark.parametrize(
    ("fields", "capitated", "expected"),
    [
        ({}, False, "insurance"),
        ({"usage": "T", "claim_filing_indicator": "WC"}, True, "test"),
        ({"claim_or_encounter": "RP", "contract_type": "05"}, False, "encounter"),
        ({"contract_type": "05"}, False, "capitated"),
        ({}, True, "capitated"),
        ({"claim_filing_indicator": "WC"}, False, "workers_compensation"),
        ({"related_causes": "OA:EM"}, False, "workers_compensation"),
        ({"claim_filing_indicator": "AM"}, False, "auto"),
        ({"related_causes": "AA"}, False, "auto"),
        ({"related_causes": "OA"}, False, "insurance"),
        ({"claim_filing_indicator": "09"}, False, "self_pay"),
        ({"claim_or_encounter": "31"}, False, "insurance"),
    ],
)
def test_population(fields: dict[str, Any], capitated: bool, expected: str) -> None:
    row = pl.DataFrame([{name: fields.get(name) for name in COLUMNS}], schema=dict.fromkeys(COLUMNS, pl.String))
    assert row.select(population_of_claim(capitated_by_payer=pl.lit(capitated))).item() == expected
