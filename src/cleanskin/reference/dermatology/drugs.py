"""Medicare's payment limits for drugs given in the office, by quarter: a selection of the average-sales-price file.

What one unit of a drug code stands for, and whether its vial holds a single dose, is in `codes.tsv`.
"""

import functools
from collections.abc import Mapping
from datetime import date

from cleanskin.record.fee import DrugPrice
from cleanskin.record.provenance import Answer
from cleanskin.reference.dermatology.tables import Dated, answer_for, in_force, load_table


def drug_price(code: str, on: date) -> Answer[DrugPrice] | None:
    """Return the payment limit of one unit of a drug code; None when none is at hand for that quarter."""
    row = in_force(_drugs().get(code, ()), on)
    return answer_for(row, on) if row else None


@functools.cache
def _drugs() -> Mapping[str, tuple[Dated[DrugPrice], ...]]:
    return load_table("drugs", DrugPrice, key=lambda row: row.code)
