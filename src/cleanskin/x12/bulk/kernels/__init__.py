"""The inner loops of bulk reading, compiled by numba.  Importing this package needs the extra `fast`.

Each function gives exactly what the numpy code gives that it stands in for (tests hold them equal); `compiled.py` says
when they are used.  Machine code is kept beside these files, or in the user's cache folder when that is not writable.
"""

from cleanskin.x12.bulk.kernels.adjusting import adjustment_sets, listed
from cleanskin.x12.bulk.kernels.claiming import diagnosis_codes, is_joined, listed_modifiers, party_names
from cleanskin.x12.bulk.kernels.columns import (
    components,
    join_plan,
    joined_bytes,
    span_equals,
    span_keys,
    strip,
    take_spans,
    views,
    widest_composite,
)
from cleanskin.x12.bulk.kernels.contexts import claim_context, claim_levels, remittance_context
from cleanskin.x12.bulk.kernels.owners import (
    first_coded,
    first_rows,
    latest_rows,
    owned_rows,
    owner_sums,
    positions,
    rows_by_tag,
)
from cleanskin.x12.bulk.kernels.picking import (
    picked_days,
    picked_decimals,
    picked_keys,
    picked_spans,
    picked_views,
    take_rows,
)
from cleanskin.x12.bulk.kernels.scanning import (
    bound_places,
    has_odd_control,
    has_padding,
    joined_segments,
    segment_columns,
    text_places,
)
from cleanskin.x12.bulk.kernels.values import day_numbers, day_ranges, scaled_decimals, short_integers

__all__ = [
    "adjustment_sets",
    "bound_places",
    "claim_context",
    "claim_levels",
    "components",
    "day_numbers",
    "day_ranges",
    "diagnosis_codes",
    "first_coded",
    "first_rows",
    "has_odd_control",
    "has_padding",
    "is_joined",
    "join_plan",
    "joined_bytes",
    "joined_segments",
    "latest_rows",
    "listed",
    "listed_modifiers",
    "owned_rows",
    "owner_sums",
    "party_names",
    "picked_days",
    "picked_decimals",
    "picked_keys",
    "picked_spans",
    "picked_views",
    "positions",
    "remittance_context",
    "rows_by_tag",
    "scaled_decimals",
    "segment_columns",
    "short_integers",
    "span_equals",
    "span_keys",
    "strip",
    "take_rows",
    "take_spans",
    "text_places",
    "views",
    "widest_composite",
]
