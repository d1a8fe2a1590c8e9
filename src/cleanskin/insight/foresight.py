"""What the rules of the scrubber say of claims that were already answered, for a diagnosis: a stated random sample.

Claims are made from the frames, which do not hold all of a claim: only rules about the services of one day run, none about
the claim as a whole, its registration, or what needs the record or the patient's history.  Two samples are drawn: of all
original insurance claims, and of those that failed at first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import polars as pl

from cleanskin.insight.facts import Facts
from cleanskin.insight.population import INSURANCE
from cleanskin.insight.spoken import SaidOfClaim, rule_rows, spoken
from cleanskin.record.claim import Claim
from cleanskin.rules.engine import Engine
from cleanskin.rules.registry import all_rules, family_of
from cleanskin.rules.rule import Rule
from cleanskin.x12.bulk.rows import among, held
from cleanskin.x12.bulk.schema import FrameSource

SAMPLE_MAX = 1_000
"""Most claims of each sample.  With as many, a share is known to about three points.  [assumed]"""

_COLUMNS_AT_ONCE = 4
_WHOLE_CLAIM_FAMILIES = frozenset({"registration", "enrollment", "filing", "authorization", "place"})
"""Families that read what the frames do not hold."""

_CLAIM_COLUMNS = (
    "claim_id", "patient_control_number", "amount_billed", "place_of_service", "frequency_code", "billing_npi",
    "billing_taxonomy", "billing_zip", "rendering_npi", "rendering_taxonomy", "referring_npi", "payer_name", "payer_id",
    "payer_responsibility", "claim_filing_indicator", "member_id", "patient_birth_date", "patient_sex", "authorization_number",
)  # fmt: skip
_LINE_COLUMNS = (
    "claim_id", "line_id", "line_number", "code", "modifier_1", "modifier_2", "modifier_3", "modifier_4", "amount_billed",
    "units", "place_of_service", "diagnosis_pointers", "date_of_service", "date_of_service_last", "rendering_npi", "ndc",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Foresight:
    """What rules said.  `said` is spoken.SPOKEN_SCHEMA; `rules` spoken.RULE_SCHEMA; the samples are claim ids."""

    said: pl.DataFrame
    rules: pl.DataFrame
    of_all: pl.Series
    of_failures: pl.Series


def rules_of_services() -> tuple[Rule, ...]:
    """Return the rules that can be asked of claims made from frames."""
    return tuple(
        rule
        for rule in all_rules()
        if not rule.claim_wide and not rule.needs and family_of(rule) not in _WHOLE_CLAIM_FAMILIES
    )


def foresee(
    source: FrameSource, facts: Facts, engine: Engine, *, sample_max: int = SAMPLE_MAX, seed: int = 20
) -> Foresight:
    """Draw the samples and scrub them; the same files give the same samples."""
    claims = facts.claim_facts.filter(pl.col("population") == INSURANCE)
    of_all = _drawn(claims["root_claim_id"], sample_max, seed)
    failed = claims.filter(pl.col("first_has_denied_line").fill_null(False))
    of_failures = _drawn(failed["root_claim_id"], sample_max, seed)
    ids = pl.concat([of_all, of_failures]).unique().sort()
    lines = _some(source, "service_lines", _LINE_COLUMNS, ids)
    said = (
        SaidOfClaim(claim_id, engine.scrub(claim).findings) for claim_id, claim in claims_of_frames(source, ids, lines)
    )
    return Foresight(said=spoken(said, lines), rules=rule_rows(engine.rules), of_all=of_all, of_failures=of_failures)


def _drawn(ids: pl.Series, count: int, seed: int) -> pl.Series:
    """Draw without repeats; all of them when there are no more."""
    return ids.sort() if ids.len() <= count else ids.sort().sample(count, seed=seed).sort()


def _some(source: FrameSource, name: str, columns: tuple[str, ...], ids: pl.Series) -> pl.DataFrame:
    """Return the rows of some claims, read a few columns at a time: of a million claims all together are large."""
    kept = held(source.frame(name, ["claim_id"])["claim_id"], ids)
    parts = [
        source.frame(name, list(columns[at : at + _COLUMNS_AT_ONCE])).filter(kept)
        for at in range(0, len(columns), _COLUMNS_AT_ONCE)
    ]
    return pl.concat(parts, how="horizontal")


def claims_of_frames(source: FrameSource, ids: pl.Series, lines: pl.DataFrame) -> Iterator[tuple[int, Claim]]:
    """Iterate over some claims as nouns, with what the frames hold of them; `lines` are their service lines."""
    claims = _some(source, "claims", _CLAIM_COLUMNS, ids)
    diagnoses = among(source.frame("diagnoses"), ids, on="claim_id").sort("claim_id", "position")
    lines_of: dict[int, list[dict[str, Any]]] = {}
    for row in lines.sort("claim_id", "line_id").iter_rows(named=True):
        lines_of.setdefault(row["claim_id"], []).append(_line(row))
    diagnoses_of: dict[int, list[dict[str, Any]]] = {}
    for row in diagnoses.iter_rows(named=True):
        one = {"code": row["code"] or "", "qualifier": row["qualifier"] or "ABF"}
        diagnoses_of.setdefault(row["claim_id"], []).append(one)
    for row in claims.iter_rows(named=True):
        key = row["claim_id"]
        yield key, msgspec.convert(_claim(row, lines_of.get(key, []), diagnoses_of.get(key, [])), Claim, strict=False)


def _claim(row: dict[str, Any], lines: list[dict[str, Any]], diagnoses: list[dict[str, Any]]) -> dict[str, Any]:
    rendering = row["rendering_npi"]
    person = {"birth_date": row["patient_birth_date"], "sex": row["patient_sex"] or ""}
    providers = [_provider("rendering", rendering, row["rendering_taxonomy"])] if rendering else []
    if row["referring_npi"]:
        providers.append(_provider("referring", row["referring_npi"], None))
    number = row["authorization_number"]
    return {
        "patient_control_number": row["patient_control_number"] or "",
        "amount_billed": row["amount_billed"] or 0,
        "place_of_service": row["place_of_service"] or "",
        "frequency_code": row["frequency_code"] or "1",
        "billing_provider": {
            **_provider("billing", row["billing_npi"], row["billing_taxonomy"]),
            "address": {"postal_code": row["billing_zip"] or ""},
        },
        "coverage": {
            "payer_responsibility": row["payer_responsibility"] or "P",
            "relationship": "18",
            "claim_filing_indicator": row["claim_filing_indicator"] or "",
            "subscriber": {
                "role": "subscriber", "is_person": True, "id_qualifier": "MI", "id": row["member_id"] or "",
                "demographics": person,
            },
            "payer": {
                "role": "payer", "name": row["payer_name"] or "", "id_qualifier": "PI", "id": row["payer_id"] or "",
            },
        },
        "providers": providers,
        "references": [{"kind": "G1", "value": number}] if number else [],
        "diagnoses": diagnoses,
        "lines": lines,
    }  # fmt: skip


def _provider(role: str, npi: str | None, taxonomy: str | None) -> dict[str, Any]:
    return {"role": role, "id_qualifier": "XX", "id": npi or "", "taxonomy": taxonomy or ""}


def _line(row: dict[str, Any]) -> dict[str, Any]:
    first, last = row["date_of_service"], row["date_of_service_last"]
    pointers = [int(one) for one in (row["diagnosis_pointers"] or "").split(":") if one.isascii() and one.isdigit()]
    modifiers = [row[f"modifier_{at}"] for at in range(1, 5) if row[f"modifier_{at}"]]
    return {
        "number": str(row["line_number"]),
        "procedure": {"code": row["code"] or "", "modifiers": modifiers},
        "units": row["units"],
        "amount_billed": row["amount_billed"] or 0,
        "place_of_service": row["place_of_service"] or "",
        "diagnosis_pointers": pointers,
        "dates": [{"kind": "472", "first": first, "last": last if last != first else None}] if first else [],
        "drug": {"ndc": row["ndc"]} if row["ndc"] else None,
        "providers": [_provider("rendering", row["rendering_npi"], None)] if row["rendering_npi"] else [],
    }
