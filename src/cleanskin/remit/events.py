"""Decisions, corrections, takebacks: remittance claims netted to events.

A reversal (CLP02 22) is never an event of its own when its new decision is there: reversal and decision are one
`correction`.  Without a new decision it is a `takeback`.  A chain's money is always the sum of `amount_paid_change`.

CLP02 19, 20 and 21 mean "processed as primary (secondary, tertiary) and forwarded": a decision like any other when
they carry lines, adjustments or money, else only a notice of forwarding.  23 (not our claim, forwarded) and 25
(predetermination) decide nothing.
"""

from dataclasses import dataclass

import polars as pl

from cleanskin.x12.bulk.rows import beside, shared

CORRECTION_DAYS = 60
"""A new decision of the same payer later than this after a reversal is a decision of its own."""

_NOTICES = ("23", "25")
_FORWARDED = ("19", "20", "21")
_EVENT_OF = ("event", "group", "root", "claim_id", "remit_claim_id", "turn", "is_notice", "rank")
_ANSWERED = ("remit_claim_id", "claim_id", "root", "reason", "score", "turn", "event_id", "part", "evidence")
_COUNTED = (*_EVENT_OF, "remitted", "is_reversal", "unit_undone", "billed_signed", "paid", "patient_share")
_ORDERS = {1: "primary", 2: "secondary"}


@dataclass(frozen=True)
class Netted:
    """`remits`: live remits with event_id, part, turn and claim_id settled; `adjudications` as declared."""

    remits: pl.DataFrame
    adjudications: pl.DataFrame


def net(placed: pl.DataFrame) -> Netted:
    """Net the live remits of `submissions.place` to events."""
    remits = _with_group(placed)
    facts = remits.select(
        "remit_claim_id",
        "rank",
        "group",
        "icn",
        "payer",
        "paid",
        "billed",
        "remitted",
        "transaction_id",
        "segment",
        "is_reversal",
        "claim_created",
        _is_notice().alias("is_notice"),
    )
    turned = facts.filter("is_reversal")
    # Most groups have no reversal: only the others take part in pairing.
    decisions = facts.join(turned.select("group").unique(), on="group", how="semi").filter(
        pl.col("is_reversal").not_() & pl.col("is_notice").not_()
    )
    undone = _undone(turned, decisions)
    corrected = _corrected(turned, decisions, undone)
    remits = _inherit(remits, undone).with_columns(facts["is_notice"])
    return _events(remits, undone, corrected)


def _is_notice() -> pl.Expr:
    empty = pl.col("has_reasons").not_() & (pl.col("paid") == 0)
    return (pl.col("status").is_in(_NOTICES) | (pl.col("status").is_in(_FORWARDED) & empty)).fill_null(False)


def _with_group(placed: pl.DataFrame) -> pl.DataFrame:
    """Add `group`: the root, or for orphans a negative number common to what speaks of one unseen claim.

    Unseen claims are told apart by charge too, except where a reversal is: its correction may bill another amount.
    """
    visit = ["number", "served", "last", "payer", "usage"]
    reversed_ = pl.col("is_reversal").any().over(visit) & pl.col("number").is_not_null()
    orphans = placed.filter(pl.col("root").is_null()).select(
        "remit_claim_id",
        *visit,
        pl.when(reversed_.not_()).then(pl.col("billed")).alias("billed_apart"),
        pl.when(pl.col("number").is_null()).then(pl.col("icn")).alias("icn_apart"),
    )
    unseen = pl.col("remit_claim_id").min().over(*visit, "billed_apart", "icn_apart")
    numbered = orphans.select("remit_claim_id", (-1 - unseen).alias("orphan_group"))
    return (
        beside(placed, numbered, on="remit_claim_id")
        .with_columns(pl.coalesce("root", "orphan_group").alias("group"))
        .drop("orphan_group")
    )


