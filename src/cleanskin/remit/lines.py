"""Which submitted line each remittance line answers.

Within a matched pair of claim and remittance claim, keys are tried from the surest to the weakest; each takes lines
that are still free on both sides (but for shared lines).  Equal lines (two biopsies billed alike) are paired in order.

1. `line_control_number`  REF*6R as sent; several remittance lines may bear the number of one line (units split)
2. `code_modifiers_charge`, then 3. `code_charge`  (modifiers dropped or changed)
4. `submitted_code`  SVC06: the payer names the code that was billed and adjudicated another, with charge, then without
5. `units_split`  several remittance lines of one code whose charges sum to one submitted line
6. `bundled`  one remittance line whose charge is the sum of all lines still free: it answers the dearest of them
7. `code`  same code, another charge, when it is the only one left on both sides
8. `position`  same position and charge, or the only line left on both sides with the same charge
"""

import polars as pl

from cleanskin.remit.keys import SHORTEST_LINE_NUMBER
from cleanskin.x12.bulk.rows import Places, among, beside, shares


def match_lines(
    remits: pl.DataFrame, remit_lines: pl.DataFrame, claim_lines: pl.DataFrame, root: pl.DataFrame
) -> pl.DataFrame:
    """Return the `line_matches` frame for every remittance line.

    `remits` (remit_claim_id, claim_id) say which submission each remittance claim answers; `root` (claim_id, root)
    which original it belongs to, so that the original's line can be named beside the answered submission's.
    """
    asked = _remit_side(remits, remit_lines)
    offered = _claim_side(claim_lines)
    found = pair_lines(asked, offered)
    named = _changes(found, remit_lines, claim_lines)
    original = _original_lines(named["line_id"].drop_nulls(), claim_lines, root)
    answers = beside(beside(remit_lines.select("remit_line_id"), named, on="remit_line_id"), original, on="line_id")
    return (
        answers.with_columns(pl.col("later").fill_null(False))
        .select(
            "remit_line_id",
            "line_id",
            pl.col("reason").fill_null("none"),
            pl.col("code_changed").fill_null(False),
            pl.col("modifiers_changed").fill_null(False),
            pl.when("later").then("root_line_id").otherwise("line_id").alias("root_line_id"),
        )
        .sort("remit_line_id")
    )


def _remit_side(remits: pl.DataFrame, remit_lines: pl.DataFrame) -> pl.DataFrame:
    """Make one row per remittance line; `ask` is the remittance claim, the scope; claim_id null: not matched."""
    answered = remits.select("remit_claim_id", "claim_id").drop_nulls()
    return beside(remit_lines, answered, on="remit_claim_id").select(
        "remit_line_id",
        pl.col("remit_claim_id").alias("ask"),
        "claim_id",
        pl.col("position"),
        pl.col("code"),
        "modifiers",
        pl.col("amount_billed").abs().alias("billed"),
        pl.col("submitted_code"),
        "submitted_modifiers",
        pl.col("date_of_service").alias("served"),
        pl.col("line_number_key").alias("line_number"),
    )


def _claim_side(claim_lines: pl.DataFrame) -> pl.DataFrame:
    return claim_lines.select(
        "line_id",
        "claim_id",
        pl.col("line_number").alias("position"),
        pl.col("code"),
        "modifiers",
        pl.col("amount_billed").alias("billed"),
        pl.col("date_of_service").alias("served"),
        pl.col("line_number_key").alias("line_number"),
    )


def pair_lines(asked: pl.DataFrame, offered: pl.DataFrame) -> pl.DataFrame:
    """Pair lines: (remit_line_id, line_id, reason).

    `asked`: remit_line_id, ask, claim_id, position, code, modifiers, billed, submitted_code, submitted_modifiers,
    served, line_number; `ask` is the scope within which a claim line is given once.  `offered`: line_id, claim_id and
    the same without the submitted ones.
    """
    numbered = _by_number(asked, offered)
    found = [numbered.select("remit_line_id", "line_id", pl.lit("line_control_number").alias("reason"))]
    free = among(asked, numbered["remit_line_id"], on="remit_line_id", kept=False).drop_nulls(["claim_id"])
    free = free.with_columns(pl.col("submitted_modifiers").str.split(":").list.sort().list.join(":"))
    # Only the answers with a line left meet the claim's lines one by one.
    scope = free.select("ask", "claim_id").unique()
    taken = among(numbered.select("ask", "line_id"), scope["ask"], on="ask")
    open_ = scope.join(among(offered, scope["claim_id"], on="claim_id"), on="claim_id", how="inner").join(
        taken, on=["ask", "line_id"], how="anti"
    )
    found.extend(_pair_by_content(free.drop("claim_id"), open_.drop("claim_id")))
    return pl.concat(found)


