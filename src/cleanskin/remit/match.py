"""Which remittance answers which claim: the whole way from frames to frames.

A control number is not a key.  The way: set repeats aside (`duplicates`), join submissions of one visit (`chains`),
find each remittance claim's chain by exact keys and then, for the residue only, by a score (`roots_of`), choose the
submission of the chain it answers (`submissions`), match lines (`lines`), net reversals to events (`events`).
Pure: the same content gives the same answer whatever the order of files, up to ids.
"""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from cleanskin.kernel.finding import Finding
from cleanskin.remit import chains, duplicates, events, findings, frames, habits, keys, lines, score, submissions
from cleanskin.remit.changes import changed_numbers
from cleanskin.remit.sides import Sides, read_sides
from cleanskin.x12.bulk.schema import FrameSource, assert_declared


@dataclass(frozen=True)
class Matching:
    """Everything matching knows; each frame as declared in `remit.frames` under the same name."""

    claim_chains: pl.DataFrame
    claim_matches: pl.DataFrame
    line_matches: pl.DataFrame
    adjudications: pl.DataFrame
    control_number_habits: pl.DataFrame
    control_number_changes: pl.DataFrame
    findings: list[Finding]


@dataclass(frozen=True)
class Found:
    """Roots found: `matches` (remit_claim_id, root, reason, score, evidence), `doubts` (remit_claim_id, doubt)."""

    matches: pl.DataFrame
    doubts: pl.DataFrame


def match(source: FrameSource) -> Matching:
    """Match the remittance claims of `source` to its claims.  Never raises on content; doubts come back as findings."""
    sides = read_sides(source)
    repeated = duplicates.repeated_claims(sides.claims)
    repeated_remits = duplicates.repeated_remits(sides.remits)
    live_claims = sides.claims.join(repeated, on="claim_id", how="anti")
    live_remits = sides.remits.join(repeated_remits, on="remit_claim_id", how="anti")
    parent = chains.parents(live_claims, live_remits, sides.claim_lines)
    root = chains.roots(live_claims, parent)
    rooted = live_claims.join(root, on="claim_id", how="left", maintain_order="left").with_columns(
        habits.visits_on_number().alias("number_visits")
    )
    found = roots_of(live_remits, rooted, sides)
    answered = live_remits.join(found.matches, on="remit_claim_id", how="left", maintain_order="left")
    chain = chains.relations(
        sides.claims,
        repeated=repeated,
        parent=parent,
        root=root,
        answers=answered.drop_nulls("root").select("root", "remitted"),
        rejections=chains.rejections(source, live_claims),
    )
    countable = rooted.join(chain.filter(pl.col("relation") != "duplicate"), on="claim_id", how="semi")
    placed = submissions.place(answered, countable)
    netted = events.net(placed)
    claim_matches = events.claim_matches(netted, repeated_remits, found.doubts)
    line_matches = lines.match_lines(netted.remits, sides.remit_lines, sides.claim_lines, root)
    changes = habits.number_changes(placed, countable)
    matching = Matching(
        claim_chains=assert_declared(chain, frames.CLAIM_CHAINS),
        claim_matches=assert_declared(claim_matches, frames.CLAIM_MATCHES),
        line_matches=assert_declared(line_matches, frames.LINE_MATCHES),
        adjudications=assert_declared(netted.adjudications, frames.ADJUDICATIONS),
        control_number_habits=assert_declared(
            habits.control_number_habits(countable, chain, changes), frames.CONTROL_NUMBER_HABITS
        ),
        control_number_changes=assert_declared(changes, frames.CONTROL_NUMBER_CHANGES),
        findings=[],
    )
    matching.findings.extend(findings.findings_of(chain, claim_matches, netted.adjudications, live_remits))
    return matching


def roots_of(remits: pl.DataFrame, claims: pl.DataFrame, sides: Sides) -> Found:
    """Find the chain each live remittance claim answers, exact keys first, the score only for what they leave.

    `claims` are live claims with their `root`.  Each pass sees only what the passes before it left.
    """
    facing = keys.facing(claims)
    pairs = keys.pairs_on(remits, facing, on=["number", "served", "billed", "usage"])
    sure = keys.only_root(pairs)
    links = score.payer_links(pairs.join(sure, on="remit_claim_id", how="semi").unique("remit_claim_id", keep="any"))
    tied = pairs.join(sure, on="remit_claim_id", how="anti")
    del pairs
    found = [_exact(sure, "control_number_service_charge")]
    rest = remits.join(sure, on="remit_claim_id", how="anti")

    def take(chosen: pl.DataFrame, reason: str) -> None:
        nonlocal rest
        found.append(_exact(chosen, reason))
        rest = rest.join(chosen, on="remit_claim_id", how="anti")

    scorer = _scorer(sides, links)
    untied, ambiguous = _untie(scorer(tied), score.MARGIN_EXACT)
    take(untied, "control_number_service_charge")
    undecided = [ambiguous]
    rest = rest.join(ambiguous, on="remit_claim_id", how="anti")

    take(keys.only_root(changed_numbers(rest, facing)), "control_number_service_charge")

    by_day = _by_number_and_day(rest, claims, sides, scorer)
    untied, ambiguous = _untie(by_day, score.MARGIN)
    take(untied, "control_number_service")
    undecided.append(ambiguous)
    rest = rest.join(ambiguous, on="remit_claim_id", how="anti")

    def matched() -> pl.DataFrame:
        return remits.join(pl.concat(found).select("remit_claim_id", "root"), on="remit_claim_id", how="inner")

    take(keys.by_payer_number(rest, matched()), "payer_control_number")
    take(keys.by_replaced_number(rest, facing), "payer_control_number")
    take(
        keys.by_line_number(rest, facing, remit_lines=sides.remit_lines, claim_lines=sides.claim_lines),
        "line_control_number",
    )
    # What the undecided and the rest share with a matched reversal or decision may still settle them.
    rest = pl.concat((rest, remits.join(pl.concat(undecided), on="remit_claim_id", how="semi")))
    take(keys.through_reversal(rest, matched()), "through_reversal")
    waiting = pl.concat(undecided).join(rest, on="remit_claim_id", how="semi")
    rest = rest.join(waiting, on="remit_claim_id", how="anti")

    scored, doubtful = _by_score(rest, facing, matched(), scorer)
    found.append(scored)
    doubts = pl.concat((waiting.select("remit_claim_id"), doubtful)).with_columns(pl.lit("ambiguous").alias("doubt"))
    return Found(matches=pl.concat(found), doubts=doubts)


