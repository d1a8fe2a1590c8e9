"""Refusals that no rule foresaw: where they stand out, what the refused lines have in common, and a rule to begin with.

A cluster is a payer, a procedure code and a reason (group code and CARC) refused more often than at the practice's other
payers; "all payers" one that is refused more often than all other work, whoever pays.  Both are tested as the denial
fingerprint is (`fingerprint.py`), each with its own control of false alarms.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from cleanskin.insight.fingerprint import BY_CODE, DENIED_MIN, clusters
from cleanskin.insight.rule_skeleton import Skeleton, skeleton
from cleanskin.insight.statistics import benjamini_hochberg, binomial_upper_tail

ALL_PAYERS = ""
"""The payer of a cluster that is not one payer's."""

_LAG_DAYS = (30, 60, 90, 120, 180, 365)
"""Lags that payers' windows for claims are often cut at."""
_COMMON_MAX = 3
_COMMON_FALSE_MAX = 0.05
_KEY = ["payer", "code", "group_code", "carc"]


@dataclass(frozen=True, kw_only=True)
class InCommon:
    """What refused lines of a cluster have more often than the same payer's answered lines of the same code."""

    what: str
    value: str
    denied_with: int
    denied: int
    settled_with: int
    settled: int


@dataclass(frozen=True, kw_only=True)
class Unforeseen:
    """One cluster; `payer` is a key of the facts, ALL_PAYERS for all.  Amounts are cents of charges."""

    payer: str
    payer_ids: tuple[str, ...]
    payer_label: str
    code: str
    group_code: str
    carc: str
    lines: int
    denied: int
    share_elsewhere: float
    q_value: float
    amount_refused: int
    common: tuple[InCommon, ...]
    skeleton: Skeleton


def unforeseen_clusters(lines: pl.DataFrame, payers: pl.DataFrame) -> Iterator[Unforeseen]:
    """Iterate over the clusters among `lines` (answered, foreseen by no rule), largest refused amount first.

    `lines` has the columns of line_facts and `refused`; `payers` is that of the facts.
    """
    texts = [pl.col(name).cast(pl.String) for name in ("payer", "code", "group_code", "carc")]
    lines = lines.with_columns(*texts).filter(pl.col("code").is_not_null())
    refused = lines.filter("refused")
    own = _tested(lines, refused)
    taken = own.select(_KEY)
    rest = refused.join(taken, on=_KEY, how="anti", nulls_equal=True)
    everywhere = pl.lit(ALL_PAYERS).alias("payer")
    shared = _tested(lines.with_columns(everywhere), rest.with_columns(everywhere))
    several = (
        rest.group_by("code", "group_code", "carc").agg(payers=pl.col("payer").n_unique()).filter(pl.col("payers") > 1)
    )
    shared = shared.join(several, on=["code", "group_code", "carc"], how="semi", nulls_equal=True)
    found = pl.concat([own, shared]).sort("amount_refused", *_KEY, descending=[True, *[False] * len(_KEY)])
    for number, row in enumerate(found.iter_rows(named=True), start=1):
        yield _described(row, number, lines, refused, payers)


