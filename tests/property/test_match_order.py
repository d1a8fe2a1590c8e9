"""The order in which files and rows are read never changes what matching finds.

A practice's files are drawn at random (few patients, days, charges and numbers, so that keys collide), read in two
orders, and the two answers are compared after translating ids back to the rows they name.
"""

import importlib.util
import random
from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanskin.remit.match import match
from cleanskin.x12.bulk import frames
from cleanskin.x12.bulk.schema import HeldFrames

_path = Path(__file__).parents[1] / "unit" / "remit" / "build_frames.py"
_spec = importlib.util.spec_from_file_location("build_frames", _path)
build_frames = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build_frames)

PEOPLE = (
    {"member_id": "M1", "patient_last_name": "Alder", "patient_first_name": "Ann"},
    {"member_id": "M2", "patient_last_name": "Birch", "patient_first_name": "Betty"},
    {"member_id": None, "patient_last_name": None, "patient_first_name": None},
)
NUMBERS = ("ACC7", "ACC70001", "A-1", "0", None)
LINES = (
    [("99213", 15000)],
    [("99213", 15000), ("11102", 20000)],
    [("11102", 20000)],
    [("88305", 15000)],
)
DAYS = ("03-02", "03-04")
LATER = ("03-20", "04-20", "05-20")
MONEY = ("amount_paid_change", "amount_paid", "reversed_paid")

claims = st.tuples(
    st.sampled_from(NUMBERS),
    st.sampled_from(LINES),
    st.sampled_from(DAYS),
    st.sampled_from(("03-05", "03-20", "04-25")),
    st.sampled_from(PEOPLE),
    st.sampled_from(("1", "1", "1", "7", "8")),
    st.sampled_from(("P", "P", "S")),
    st.sampled_from((None, None, "I1")),
)
answers = st.tuples(
    st.sampled_from(NUMBERS),
    st.sampled_from(LINES),
    st.sampled_from(DAYS),
    st.sampled_from(LATER),
    st.sampled_from(PEOPLE),
    st.sampled_from(("1", "1", "2", "19", "22", "23")),
    st.sampled_from(("I1", "I2", None)),
    st.sampled_from((0, 5000)),
)


def build(submitted, answered):
    files = build_frames.Files()
    for number, lines, served, sent, person, frequency, responsibility, icn in submitted:
        files.claim(
            number,
            lines,
            served=served,
            sent=sent,
            frequency_code=frequency,
            payer_responsibility=responsibility,
            payer_control_number=icn,
            **person,
        )
    for number, lines, served, paid_on, person, status, icn, paid in answered:
        sign = -1 if status == "22" else 1
        files.answer(
            number,
            [(code, sign * charge, sign * paid) for code, charge in lines],
            served=served,
            paid_on=paid_on,
            status=status,
            icn=icn,
            **person,
        )
    return files


def renumbered(files, seed):
    """Give every id of the frames a new number and every frame a new row order; return the source and old ids by new."""
    chance = random.Random(seed)
    maps = {}
    for frame, key in (("claims", "claim_id"), ("remit_claims", "remit_claim_id"), ("transactions", "transaction_id")):
        ids = [row[key] for row in files.rows[frame]]
        maps[key] = dict(zip(ids, chance.sample(ids, len(ids)), strict=True))
    source = files.source()
    held = {}
    for frame in frames.ALL_FRAMES:
        data = source.frame(frame.name)
        for key, mapping in maps.items():
            if key in data.columns and mapping:
                data = data.with_columns(pl.col(key).replace(mapping))
        held[frame.name] = data.sample(fraction=1.0, shuffle=True, seed=seed)
    return HeldFrames(held, frames.ALL_FRAMES), {key: {new: old for old, new in m.items()} for key, m in maps.items()}


def content_of(files):
    """What a claim and a remittance claim say, by id: rows with equal content cannot be told apart, nor need be."""
    described = {"claim_id": {}, "remit_claim_id": {}}
    created = {row["transaction_id"]: str(row["date_created"]) for row in files.rows["transactions"]}
    for frame, key in (("claims", "claim_id"), ("remit_claims", "remit_claim_id")):
        lines = "service_lines" if frame == "claims" else "remit_lines"
        for row in files.rows[frame]:
            own = {name: value for name, value in row.items() if name not in (key, "transaction_id", "segment")}
            of_lines = [
                (line["code"], line["amount_billed"]) for line in files.rows[lines] if line.get(key) == row[key]
            ]
            described[key][row[key]] = str((created[row["transaction_id"]], sorted(own.items(), key=str), of_lines))
    return described


def said(matching, content, back=None):
    """State a matching without ids: sorted descriptions of chains, matches and events."""

    def name(key, value):
        if value is None:
            return None
        return content[key][back[key][value] if back else value]

    chains = sorted(
        (name("claim_id", row["claim_id"]), name("claim_id", row["root_claim_id"]), row["relation"], row["sequence"])
        for row in matching.claim_chains.iter_rows(named=True)
    )
    matches = sorted(
        str(
            (
                name("remit_claim_id", row["remit_claim_id"]),
                name("claim_id", row["claim_id"]),
                name("claim_id", row["root_claim_id"]),
                row["reason"],
                row["payer_order"],
                row["orphan_reason"],
                row["part"],
            )
        )
        for row in matching.claim_matches.iter_rows(named=True)
    )
    events = sorted(
        str(
            (
                name("claim_id", row["root_claim_id"]),
                name("remit_claim_id", row["remit_claim_id"]),
                row["kind"],
                row["sequence"],
                [row[money] for money in MONEY],
            )
        )
        for row in matching.adjudications.iter_rows(named=True)
    )
    return chains, matches, events, [finding.message for finding in matching.findings]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(claims, max_size=6), st.lists(answers, max_size=7), st.integers(0, 2**16))
def test_any_order_gives_the_same_answer(submitted, answered, seed):
    files = build(submitted, answered)
    content = content_of(files)
    source, back = renumbered(files, seed)
    assert said(match(source), content, back) == said(files.match(), content)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(claims, max_size=6), st.lists(answers, max_size=7))
def test_every_row_is_accounted_for_and_no_cent_is_lost(submitted, answered):
    files = build(submitted, answered)
    matching = files.match()
    assert matching.claim_chains["claim_id"].to_list() == list(range(len(submitted)))
    assert matching.claim_matches["remit_claim_id"].to_list() == list(range(len(answered)))
    assert matching.line_matches.height == len(files.rows["remit_lines"])
    repeats = set(matching.claim_matches.filter(pl.col("reason") == "duplicate")["remit_claim_id"])
    paid = {row["remit_claim_id"]: row["amount_paid"] for row in files.rows["remit_claims"]}
    evented = matching.claim_matches.drop_nulls("event_id")
    assert matching.adjudications["amount_paid_change"].sum() == sum(paid[key] for key in evented["remit_claim_id"])
    without = matching.claim_matches.filter(pl.col("event_id").is_null() & (pl.col("reason") != "duplicate"))
    assert set(without["reason"]) <= {"orphan"}
    assert set(without["part"]) <= {"reversal"}
    assert repeats.isdisjoint(evented["remit_claim_id"])
    assert set(evented["event_id"]) == set(matching.adjudications["event_id"])
    roots = dict(matching.claim_chains.select("claim_id", "root_claim_id").rows())
    assert all(roots[root] == root for root in roots.values())