Scorer = Callable[[pl.DataFrame], pl.DataFrame]


def _scorer(sides: Sides, links: pl.DataFrame) -> Scorer:
    def scorer(pairs: pl.DataFrame) -> pl.DataFrame:
        codes = score.shared_codes(pairs, remit_lines=sides.remit_lines, claim_lines=sides.claim_lines)
        return score.scored(pairs, codes=codes, links=links).with_columns(score.evidence())

    return scorer


def _exact(chosen: pl.DataFrame, reason: str) -> pl.DataFrame:
    return chosen.select(
        "remit_claim_id",
        "root",
        pl.lit(reason).alias("reason"),
        pl.lit(1.0).alias("score"),
        pl.lit(None, dtype=pl.String).alias("evidence"),
    )


def _untie(scores: pl.DataFrame, margin: float) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Decide between roots that share an exact key: (chosen pairs, remittances that stay ambiguous)."""
    best = score.best_root(scores, threshold=0.0, margin=margin)
    return best.filter("chosen").select("remit_claim_id", "root"), best.filter(pl.col("chosen").not_()).select(
        "remit_claim_id"
    )


def _by_number_and_day(rest: pl.DataFrame, claims: pl.DataFrame, sides: Sides, scorer: Scorer) -> pl.DataFrame:
    """Pair by control number and any day of the claim's lines, where the remittance's codes were billed."""
    numbers = rest.select("number", "usage").drop_nulls().unique()
    near = claims.join(numbers, on=["number", "usage"], how="semi")
    days = pl.concat(
        (
            near.select("claim_id", pl.col("served").alias("day")),
            sides.claim_lines.join(near, on="claim_id", how="semi").select(
                "claim_id", pl.col("date_of_service").alias("day")
            ),
        )
    ).unique()
    dated = keys.facing(near).join(days.rename({"day": "day_claim"}), on="claim_id", how="inner")
    pairs = keys.pairs_on(rest.with_columns(pl.col("served").alias("day")), dated, on=["number", "day", "usage"])
    scores = scorer(pairs.unique(["remit_claim_id", "claim_id"]))
    names = (pl.col("part_last") == 1.0) | (pl.col("part_member") == 1.0)
    whole = pl.col("has_lines").not_() & names
    return scores.filter((pl.col("part_codes") >= keys.SHARED_CODES) | whole)


def _by_score(
    rest: pl.DataFrame, facing: pl.DataFrame, matched: pl.DataFrame, scorer: Scorer
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Score what no key settled, against claims that share a block with it: (matches, ambiguous remittances)."""
    pairs = score.blocked(rest, facing)
    decided = (
        matched.filter(pl.col("is_reversal").not_())
        .select("root", pl.col("turn_said").fill_null(1))
        .unique()
        .with_columns(pl.lit(True).alias("decided"))
    )
    scores = (
        scorer(pairs)
        .with_columns(pl.col("turn_said").fill_null(1).alias("turn_asked"))
        .join(decided.rename({"turn_said": "turn_asked"}), on=["root", "turn_asked"], how="left")
        .filter(score.day_is_trusted() & score.content_is_trusted())
        .with_columns(
            pl.col("score")
            - pl.when(pl.col("decided").fill_null(False) & pl.col("is_reversal").not_())
            .then(score.ANSWERED)
            .otherwise(0.0)
        )
    )
    best = score.best_root(scores, threshold=score.THRESHOLD, margin=score.MARGIN)
    chosen = best.filter("chosen").select(
        "remit_claim_id", "root", pl.lit("scored").alias("reason"), "score", "evidence"
    )
    doubtful = best.filter(pl.col("chosen").not_() & (pl.col("score").round(6) >= score.THRESHOLD)).select(
        "remit_claim_id"
    )
    return chosen, doubtful
