"""Which remittance answers which claim: the whole way from frames to frames.

A control number is not a key.  The way: set repeats aside (`duplicates`), join submissions of one visit (`chains`),
find each remittance claim's chain by exact keys and then, for the residue only, by a score (`roots`), choose the
submission of the chain it answers (`submissions`), match lines (`lines`), net reversals to events (`events`).
Pure: the same content gives the same answer whatever the order of files, up to ids.
"""

from dataclasses import dataclass, replace

import polars as pl

from cleanskin.kernel.finding import Finding
from cleanskin.remit import chains, doubts, duplicates, events, frames, habits, lines, relations, submissions
from cleanskin.remit.roots import roots_of
from cleanskin.remit.sides import Sides, read_sides
from cleanskin.x12.bulk.rows import among, beside
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


_KEYS_ONLY = ("trace", "served_last", "has_lines", "member", "first", "npi", "tin", "rendering", "content")
"""Columns of the remittance side that only keys and scores read."""


_DOUBTED = ("remit_claim_id", "transaction_id", "content", "payer", "icn", "usage", "remitted", "paid", "is_reversal")
"""Columns of the remittance side that findings read."""


def match(source: FrameSource) -> Matching:
    """Match the remittance claims of `source` to its claims.  Never raises on content; doubts come back as findings."""
    sides = read_sides(source)
    repeats = _Repeats(duplicates.repeated_claims(sides.claims), duplicates.repeated_remits(sides.remits))
    submitted = sides.claims.select(relations.COLUMNS)
    # Of two million rows nothing is kept twice: from here on only what counts, and lines once claims are settled.
    sides = _without(sides, repeats)
    rejections = chains.rejections(source, sides.claims)
    settled = _settle(sides, submitted=submitted, repeats=repeats, rejections=rejections)
    claim_lines, remit_lines = sides.claim_lines, sides.remit_lines
    del sides, submitted
    line_matches = lines.match_lines(settled.answers, remit_lines, claim_lines, settled.root)
    return Matching(
        claim_chains=assert_declared(settled.chain, frames.CLAIM_CHAINS),
        claim_matches=assert_declared(settled.claim_matches, frames.CLAIM_MATCHES),
        line_matches=assert_declared(line_matches, frames.LINE_MATCHES),
        adjudications=assert_declared(settled.adjudications, frames.ADJUDICATIONS),
        control_number_habits=assert_declared(settled.habits, frames.CONTROL_NUMBER_HABITS),
        control_number_changes=assert_declared(settled.changes, frames.CONTROL_NUMBER_CHANGES),
        findings=settled.findings,
    )


@dataclass(frozen=True)
class _Repeats:
    """Claims and remittance claims seen before, as `duplicates` finds them."""

    claims: pl.DataFrame
    remits: pl.DataFrame


@dataclass(frozen=True)
class _Settled:
    """What is known before lines are matched: frames, `root` of every claim, `answers` (remit_claim_id, claim_id)."""

    chain: pl.DataFrame
    claim_matches: pl.DataFrame
    adjudications: pl.DataFrame
    habits: pl.DataFrame
    changes: pl.DataFrame
    findings: list[Finding]
    root: pl.DataFrame
    answers: pl.DataFrame


def _without(sides: Sides, repeats: _Repeats) -> Sides:
    """Leave repeats out, and say of each claim how many visits bear its number (`number_visits`)."""
    claims = among(sides.claims, repeats.claims["claim_id"], on="claim_id", kept=False)
    return replace(
        sides,
        claims=claims.with_columns(habits.visits_on_number(claims)),
        remits=among(sides.remits, repeats.remits["remit_claim_id"], on="remit_claim_id", kept=False),
    )


def _settle(sides: Sides, *, submitted: pl.DataFrame, repeats: _Repeats, rejections: pl.DataFrame) -> _Settled:
    """Match claims: chains, roots, submissions, events."""
    parent = chains.parents(sides.claims, remits=sides.remits, claim_lines=sides.claim_lines, rejections=rejections)
    root = chains.roots(sides.claims, parent)
    rooted = beside(sides.claims, root, on="claim_id")
    found = roots_of(sides.remits, rooted, sides)
    answered = beside(sides.remits.drop(_KEYS_ONLY), found.matches, on="remit_claim_id")
    chain = relations.relations(
        submitted,
        repeated=repeats.claims,
        parent=parent,
        root=root,
        answers=answered.drop_nulls("root").select("root", "remitted"),
        rejections=rejections,
    )
    countable = among(rooted, chain.filter(pl.col("relation") != "duplicate")["claim_id"], on="claim_id")
    placed = submissions.place(answered, countable, found.links)
    netted = events.net(placed)
    claim_matches = events.claim_matches(netted, repeats.remits, found.doubts)
    changes = habits.number_changes(placed, countable)
    # Findings speak of contents seen twice and of reversals: the bulk of answers is neither.
    doubted = sides.remits.select(_DOUBTED).filter(pl.col("content").is_duplicated() | pl.col("is_reversal"))
    return _Settled(
        chain=chain,
        claim_matches=claim_matches,
        adjudications=netted.adjudications,
        habits=habits.control_number_habits(countable, changes),
        changes=changes,
        findings=doubts.findings_of(chain, claim_matches, netted.adjudications, doubted),
        root=root,
        answers=netted.remits.select("remit_claim_id", "claim_id"),
    )
