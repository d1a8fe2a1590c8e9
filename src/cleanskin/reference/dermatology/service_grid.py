"""The category grid: which service is medical, cosmetic or conditional, and what makes it medical.

- `service_grid.tsv`: one row per service, with the words people book it by and the conditions it is for.  A practice
  edits its own copy: rows with the same `service` replace the built-in ones, others are added;
- `service_needs.tsv`: facts besides symptoms that some services need ("failed aluminum chloride");
- `necessity_policies.tsv`: Medicare contractors' policies on removing benign growths, by state.
"""

import functools
from collections.abc import Iterable, Mapping

from cleanskin.record.dermatology import GridService, NecessityPolicy, ServiceNeed
from cleanskin.reference.dermatology.tables import parse_rows, read_rows, row_source

_CLASSES = ("medical", "cosmetic", "conditional")
_LEANINGS = ("", "medical", "cosmetic")
_COLUMNS = ("service", "words", "service_class")
"""Columns without which a table is no grid."""

_TRIGGERS = frozenset({
    "strong", "MN-BLEED", "MN-ITCH", "MN-PAIN", "MN-INFL", "MN-CHANGE", "MN-DOUBT", "MN-FUNC", "MN-TRAUMA",
    "MN-INFECT", "MN-FAILED", "MN-RISK", "MN-PREMAL",
})  # fmt: skip
"""What may stand in `medical_if` besides needs."""


@functools.cache
def service_grid() -> Mapping[str, GridService]:
    """Return the built-in grid by service, in order of the table."""
    return _services("service_grid.tsv", read_rows("service_grid.tsv"))


def practice_grid(text: str, *, file: str) -> Mapping[str, GridService]:
    """Return the grid with a practice's own rows laid over it.

    Columns as in the built-in table; `service`, `words` and `service_class` must be there.  A missing column, a service
    without a name or twice, a class, leaning, trigger or need that is none: ValueError with the row.
    """
    text = text.removeprefix("\ufeff")
    header = text.split("\n", 1)[0].strip("\r").split("\t")
    missing = [one for one in _COLUMNS if one not in header]
    if missing:
        raise ValueError(f"{file}: no column {', '.join(missing)}; columns are apart by tabs")
    return {**service_grid(), **_services(file, parse_rows(file, text))}


@functools.cache
def service_needs() -> Mapping[str, ServiceNeed]:
    """Return the needs by id, in order of the table."""
    return {
        row["need"]: ServiceNeed(
            need=row["need"],
            label=row["label"],
            question=row["question"],
            source=row_source(row),
        )
        for row in read_rows("service_needs.tsv")
    }


@functools.cache
def necessity_policies() -> Mapping[str, NecessityPolicy]:
    """Return the contractors' policies by state."""
    found: dict[str, NecessityPolicy] = {}
    for row in read_rows("necessity_policies.tsv"):
        itch = row["itch"]
        policy = NecessityPolicy(
            policy=row["policy"],
            contractor=row["contractor"],
            states=tuple(row["states"].split()),
            itch="any" if itch == "any" else "intense" if itch == "intense" else "unknown",
            note=row.get("note", ""),
            source=row_source(row),
        )
        found.update(dict.fromkeys(policy.states, policy))
    return found


def _services(table: str, rows: Iterable[Mapping[str, str]]) -> dict[str, GridService]:
    found: dict[str, GridService] = {}
    for row in rows:
        name = row.get("service", "")
        if not name:
            raise ValueError(f"{table}: a row has no name in the column service (label {row.get('label', '')!r})")
        if name in found:
            raise ValueError(f"{table}, service {name!r}: it stands twice")
        service_class, leaning = row.get("service_class", ""), row.get("leaning", "")
        if service_class not in _CLASSES or leaning not in _LEANINGS:
            raise ValueError(
                f"{table}, service {name!r}: class {service_class!r} or leaning {leaning!r} is none;"
                f" a class is one of {', '.join(_CLASSES)}, a leaning is empty, medical or cosmetic"
            )
        needs = (*row.get("medical_if", "").split(), *row.get("all_of", "").split())
        unknown = [one for one in needs if one not in _TRIGGERS and one not in service_needs()]
        if unknown:
            raise ValueError(f"{table}, service {name!r}: no such trigger or need: {', '.join(unknown)}")
        found[name] = GridService(
            service=name,
            label=row.get("label", name),
            words=_alternatives(row.get("words", "")),
            conditions=tuple(row.get("conditions", "").split()),
            kinds=tuple(row.get("kinds", "").split()),
            codes=tuple(row.get("codes", "").split()),
            service_class=service_class,  # type: ignore[arg-type]  # checked above
            leaning=leaning,  # type: ignore[arg-type]  # checked above
            medical_if=tuple(row.get("medical_if", "").split()),
            all_of=tuple(row.get("all_of", "").split()),
            cosmetic_if=tuple(row.get("cosmetic_if", "").split()),
            prior_authorization=row.get("prior_authorization", "") == "yes",
            note=row.get("note", ""),
            source=row_source({"source": "category-grid", **row}),
        )
    return found


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in cell.split("|") if one.strip())