def _pair_by_content(free: pl.DataFrame, open_: pl.DataFrame) -> list[pl.DataFrame]:
    """Try the keys from the second on, within each `ask`: frames of (remit_line_id, line_id, reason)."""
    found: list[pl.DataFrame] = []
    billed = {"code": "code", "modifiers": "modifiers", "billed": "billed", "served": "served"}
    exact: tuple[tuple[str, dict[str, str]], ...] = (
        ("code_modifiers_charge", billed),
        ("code_modifiers_charge", _without(billed, "served")),
        ("code_charge", _without(billed, "modifiers")),
        ("code_charge", _without(billed, "modifiers", "served")),
        ("submitted_code", {"submitted_code": "code", "submitted_modifiers": "modifiers", "billed": "billed"}),
        ("submitted_code", {"submitted_code": "code", "billed": "billed"}),
        ("submitted_code", {"submitted_code": "code"}),
    )

    def take(pairs: pl.DataFrame, reason: str) -> None:
        nonlocal free, open_
        found.append(pairs.select("remit_line_id", "line_id", pl.lit(reason).alias("reason")))
        free = free.join(pairs, on="remit_line_id", how="anti")
        open_ = open_.join(pairs.select("ask", "line_id"), on=["ask", "line_id"], how="anti")

    for reason, key in exact:
        if not free.is_empty():
            take(_in_order(free, open_, key), reason)
    for reason, rule in (
        ("units_split", _units_split),
        ("bundled", _bundled),
        ("code", _only_of_code),
        ("position", _same_position),
        ("position", _last_left),
    ):
        if not free.is_empty():
            take(rule(free, open_), reason)
    return found


def _without(key: dict[str, str], *names: str) -> dict[str, str]:
    return {left: right for left, right in key.items() if left not in names}


def _by_number(asked: pl.DataFrame, offered: pl.DataFrame) -> pl.DataFrame:
    """Pair on REF*6R when one claim line bears it; a number whose code and charge both differ is not believed."""
    columns = ["line_id", "claim_id", "line_number", "code", "billed"]
    bearing = asked.select("ask", "remit_line_id", "claim_id", "line_number", "code", "submitted_code", "billed")
    pairs = bearing.join(offered.select(columns), on=["claim_id", "line_number"], how="inner", suffix="_claim")
    if Places(pairs["remit_line_id"]).slots is None:
        pairs = pairs.filter(pl.col("remit_line_id").is_duplicated().not_())
    return pairs.filter(
        (pl.col("code") == pl.col("code_claim")).fill_null(False)
        | (pl.col("submitted_code") == pl.col("code_claim")).fill_null(False)
        | (pl.col("billed") == pl.col("billed_claim")).fill_null(False)
    ).select("ask", "remit_line_id", "line_id")


def _in_order(free: pl.DataFrame, open_: pl.DataFrame, key: dict[str, str]) -> pl.DataFrame:
    """Pair equal keys, the k-th remittance line with the k-th claim line."""
    left, right = ["ask", *key], ["ask", *key.values()]
    numbered = _nth(free.select("remit_line_id", "position", *left), "remit_line_id", left)
    offered = _nth(open_.select("line_id", "position", *right), "line_id", right)
    return numbered.join(offered, left_on=[*left, "nth"], right_on=[*right, "nth"], how="inner").select(
        "ask", "remit_line_id", "line_id"
    )


def _nth(lines: pl.DataFrame, line: str, key: list[str]) -> pl.DataFrame:
    """Count lines of equal key by position, from 0 (`nth`); a line without its like, as most are, is not counted."""
    keyed = lines.drop_nulls(key)
    alike = shares(keyed, key)
    counted = keyed.filter(alike).sort("ask", "position", line)
    return pl.concat(
        (
            keyed.filter(~alike).with_columns(pl.lit(0, dtype=pl.Int64).alias("nth")),
            counted.with_columns(pl.int_range(pl.len()).over(key).alias("nth")),
        )
    )


def _units_split(free: pl.DataFrame, open_: pl.DataFrame) -> pl.DataFrame:
    """Several lines of one code together bill one claim line: all of them answer it."""
    billed_code = pl.coalesce("submitted_code", "code").alias("code")
    parts = free.with_columns(billed_code)
    sums = (
        parts.group_by("ask", "code").agg(pl.col("billed").sum(), pl.len().alias("parts")).filter(pl.col("parts") > 1)
    )
    whole = open_.filter(pl.len().over("ask", "code") == 1)
    hit = sums.join(whole, on=["ask", "code", "billed"], how="inner").select("ask", "code", "line_id")
    return parts.join(hit, on=["ask", "code"], how="inner").select("ask", "remit_line_id", "line_id")


def _bundled(free: pl.DataFrame, open_: pl.DataFrame) -> pl.DataFrame:
    """One line left bills the sum of several claim lines left: it answers the dearest."""
    lonely = free.filter(pl.len().over("ask") == 1)
    several = (
        open_.sort("ask", "billed", "position", descending=[False, True, False])
        .group_by("ask", maintain_order=True)
        .agg(pl.col("billed").sum(), pl.len().alias("lines"), pl.col("line_id").first())
        .filter(pl.col("lines") > 1)
    )
    return lonely.join(several, on=["ask", "billed"], how="inner").select("ask", "remit_line_id", "line_id")


