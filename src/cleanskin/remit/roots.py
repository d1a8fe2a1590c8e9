"""Finding the chain that each remittance claim answers: exact keys first, a score only for what they leave.

The order of the passes is the order of trust.  A remittance that fits several chains on one key is decided by the rest
of what both sides say when that tells them apart, else it is kept aside as ambiguous: no weaker key may overrule it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from cleanskin.remit import changes, keys, score
from cleanskin.remit.sides import Sides
from cleanskin.x12.bulk.rows import among, beside, shared


@dataclass(frozen=True)
class Found:
    """`matches` (remit_claim_id, root, reason, score, evidence), `doubts` (remit_claim_id, doubt), payer `links`."""

    matches: pl.DataFrame
    doubts: pl.DataFrame
    links: pl.DataFrame


class _Search:
    """What is found so far and what is left; each pass takes from `rest`."""

    def __init__(self, remits: pl.DataFrame) -> None:
        self.remits = remits
        self.rest = remits
        self.found: list[pl.DataFrame] = []
        self.ambiguous: list[pl.DataFrame] = []

    def take(self, chosen: pl.DataFrame, reason: str) -> None:
        """Keep (remit_claim_id, root) found for this reason."""
        self.found.append(_exact(chosen, reason))
        self.rest = among(self.rest, chosen["remit_claim_id"], on="remit_claim_id", kept=False)

    def untie(self, scores: pl.DataFrame, reason: str, margin: float) -> None:
        """Decide scored pairs that share a key; set those aside that stay ambiguous."""
        best = score.best_root(scores, threshold=0.0, margin=margin)
        self.take(best.filter("chosen").select("remit_claim_id", "root"), reason)
        aside = best.filter(pl.col("chosen").not_()).select("remit_claim_id")
        self.ambiguous.append(aside)
        self.rest = among(self.rest, aside["remit_claim_id"], on="remit_claim_id", kept=False)

    def decided(self) -> pl.DataFrame:
        """Return what is found so far: (remit_claim_id, root)."""
        return pl.concat(self.found).select("remit_claim_id", "root")

    def matched(self, sharing: list[str]) -> pl.DataFrame:
        """Return the remits found so far with their root, of those that share these columns with one of the rest."""
        near = self.remits.join(self.rest.select(sharing).drop_nulls().unique(), on=sharing, how="semi")
        return beside(near, self.decided(), on="remit_claim_id").drop_nulls(["root"])

    def reconsider(self) -> None:
        """Put the ambiguous back to the rest for the keys that say more than the patient."""
        aside = pl.concat(self.ambiguous)
        self.rest = pl.concat((self.rest, self.remits.join(aside, on="remit_claim_id", how="semi")))

    def still_ambiguous(self) -> pl.DataFrame:
        """Return the ambiguous that no later pass settled, and leave them out of the rest."""
        waiting = pl.concat(self.ambiguous).join(self.rest, on="remit_claim_id", how="semi")
        self.rest = self.rest.join(waiting, on="remit_claim_id", how="anti")
        return waiting


def roots_of(remits: pl.DataFrame, claims: pl.DataFrame, sides: Sides) -> Found:
    """Find the chain each live remittance claim answers.  `claims` are live claims with their `root`."""
    search = _Search(remits)
    facing = keys.facing(claims)
    links, scorer = _by_full_key(search, facing, sides)
    _by_changed_number_or_day(search, facing, sides, scorer)
    search.take(keys.by_payer_number(search.rest, search.matched(["icn"])), "payer_control_number")
    search.take(keys.by_replaced_number(search.rest, facing), "payer_control_number")
    search.reconsider()
    by_line = keys.by_line_number(search.rest, facing, remit_lines=sides.remit_lines, claim_lines=sides.claim_lines)
    search.take(by_line, "line_control_number")
    search.take(keys.by_payer_number(search.rest, search.matched(["icn"])), "payer_control_number")
    by_reversal = keys.through_reversal(search.rest, search.matched(["served", "billed"]))
    search.take(by_reversal, "through_reversal")
    waiting = search.still_ambiguous()
    scored, doubtful = _by_score(search, facing, claims, scorer)
    doubts = pl.concat((waiting, doubtful)).with_columns(pl.lit("ambiguous").alias("doubt"))
    return Found(matches=pl.concat((*search.found, scored)), doubts=doubts, links=links)


def _by_full_key(search: _Search, facing: pl.DataFrame, sides: Sides) -> tuple[pl.DataFrame, "Scorer"]:
    """Join on number, day and charge, and learn from the lone pairs which payers are one: (links, scorer)."""
    key = ["number", "served", "billed", "usage"]
    pairs = keys.pairs_on(keys.narrow_remits(search.rest), keys.narrow_claims(facing), on=key)
    chance = _by_chance(pairs, facing, sides)
    if not chance.is_empty():
        pairs = pairs.join(chance, on=["remit_claim_id", "claim_id"], how="anti")
    sure = keys.only_root(pairs)
    known = among(pairs.select("remit_claim_id", *_PAYERS), sure["remit_claim_id"], on="remit_claim_id")
    links = score.payer_links(known.unique("remit_claim_id", keep="any"))
    scorer = _scorer(sides, links)
    rest = among(pairs, sure["remit_claim_id"], on="remit_claim_id", kept=False)
    tied = keys.widened(rest, search.rest, facing)
    search.take(sure, "control_number_service_charge")
    search.untie(scorer(tied), "control_number_service_charge", score.MARGIN_EXACT)
    return links, scorer


_PAYERS = ("payer", "payer_id_claim", "payer_name_claim")


def _by_chance(pairs: pl.DataFrame, facing: pl.DataFrame, sides: Sides) -> pl.DataFrame:
    """Return full-key pairs that agree by chance: several claims bear the number that day, with other codes.

    Such is a part of one claim that bills what another claim of the visit does.
    """
    visit = ["number_claim", "served_claim", "usage_claim"]
    several = (
        shared(facing.select("root", *visit).drop_nulls(visit), visit)
        .group_by(visit)
        .agg(pl.col("root").n_unique().alias("roots"))
        .filter(pl.col("roots") > 1)
    )
    doubtful = pairs.join(several, on=visit, how="semi")
    codes = score.shared_codes(doubtful, remit_lines=sides.remit_lines, claim_lines=sides.claim_lines)
    return codes.filter(pl.col("shared") < keys.SHARED_CODES).select("remit_claim_id", "claim_id")


def _by_changed_number_or_day(search: _Search, facing: pl.DataFrame, sides: Sides, scorer: "Scorer") -> None:
    """Join on cut numbers with day and charge, then on numbers, whole or cut as learned, with any day of the lines."""
    narrow = keys.narrow_claims(facing)
    cut = changes.changed_numbers(keys.narrow_remits(search.rest), narrow)
    learned = changes.learned_cuts(cut)
    search.take(keys.only_root(cut), "control_number_service_charge")
    dated = _dated(search.rest, narrow, sides.claim_lines)
    asking = keys.narrow_remits(search.rest).with_columns(pl.col("served").alias("day"))
    by_day = keys.widened(keys.pairs_on(asking, dated, on=["number", "day", "usage"]), search.rest, facing)
    search.untie(_with_its_codes(scorer(by_day)), "control_number_service", score.MARGIN_EXACT)
    asking = keys.narrow_remits(search.rest)
    by_cut = keys.widened(changes.cut_days(asking, dated, learned), search.rest, facing)
    search.untie(_with_its_codes(scorer(by_cut)), "control_number_service", score.MARGIN_EXACT)


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


def _dated(rest: pl.DataFrame, claims: pl.DataFrame, claim_lines: pl.DataFrame) -> pl.DataFrame:
    """Make one row per claim (`keys.narrow_claims`) and day of its lines, `day_claim`, of days that `rest` asks for."""
    asked = rest.select(pl.col("served").alias("day_claim")).drop_nulls().unique()
    first = claims.select("claim_id", pl.col("served_claim").alias("day_claim"))
    lines = claim_lines.select("claim_id", pl.col("date_of_service").alias("day"))
    # Most lines are of the claim's first day: only the others add a row.
    others = beside(lines, first, on="claim_id").filter(pl.col("day").ne_missing(pl.col("day_claim")))
    others = among(
        others.select("claim_id", pl.col("day").alias("day_claim")).unique(), claims["claim_id"], on="claim_id"
    )
    days = pl.concat((first, others)).join(asked, on="day_claim", how="semi")
    return beside(days, claims, on="claim_id")


def _with_its_codes(scores: pl.DataFrame) -> pl.DataFrame:
    """Keep pairs whose codes were billed on the claim, or, for an answer without lines, whose patient agrees."""
    names = (pl.col("part_last") == 1.0) | (pl.col("part_member") == 1.0)
    return scores.filter((pl.col("shared") >= keys.SHARED_CODES) | (pl.col("has_lines").not_() & names))


def _answered_out(search: _Search, claims: pl.DataFrame, roots: pl.Series) -> pl.DataFrame:
    """Find those of `roots` with as many decisions of a payer in turn as submissions: (root, turn_asked, decided)."""
    answers = among(search.decided(), roots, on="root")
    matched = beside(answers, search.remits.select("remit_claim_id", "turn_said", "is_reversal"), on="remit_claim_id")
    sent = among(claims.select("root", "turn"), roots, on="root")
    sent = sent.group_by("root", pl.col("turn").alias("turn_asked")).agg(pl.len().alias("submissions"))
    return (
        matched.filter(pl.col("is_reversal").not_())
        .group_by("root", pl.col("turn_said").fill_null(1).alias("turn_asked"))
        .agg(pl.len().alias("decisions"))
        .join(sent, on=["root", "turn_asked"], how="left")
        .filter(pl.col("decisions") >= pl.col("submissions").fill_null(1))
        .select("root", "turn_asked", pl.lit(True).alias("decided"))
    )


def _by_score(
    search: _Search, facing: pl.DataFrame, claims: pl.DataFrame, scorer: Scorer
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Score what no key settled, against claims that share a block with it: (matches, ambiguous remittances)."""
    pairs = score.blocked(search.rest, facing)
    decided = _answered_out(search, claims, pairs["root"])
    scores = (
        scorer(pairs)
        .with_columns(pl.col("turn_said").fill_null(1).alias("turn_asked"))
        .join(decided, on=["root", "turn_asked"], how="left")
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