def _tested(lines: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    found = clusters(lines, refused, BY_CODE)
    return found.select(*_KEY, "lines", "denied", "share_elsewhere", "q_value", "amount_refused")


def _described(
    row: dict[str, object], number: int, lines: pl.DataFrame, refused: pl.DataFrame, payers: pl.DataFrame
) -> Unforeseen:
    payer, code, carc = str(row["payer"] or ""), str(row["code"]), str(row["carc"] or "")
    group = str(row["group_code"] or "")
    of_payer = pl.lit(True) if payer == ALL_PAYERS else pl.col("payer") == payer
    same = pl.col("code").eq_missing(code) & pl.col("carc").eq_missing(carc or None)
    denied = refused.filter(of_payer & same & pl.col("group_code").eq_missing(group or None))
    settled = lines.filter(of_payer & (pl.col("code") == code) & ~pl.col("refused"))
    common = tuple(in_common(denied, settled, lines))
    known = payers.filter((pl.col("side") == "claim") & (pl.col("payer") == payer))
    ids = tuple(sorted(set(known["payer_id"].drop_nulls().cast(pl.String).to_list())))
    names = sorted(set(known["payer_name"].drop_nulls().cast(pl.String).to_list()))
    label = str(known["payer_label"].first() or payer) if known.height else payer or "all payers"
    remarks = denied["remarks_key"].drop_nulls().cast(pl.String).mode().sort()
    return Unforeseen(
        payer=payer,
        payer_ids=ids,
        payer_label=label,
        code=code,
        group_code=group,
        carc=carc,
        lines=int(str(row["lines"])),
        denied=int(str(row["denied"])),
        share_elsewhere=float(str(row["share_elsewhere"])),
        q_value=float(str(row["q_value"])),
        amount_refused=int(str(row["amount_refused"])),
        common=common,
        skeleton=skeleton(
            number=number,
            payer_ids=ids,
            payer_names=() if payer == ALL_PAYERS else tuple(names),
            payer_label=label,
            code=code,
            carc=carc,
            rarc=str(remarks[0]).split(" ")[0] if remarks.len() else "",
            denied=int(str(row["denied"])),
            lines=int(str(row["lines"])),
            common=tuple((one.what, one.value, one.denied_with, one.settled_with) for one in common),
        ),
    )


def in_common(denied: pl.DataFrame, settled: pl.DataFrame, lines: pl.DataFrame) -> Iterator[InCommon]:
    """Iterate over what sets refused lines apart from settled ones of the same code: at most three things, surest first.

    Looked at: each modifier, no modifier, more than one unit, the rendering provider, each other code of the claim, how
    long after the service the claim was sent.
    """
    if denied.height < DENIED_MIN or settled.height < DENIED_MIN:
        return
    seen_denied, seen_settled = _features(denied, lines), _features(settled, lines)
    latest = _latest(seen_denied)
    named = sorted(
        key for key, count in seen_denied.items() if count >= DENIED_MIN and (key[0] != "sent" or key == latest)
    )
    p_values = [
        # one is added to the settled lines, so that "never" is not taken as "impossible"
        binomial_upper_tail(seen_denied[key], denied.height, (seen_settled.get(key, 0) + 1) / (settled.height + 1))
        for key in named
    ]
    ranked = sorted(zip(benjamini_hochberg(p_values), named))
    for q_value, (what, value) in ranked[:_COMMON_MAX]:
        if q_value <= _COMMON_FALSE_MAX:
            yield InCommon(
                what=what,
                value=value,
                denied_with=seen_denied[what, value],
                denied=denied.height,
                settled_with=seen_settled.get((what, value), 0),
                settled=settled.height,
            )


def _latest(seen: dict[tuple[str, str], int]) -> tuple[str, str]:
    """Return the longest lag that nearly all late lines have: shorter ones say the same."""
    lags = {least: seen.get(("sent", _lag_words(least)), 0) for least in _LAG_DAYS}
    longest = max(least for least, count in lags.items() if count >= 0.9 * max(lags.values()))
    return "sent", _lag_words(longest)


def _lag_words(least: int) -> str:
    return f"more than {least} days after the service"


def _late(rows: pl.DataFrame) -> Iterator[tuple[str, pl.Series]]:
    lag = (pl.col("date_submitted") - pl.col("date_of_service")).dt.total_days()
    days = rows.select(lag.alias("lag_days"))["lag_days"]
    for least in _LAG_DAYS:
        late = int((days > least).fill_null(False).sum())
        yield "sent", pl.Series([_lag_words(least)] * late, dtype=pl.String)


def _features(rows: pl.DataFrame, lines: pl.DataFrame) -> dict[tuple[str, str], int]:
    """Count the lines that have each thing."""
    counted: dict[tuple[str, str], int] = {}
    modifiers = rows.select("line_id", pl.col("modifiers").cast(pl.String).fill_null("").str.split(" ")).explode(
        "modifiers"
    )
    beside = (
        rows.select("root_claim_id", "line_id")
        .join(lines.select("root_claim_id", other="line_id", beside="code"), on="root_claim_id")
        .filter(pl.col("other") != pl.col("line_id"))
        .unique(["line_id", "beside"])
    )
    for what, values in (
        ("modifier", modifiers["modifiers"].fill_null("")),
        ("provider", rows["provider"].drop_nulls().cast(pl.String)),
        ("beside", beside["beside"]),
        *_late(rows),
        ("units", pl.Series(["more than one"] * rows.filter(pl.col("units") > 1).height, dtype=pl.String)),
    ):
        for value, count in values.value_counts(name="rows").iter_rows():
            counted[what, value] = count
    return counted
