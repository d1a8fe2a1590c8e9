"""The shape of the built-in pack's tables: keys, dates, sources, references from one to the other."""

from datetime import date
from importlib import resources
from itertools import pairwise
from typing import get_args

import pytest

from cleanskin.kernel.source import Trust
from cleanskin.reference.dermatology import tables
from cleanskin.reference.dermatology.codes import codes, family_labels
from cleanskin.reference.dermatology.modifiers import modifiers
from cleanskin.reference.dermatology.sites import site_groups, sites, zones
from cleanskin.reference.dermatology.tables import pack_sources, read_rows

FOLDER = resources.files(tables.__package__)
KEYS = {
    "codes": ("code",),
    "fees": ("code", "modifier"),
    "national_amounts": ("code",),
    "units": ("code",),
    "add_ons": ("add_on",),
    "drugs": ("code",),
    "places": ("code",),
    "modifiers": ("modifier",),
    "amounts": ("name",),
    "sites": ("site",),
    "zones": ("zone",),
    "site_groups": ("scheme", "group"),
    "site_diagnoses": ("category", "zones"),
    "telehealth": ("codes", "means", "payer"),
    "diagnosis_relations": ("code", "kind", "others"),
    "filing_windows": ("payer", "line", "event", "network"),
}
NO_SOURCE_OF_THEIR_OWN = {"sources", "families", "search_words"}
"""Tables of words, which state no fact."""


def names() -> list[str]:
    return sorted(entry.name[:-4] for entry in FOLDER.iterdir() if entry.name.endswith(".tsv"))


def lines(name: str) -> list[list[str]]:
    text = FOLDER.joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def period(row: dict[str, str]) -> tuple[date, date]:
    first, end = row.get("effective_from"), row.get("effective_to")
    return date.fromisoformat(first) if first else date.min, date.fromisoformat(end) if end else date.max


@pytest.mark.parametrize("name", names())
def test_every_line_has_the_cells_of_the_header_and_no_blanks_around_them(name):
    header, *rows = lines(name)
    assert len(set(header)) == len(header)
    assert rows
    for cells in rows:
        assert len(cells) == len(header), cells[0]
        assert all(cell == cell.strip() for cell in cells), cells[0]


@pytest.mark.parametrize("name", [name for name in names() if name not in NO_SOURCE_OF_THEIR_OWN])
def test_every_row_names_its_source_and_who_checked_it(name):
    assert {"source", "trust", "checked_by"} <= set(lines(name)[0])
    for row in read_rows(f"{name}.tsv"):
        assert row["source"] in pack_sources(), row
        assert row.get("trust", "published") in get_args(Trust), row


@pytest.mark.parametrize("name", sorted(KEYS))
def test_keys_are_unique_by_day(name):
    held: dict[tuple[str, ...], list[tuple[date, date]]] = {}
    for row in read_rows(f"{name}.tsv"):
        held.setdefault(tuple(row.get(column, "") for column in KEYS[name]), []).append(period(row))
    for key, periods in held.items():
        assert all(first < end for first, end in periods), key
        assert all(one[1] <= other[0] for one, other in pairwise(sorted(periods))), key


def test_every_source_is_used():
    used = {row["source"] for name in names() if name not in NO_SOURCE_OF_THEIR_OWN for row in read_rows(f"{name}.tsv")}
    assert used == set(pack_sources())


def test_what_was_read_has_a_day_and_what_was_not_says_so():
    for source in pack_sources().values():
        assert source.checked_on is not None or source.trust == "unverified", source.source


def test_the_readme_explains_every_table_and_every_column_of_the_codes():
    readme = FOLDER.joinpath("README.md").read_text(encoding="utf-8")
    assert [name for name in names() if f"`{name}.tsv`" not in readme] == []
    assert [column for column in lines("codes")[0] if column != "code" and f"`{column}`" not in readme] == []


def test_unverified_rows_say_which_part_is_not_confirmed():
    for name in ("codes", "zones", "filing_windows", "amounts"):
        for row in read_rows(f"{name}.tsv"):
            if row.get("trust") == "unverified":
                assert row.get("note") or row.get("mark"), (name, row)


@pytest.mark.parametrize("name", ["fees", "units", "national_amounts", "drugs"])
def test_figures_are_of_codes_of_the_pack(name):
    assert {row["code"] for row in read_rows(f"{name}.tsv")} - set(codes()) == set()


def test_families_are_declared_and_used():
    used = {facts.family for rows in codes().values() for facts in rows}
    assert used | {"other"} == set(family_labels())


def test_zones_name_groups_and_codes_that_exist():
    for zone in zones().values():
        for scheme, group in zone.groups.items():
            assert f"{scheme}/{group}" in site_groups(), (zone.zone, scheme)
        for code in (*zone.biopsy_codes, *zone.destruction_codes):
            assert code in codes(), (zone.zone, code)


def test_every_group_has_a_zone_and_codes():
    of_zones = {f"{scheme}/{group}" for zone in zones().values() for scheme, group in zone.groups.items()}
    of_codes = {facts.site_group for rows in codes().values() for facts in rows if facts.site_group}
    assert of_codes == set(site_groups())
    assert of_zones == set(site_groups()) - {"flap/any"}


def test_sites_lie_in_zones_and_no_name_means_two_sites():
    meant: dict[str, set[str]] = {}
    for site in sites().values():
        assert site.zone in zones(), site.site
        assert bool(site.modifier_left) == bool(site.modifier_right), site.site
        assert site.has_sides or not site.modifier_left, site.site
        assert {site.modifier_left, site.modifier_right} - {""} <= set(modifiers()), site.site
        for name in {site.site.replace("_", " "), site.label.casefold(), *(word.casefold() for word in site.synonyms)}:
            meant.setdefault(name, set()).add(site.site)
    assert {name: found for name, found in meant.items() if len(found) > 1} == {}
    assert set(zones()) == {site.zone for site in sites().values()}


def test_diagnoses_are_of_zones_that_exist():
    for row in read_rows("site_diagnoses.tsv"):
        assert set(row["zones"].split()) <= set(zones()), row
        assert ("right" in row) == ("left" in row), row


def test_telehealth_names_codes_places_and_modifiers_of_the_pack():
    places = {row["code"] for row in read_rows("places.tsv")}
    for row in read_rows("telehealth.tsv"):
        assert set(row["codes"].split()) <= set(codes())
        assert set(row.get("places", "").split()) <= places
        assert set(row.get("modifiers", "").split()) <= set(modifiers())


def test_a_mark_of_a_window_or_an_amount_is_seen_in_its_trust():
    trust = {"vendor": "vendor", "check": "unverified", "conflict; check": "unverified"}
    for name in ("filing_windows", "amounts"):
        for row in read_rows(f"{name}.tsv"):
            mark = row.get("mark", "").removeprefix("src: second hand; ")
            assert row.get("trust") == trust[mark] if mark else row.get("trust") not in trust.values(), row