def _undone(turned: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """Pair each reversal with the decision it undoes: (reversal, undoes)."""
    same_day = pl.len().over("group", "remitted")
    pairs = turned.join(
        decisions.with_columns(same_day.alias("same_day")), on="group", how="inner", suffix="_d"
    ).with_columns(
        (pl.col("icn") == pl.col("icn_d")).fill_null(False).alias("same_icn"),
        (pl.col("paid") == -pl.col("paid_d")).alias("same_paid"),
        (pl.col("billed") == pl.col("billed_d")).fill_null(False).alias("same_billed"),
        (pl.col("remitted_d") < pl.col("remitted")).fill_null(False).alias("before"),
    )
    apart = pl.col("transaction_id") != pl.col("transaction_id_d")
    # On one day the decision may be the new one: it is the old one only when the money is equal and it stands apart,
    # before the reversal, or with a second decision that can be the new one.
    today = (pl.col("remitted_d") == pl.col("remitted")).fill_null(True) & (
        pl.col("same_paid")
        & pl.col("same_billed")
        & (apart | (pl.col("segment_d") < pl.col("segment")) | (pl.col("same_day") > 1))
    )
    pairs = pairs.filter((pl.col("before") | today) & (pl.col("same_icn") | pl.col("same_paid")))
    points = (
        pl.col("same_paid").cast(pl.Int64) * 4
        + pl.col("same_icn").cast(pl.Int64) * 3
        + pl.col("same_billed").cast(pl.Int64)
        + pl.col("before").cast(pl.Int64)
    )
    return _one_to_one(
        pairs.select(
            pl.col("remit_claim_id").alias("reversal"),
            pl.col("remit_claim_id_d").alias("other"),
            points.alias("points"),
            pl.col("rank").alias("rank_reversal"),
            pl.col("rank_d").cast(pl.Int64).alias("distance"),
        )
    ).rename({"other": "undoes"})


def _corrected(turned: pl.DataFrame, decisions: pl.DataFrame, undone: pl.DataFrame) -> pl.DataFrame:
    """Pair each reversal with the new decision that follows it: (reversal, new)."""
    pairs = (
        turned.join(undone, left_on="remit_claim_id", right_on="reversal", how="left")
        .join(decisions, on="group", how="inner", suffix="_d")
        .with_columns((pl.col("remitted_d") - pl.col("remitted")).dt.total_days().fill_null(0).alias("days"))
        .filter(
            pl.col("days").is_between(0, CORRECTION_DAYS)
            & (pl.col("payer") == pl.col("payer_d")).fill_null(True)
            & (pl.col("undoes").is_null() | (pl.col("undoes") != pl.col("remit_claim_id_d")))
        )
    )
    together = pl.col("transaction_id") == pl.col("transaction_id_d")
    sent_after = (pl.col("claim_created_d") > pl.col("remitted")).fill_null(False)
    pairs = pairs.filter(together | sent_after.not_())
    points = (
        together.cast(pl.Int64) * 4
        + (together & (pl.col("segment_d") > pl.col("segment"))).cast(pl.Int64) * 2
        + (pl.col("icn") == pl.col("icn_d")).fill_null(False).cast(pl.Int64)
    )
    return _one_to_one(
        pairs.select(
            pl.col("remit_claim_id").alias("reversal"),
            pl.col("remit_claim_id_d").alias("other"),
            points.alias("points"),
            pl.col("rank").alias("rank_reversal"),
            (pl.col("days") * 2**32 + pl.col("rank_d").cast(pl.Int64)).alias("distance"),
        )
    ).rename({"other": "new"})


def _one_to_one(pairs: pl.DataFrame) -> pl.DataFrame:
    """Choose at most one partner each way: in rounds, every reversal asks for its best, the earliest asker gets it."""
    chosen = [pairs.select("reversal", "other").clear()]
    while not pairs.is_empty():
        asked = (
            pairs.sort("points", "distance", descending=[True, False])
            .group_by("reversal", maintain_order=True)
            .agg(pl.col("other", "rank_reversal").first())
        )
        given = asked.filter(pl.col("rank_reversal") == pl.col("rank_reversal").min().over("other"))
        given = given.select("reversal", "other")
        chosen.append(given)
        pairs = pairs.join(given, on="reversal", how="anti").join(given, on="other", how="anti")
    return pl.concat(chosen)


def _inherit(remits: pl.DataFrame, undone: pl.DataFrame) -> pl.DataFrame:
    """Give a reversal the submission and the turn of the decision it undoes; turn 1 where nobody knows."""
    before = undone.join(
        remits.select("remit_claim_id", pl.col("claim_id").alias("claim_undone"), pl.col("turn").alias("turn_undone")),
        left_on="undoes",
        right_on="remit_claim_id",
        how="left",
    )
    return (
        beside(remits, before, on="remit_claim_id", right_on="reversal")
        .with_columns(
            pl.coalesce("claim_undone", "claim_id").alias("claim_id"),
            pl.coalesce("turn_undone", "turn", pl.lit(1)).alias("turn"),
        )
        .drop("claim_undone", "turn_undone", "undoes")
    )


def _parts(remits: pl.DataFrame, corrected: pl.DataFrame) -> pl.DataFrame:
    """Group the answers to parts of one claim: (remit_claim_id, unit, parts), unit being the earliest part's rank.

    Parts bill less than the claim, bear different payer control numbers, and together not more than the claim; on
    different days only when together they bill exactly the claim, because a second answer to one part looks the same.
    """
    partial = remits.filter(
        pl.col("is_reversal").not_() & pl.col("is_notice").not_() & (pl.col("billed") < pl.col("claim_billed"))
    ).join(
        corrected.select(pl.col("new").alias("remit_claim_id"), pl.lit(True).alias("is_new")),
        on="remit_claim_id",
        how="left",
    )
    partial = partial.with_columns(pl.col("is_new").fill_null(False))
    found = []
    whole = ["group", "claim_id", "payer", "turn"]
    for key, fits in (
        ([*whole, "remitted"], pl.col("billed").sum() <= pl.col("claim_billed").first()),
        (whole, pl.col("billed").sum() == pl.col("claim_billed").first()),
    ):
        rest = partial if len(key) > len(whole) else partial.filter(pl.col("is_new").not_())
        distinct = (pl.col("icn").n_unique() == pl.len()) & (pl.len() > 1)
        units = rest.group_by(key).agg(
            pl.col("remit_claim_id"),
            pl.col("rank").min().alias("unit"),
            pl.len().alias("parts"),
            (distinct & fits).alias("split"),
        )
        found.append(units.filter("split").select("remit_claim_id", "unit", "parts").explode("remit_claim_id"))
    # A unit over several days holds those of its days.
    return (
        pl.concat(found)
        .sort("parts", descending=True)
        .unique("remit_claim_id", keep="first", maintain_order=True)
        .with_columns(pl.col("unit").cast(pl.Int64))
    )


def _events(remits: pl.DataFrame, undone: pl.DataFrame, corrected: pl.DataFrame) -> Netted:
    remits = _assigned(remits, undone, corrected)
    events = _adjudications(remits)
    ids = events.select("event", "event_id")
    undone_ids = ids.rename({"event": "unit_undone", "event_id": "reversed_event_id"})
    adjudications = (
        beside(events, undone_ids, on="unit_undone")
        .select(
            "event_id",
            pl.col("root").alias("root_claim_id"),
            "claim_id",
            "remit_claim_id",
            _order(pl.col("turn")).alias("payer_order"),
            "sequence",
            "kind",
            pl.col("remitted").alias("date_remitted"),
            "amount_billed",
            "amount_paid",
            "amount_patient",
            "amount_paid_change",
            "reversed_event_id",
            "reversed_paid",
        )
        .sort("event_id")
    )
    settled = beside(remits, ids, on="event").with_columns(
        pl.when(pl.col("is_reversal"))
        .then(pl.lit("reversal"))
        .when(pl.col("remit_claim_id").is_in(corrected["new"].implode()))
        .then(pl.lit("correction"))
        .when(pl.col("parts").is_not_null())
        .then(pl.lit("split"))
        .otherwise(pl.lit("decision"))
        .alias("part")
    )
    return Netted(remits=settled, adjudications=adjudications)


def _assigned(remits: pl.DataFrame, undone: pl.DataFrame, corrected: pl.DataFrame) -> pl.DataFrame:
    """Add `event` (the unit that leads it, null for none), `unit_undone` (the unit a reversal undoes) and `parts`."""
    remits = beside(remits, _parts(remits, corrected), on="remit_claim_id")
    remits = beside(remits, undone, on="remit_claim_id", right_on="reversal")
    remits = beside(remits, corrected, on="remit_claim_id", right_on="reversal").with_columns(
        pl.coalesce("unit", pl.col("rank").cast(pl.Int64)).alias("unit")
    )
    of_new = remits.select(pl.col("remit_claim_id").alias("new"), pl.col("unit").alias("unit_new"))
    of_undone = remits.select(pl.col("remit_claim_id").alias("undoes"), pl.col("unit").alias("unit_undone"))
    remits = beside(beside(remits, of_new, on="new"), of_undone, on="undoes")
    # Reversals of several parts of one decision on one day are one takeback.
    together = pl.col("unit").min().over("group", "remitted", "unit_undone").alias("together")
    taking_back = remits.drop_nulls(["unit_undone"]).select("remit_claim_id", together)
    settled = beside(remits, taking_back, on="remit_claim_id").with_columns(
        pl.when(pl.col("is_reversal").not_())
        .then(pl.col("unit"))
        .when(pl.col("unit_new").is_not_null())
        .then(pl.col("unit_new"))
        .when(pl.col("root").is_null() & pl.col("undoes").is_null())
        .then(None)
        .when(pl.col("unit_undone").is_not_null())
        .then(pl.col("together"))
        .otherwise(pl.col("unit"))
        .alias("event")
    )
    return settled.drop("together")


def _adjudications(remits: pl.DataFrame) -> pl.DataFrame:
    """One row per event with its amounts, kind, sequence and id."""
    stands = pl.col("is_reversal").not_()
    counted = (
        remits.select(_COUNTED)
        .drop_nulls("event")
        .with_columns(
            pl.when(stands).then(pl.col("billed_signed")).otherwise(0).alias("billed_now"),
            pl.when(stands).then(pl.col("paid")).otherwise(0).alias("paid_now"),
            pl.when(stands).then(pl.col("patient_share")).otherwise(0).alias("patient_now"),
            pl.when(stands).then(0).otherwise(-pl.col("paid")).alias("paid_back"),
            # The decision leads its event; a takeback is led by its reversal.
            pl.when(stands).then(pl.col("remitted")).alias("day_now"),
        )
    )
    # Most events are one remittance claim: they need no grouping.
    several = counted.filter(pl.col("event").is_duplicated())
    alone = counted.filter(pl.col("event").is_duplicated().not_())
    return (
        _with_sequence(pl.concat((_one_each(alone), _summed(several))))
        .with_columns(
            pl.when("only_back")
            .then(pl.lit("takeback"))
            .when("is_notice")
            .then(pl.lit("forward_only"))
            .when("any_back")
            .then(pl.lit("correction"))
            .otherwise(pl.lit("decision"))
            .alias("kind"),
        )
        .sort("rank")
        .with_row_index("event_id")
        .with_columns(pl.col("event_id").cast(pl.Int64))
    )


def _with_sequence(events: pl.DataFrame) -> pl.DataFrame:
    """Add `sequence`, counted only where a payer in turn has several events on one claim."""
    several = shared(events.select("event", "group", "turn", "remitted", "rank"), ["group", "turn"])
    numbered = several.sort("group", "turn", "remitted", "rank").select(
        "event", pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("group", "turn").alias("sequence")
    )
    return beside(events, numbered, on="event").with_columns(pl.col("sequence").fill_null(1))


def _one_each(alone: pl.DataFrame) -> pl.DataFrame:
    return alone.select(
        *_EVENT_OF,
        "remitted",
        pl.col("is_reversal").alias("only_back"),
        pl.col("is_reversal").alias("any_back"),
        "unit_undone",
        pl.col("billed_now").alias("amount_billed"),
        pl.col("paid_now").alias("amount_paid"),
        pl.col("patient_now").alias("amount_patient"),
        pl.col("paid").alias("amount_paid_change"),
        pl.col("paid_back").alias("reversed_paid"),
    )


def _summed(shared: pl.DataFrame) -> pl.DataFrame:
    return (
        shared.sort("event", "is_reversal", "rank")
        .group_by("event", maintain_order=True)
        .agg(
            pl.col(_EVENT_OF[1:]).first(),
            pl.coalesce(pl.col("day_now").min(), pl.col("remitted").min()).alias("remitted"),
            pl.col("is_reversal").first().alias("only_back"),
            pl.col("is_reversal").any().alias("any_back"),
            pl.col("unit_undone").min(),
            pl.col("billed_now").sum().alias("amount_billed"),
            pl.col("paid_now").sum().alias("amount_paid"),
            pl.col("patient_now").sum().alias("amount_patient"),
            pl.col("paid").sum().alias("amount_paid_change"),
            pl.col("paid_back").sum().alias("reversed_paid"),
        )
    )


def _order(turn: pl.Expr) -> pl.Expr:
    return turn.replace_strict(_ORDERS, default="tertiary", return_dtype=pl.String)


def claim_matches(netted: Netted, repeated: pl.DataFrame, doubts: pl.DataFrame) -> pl.DataFrame:
    """Assemble the `claim_matches` frame of live remits and of their repeats (`duplicates.repeated_remits`)."""
    doubt = doubts.group_by("remit_claim_id").agg(pl.col("doubt").first())
    orphan = pl.col("root").is_null()
    live = beside(netted.remits.select(_ANSWERED), doubt, on="remit_claim_id").select(
        "remit_claim_id",
        "claim_id",
        pl.col("root").alias("root_claim_id"),
        pl.when(orphan).then(pl.lit("orphan")).otherwise(pl.col("reason")).alias("reason"),
        "score",
        _order(pl.col("turn")).alias("payer_order"),
        pl.lit(None, dtype=pl.Int64).alias("duplicate_of_remit_claim_id"),
        "event_id",
        "part",
        pl.when(orphan).then(pl.col("doubt").fill_null("no_claim")).alias("orphan_reason"),
        "evidence",
    )
    copies = (
        repeated.join(
            live.drop("duplicate_of_remit_claim_id").rename({"remit_claim_id": "duplicate_of_remit_claim_id"}),
            on="duplicate_of_remit_claim_id",
            how="left",
        )
        .with_columns(
            pl.lit("duplicate").alias("reason"),
            pl.lit(None, dtype=pl.Float64).alias("score"),
            pl.lit(None, dtype=pl.Int64).alias("event_id"),
            pl.lit(None, dtype=pl.String).alias("part"),
            pl.lit(None, dtype=pl.String).alias("orphan_reason"),
            pl.lit(None, dtype=pl.String).alias("evidence"),
        )
        .select(live.columns)
    )
    return pl.concat((live, copies)).sort("remit_claim_id")
