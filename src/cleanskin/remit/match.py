"""Which remittance answers which claim: the whole way from frames to frames.

A control number is not a key.  The way: set repeats aside (`duplicates`), join submissions of one visit (`chains`),
find each remittance claim's chain by exact keys and then, for the residue only, by a score (`roots`), choose the
submission of the chain it answers (`submissions`), match lines (`lines`), net reversals to events (`events`).
Pure: the same content gives the same answer whatever the order of files, up to ids.
"""

from dataclasses import dataclass

import polars as pl

from cleanskin.kernel.finding import Finding
from cleanskin.remit import chains, doubts, duplicates, events, frames, habits, lines, relations, submissions
from cleanskin.remit.roots import roots_of
from cleanskin.remit.sides import read_sides
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


def match(source: FrameSource) -> Matching:
    """Match the remittance claims of `source` to its claims.  Never raises on content; doubts come back as findings."""
    sides = read_sides(source)
    repeated = duplicates.repeated_claims(sides.claims)
    repeated_remits = duplicates.repeated_remits(sides.remits)
    live_claims = among(sides.claims, repeated["claim_id"], on="claim_id", kept=False)
    live_remits = among(sides.remits, repeated_remits["remit_claim_id"], on="remit_claim_id", kept=False)
    live_claims = live_claims.with_columns(habits.visits_on_number(live_claims))
    rejections = chains.rejections(source, live_claims)
    parent = chains.parents(live_claims, remits=live_remits, claim_lines=sides.claim_lines, rejections=rejections)
    root = chains.roots(live_claims, parent)
    rooted = beside(live_claims, root, on="claim_id")
    found = roots_of(live_remits, rooted, sides)
    answered = beside(live_remits.drop(_KEYS_ONLY), found.matches, on="remit_claim_id")
    chain = relations.relations(
        sides.claims,
        repeated=repeated,
        parent=parent,
        root=root,
        answers=answered.drop_nulls("root").select("root", "remitted"),
        rejections=rejections,
    )
    countable = among(rooted, chain.filter(pl.col("relation") != "duplicate")["claim_id"], on="claim_id")
    placed = submissions.place(answered, countable, found.links)
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
    matching.findings.extend(doubts.findings_of(chain, claim_matches, netted.adjudications, live_remits))
    return matching
