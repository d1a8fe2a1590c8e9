"""The word lists of notes: sites, conditions, reasons, services, managements, phrases, flaws.

All are written for this world without a look at any reader of notes; nothing in them is a standard's wording.
"""

from functools import cache

from cleanskin.sim.tables import rows

Words = tuple[str, ...]


def _rows(name: str) -> list[list[str]]:
    return [list(row.values()) for row in rows("cleanskin.sim.notes", f"{name}.tsv")]


def _split(cell: str) -> Words:
    return tuple(word.strip() for word in cell.split("|") if word.strip())


@cache
def site_words() -> dict[str, tuple[Words, Words]]:
    """Return full and short words by site."""
    return {row[0]: (_split(row[1]), _split(row[2])) for row in _rows("sites")}


@cache
def condition_words() -> dict[str, tuple[Words, Words, Words]]:
    """Return words for one, for many, and short ones, by condition."""
    return {row[0]: (_split(row[1]), _split(row[2]), _split(row[3])) for row in _rows("conditions")}


@cache
def trigger_words() -> dict[str, tuple[Words, Words]]:
    """Return what is said of a lesion for a reason to remove it, full and short."""
    return {row[0]: (_split(row[1]), _split(row[2])) for row in _rows("triggers")}


@cache
def service_words() -> dict[str, tuple[str, str]]:
    """Return the sentence of a service, full and short."""
    return {row[0]: (row[1], row[2]) for row in _rows("services")}


@cache
def drug_words() -> dict[str, Words]:
    """Return what is prescribed, by condition; "other" for those that are not in the table."""
    return {row[0]: _split(row[1]) for row in _rows("drugs")}


@cache
def over_the_counter_words() -> dict[str, Words]:
    """Return what is recommended as sold without a prescription, by condition, where a drug is named at all."""
    return {row[0]: _split(row[2]) for row in _rows("drugs") if row[2]}


@cache
def management_words() -> dict[str, tuple[Words, Words]]:
    """Return what is said of a decision, full and short."""
    return {row[0]: (_split(row[1]), _split(row[2])) for row in _rows("managements")}


@cache
def phrases() -> dict[tuple[str, str], Words]:
    """Return the sentences by what is done and register."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in _rows("phrases"):
        found.setdefault((row[0], row[1]), []).append(row[2])
    return {key: tuple(texts) for key, texts in found.items()}


@cache
def flaw_rates() -> dict[str, int]:
    """Return how often a note is flawed in which way, parts in ten thousand of the chances."""
    return {row[0]: int(row[1]) for row in _rows("flaws")}