def _only_of_code(free: pl.DataFrame, open_: pl.DataFrame) -> pl.DataFrame:
    key = ["ask", "code"]
    return (
        free.filter(pl.len().over(key) == 1)
        .join(open_.filter(pl.len().over(key) == 1), on=key, how="inner", suffix="_claim")
        .select("ask", "remit_line_id", "line_id")
    )


def _same_position(free: pl.DataFrame, open_: pl.DataFrame) -> pl.DataFrame:
    key = ["ask", "position", "billed"]
    return free.join(open_.unique(key, keep="none"), on=key, how="inner", suffix="_claim").select(
        "ask", "remit_line_id", "line_id"
    )


def _last_left(free: pl.DataFrame, open_: pl.DataFrame) -> pl.DataFrame:
    return (
        free.filter(pl.len().over("ask") == 1)
        .join(open_.filter(pl.len().over("ask") == 1), on=["ask", "billed"], how="inner", suffix="_claim")
        .select("ask", "remit_line_id", "line_id")
    )


def _changes(found: pl.DataFrame, remit_lines: pl.DataFrame, claim_lines: pl.DataFrame) -> pl.DataFrame:
    """Say of each pair whether the payer changed the code or the modifiers."""
    billed = claim_lines.select(
        "line_id", pl.col("code").alias("code_claim"), pl.col("modifiers").alias("modifiers_claim")
    )
    answered = beside(found, remit_lines.select("remit_line_id", "code", "modifiers"), on="remit_line_id")
    return beside(answered, billed, on="line_id").select(
        "remit_line_id",
        "line_id",
        "reason",
        (pl.col("code") != pl.col("code_claim")).alias("code_changed"),
        (pl.col("modifiers") != pl.col("modifiers_claim")).alias("modifiers_changed"),
    )


def _original_lines(answered: pl.Series, claim_lines: pl.DataFrame, root: pl.DataFrame) -> pl.DataFrame:
    """Find the original claim's line of each answered line of a later submission: (line_id, root_line_id).

    Null when the later submission's line has no counterpart on the original (a line added by the correction).
    """
    later = root.filter(pl.col("claim_id") != pl.col("root"))
    lines = among(claim_lines.select("line_id", "claim_id"), later["claim_id"], on="claim_id")
    lines = among(lines, answered, on="line_id").join(later, on="claim_id", how="inner")
    if lines.is_empty():
        return pl.DataFrame(schema={"line_id": pl.Int64, "root_line_id": pl.Int64, "later": pl.Boolean})
    return among(_counterparts(lines.select("claim_id", "root").unique(), claim_lines), answered, on="line_id")


def _counterparts(pairs: pl.DataFrame, claim_lines: pl.DataFrame) -> pl.DataFrame:
    """Pair the lines of later submissions with their root's lines: one row per line of `pairs.claim_id`."""
    unsaid = pl.lit(None, dtype=pl.String)
    later = (
        _claim_side(among(claim_lines, pairs["claim_id"], on="claim_id"))
        .join(pairs, on="claim_id", how="inner")
        .rename({"line_id": "remit_line_id", "claim_id": "ask", "root": "claim_id"})
        .with_columns(unsaid.alias("submitted_code"), unsaid.alias("submitted_modifiers"))
    )
    roots = pairs.select(pl.col("root").alias("claim_id")).unique()
    offered = _claim_side(among(claim_lines, roots["claim_id"], on="claim_id"))
    found = pair_lines(later, offered)
    found = pl.concat([found, _mended(later, offered, found)])
    return (
        later.select("remit_line_id")
        .join(found, on="remit_line_id", how="left")
        .select(
            pl.col("remit_line_id").alias("line_id"),
            pl.col("line_id").alias("root_line_id"),
            pl.lit(True).alias("later"),
        )
    )


def _mended(later: pl.DataFrame, offered: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Pair lines whose code and charge a correction changed by the practice's own line number (REF*6R), if one has it.

    Without such a number a line of another code is taken for a new one.
    """
    number = pl.col("line_number").str.len_bytes() >= SHORTEST_LINE_NUMBER
    free = among(later, found["remit_line_id"], on="remit_line_id", kept=False).filter(number)
    taken = found.join(later.select("remit_line_id", "ask"), on="remit_line_id", how="inner").select("ask", "line_id")
    open_ = (
        free.select("ask", "claim_id")
        .unique()
        .join(offered.filter(number), on="claim_id", how="inner")
        .join(taken, on=["ask", "line_id"], how="anti")
    )
    key = ["ask", "line_number"]
    return (
        free.unique(key, keep="none")
        .join(open_.unique(key, keep="none"), on=key, how="inner", suffix="_claim")
        .select("remit_line_id", "line_id", pl.lit("line_control_number").alias("reason"))
    )
