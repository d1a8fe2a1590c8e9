"""Where on the body: sites as people write them, the zone each lies in, and the zone's group in each code family.

The groups of sites differ between code families (a scalp is in one group with hands for an excision, with arms for a
complex repair), so a zone names its group family by family.  Four tables:

- `sites.tsv`: about 130 sites with synonyms, whether they have sides, and the modifier that names each side;
- `zones.tsv`: about 50 zones: what sites have in common, one column a scheme of groups; an empty cell means that no
  source says, or that the family has no code there;
- `site_groups.tsv`: the groups of each scheme in words;
- `site_diagnoses.tsv`: the ICD-10-CM codes of each zone, where the code names the site: melanoma C43, other skin cancer
  C44, Merkel cell C4A, melanoma in situ D03, carcinoma in situ D04, nevi D22, other benign D23, lipoma D17, abscess,
  furuncle and carbuncle L02, cellulitis L03.  A hyphen stands for one of the row's `digits`.

`ProcedureFacts.site_group` is "scheme/group".
"""

import functools
from collections.abc import Mapping

from cleanskin.record.dermatology import DiagnosisSite, Side, Site, SiteGroup, Zone
from cleanskin.reference.dermatology.tables import read_rows, row_source

_ZONE_TEXTS = {"zone", "label", "biopsy_codes", "destruction_codes", "note", "source", "trust", "checked_by"}


def site(name: str) -> Site | None:
    """Return a site by its name, label or a synonym, whatever the case; None when no site is called that."""
    return _by_name().get(" ".join(name.replace("_", " ").casefold().split()))


def site_group(zone: str, scheme: str) -> str:
    """Return "scheme/group" of a zone; "" when the zone is not known or no source says."""
    held = zones().get(zone)
    group = held.groups.get(scheme, "") if held else ""
    return f"{scheme}/{group}" if group else ""


def zone_fits(zone: str, group: str) -> bool | None:
    """Say whether a zone belongs to a "scheme/group"; None when no source says."""
    scheme, _, name = group.partition("/")
    if name == "any":
        return True
    own = site_group(zone, scheme)
    return own == group if own else None


def diagnosis_site(code: str) -> DiagnosisSite | None:
    """Return the place an ICD-10-CM code names (upper case, no point); None when the table has none for it."""
    return _by_diagnosis().get(code)


def diagnosis_codes(zone: str, category: str, side: Side = "") -> tuple[str, ...]:
    """Return the codes of a category (C44) for a zone and side, in order; () when the table has none."""
    return tuple(
        sorted(
            code
            for code, named in _by_diagnosis().items()
            if named.category == category and named.side == side and zone in named.zones
        )
    )


@functools.cache
def sites() -> Mapping[str, Site]:
    """Return the sites by name, in order of the table."""
    return {
        row["site"]: Site(
            site=row["site"],
            label=row["label"],
            synonyms=tuple(row["synonyms"].split(" | ")) if "synonyms" in row else (),
            zone=row["zone"],
            has_sides=row["has_sides"] == "yes",
            modifier_left=row.get("modifier_left", ""),
            modifier_right=row.get("modifier_right", ""),
            source=row_source(row),
        )
        for row in read_rows("sites.tsv")
    }


@functools.cache
def zones() -> Mapping[str, Zone]:
    """Return the zones by name, in order of the table."""
    return {
        row["zone"]: Zone(
            zone=row["zone"],
            label=row["label"],
            groups={scheme: group for scheme, group in row.items() if scheme not in _ZONE_TEXTS},
            biopsy_codes=tuple(row.get("biopsy_codes", "").split()),
            destruction_codes=tuple(row.get("destruction_codes", "").split()),
            note=row.get("note", ""),
            source=row_source(row),
        )
        for row in read_rows("zones.tsv")
    }


@functools.cache
def site_groups() -> Mapping[str, SiteGroup]:
    """Return the groups by "scheme/group"."""
    return {
        f"{row['scheme']}/{row['group']}": SiteGroup(
            scheme=row["scheme"],
            group=row["group"],
            label=row["label"],
            rules=tuple(row.get("rules", "").split()),
            note=row.get("note", ""),
            source=row_source(row),
        )
        for row in read_rows("site_groups.tsv")
    }


@functools.cache
def _by_name() -> Mapping[str, Site]:
    found: dict[str, Site] = {}
    for one in sites().values():
        for name in (one.site.replace("_", " "), one.label, *one.synonyms):
            found.setdefault(name.casefold(), one)
    return found


@functools.cache
def _by_diagnosis() -> Mapping[str, DiagnosisSite]:
    """Spell out every code of the table; a code that several rows name (an unspecified side) holds all their zones."""
    found: dict[str, DiagnosisSite] = {}
    for row in read_rows("site_diagnoses.tsv"):
        has_sides = "right" in row
        named: tuple[tuple[str, Side], ...] = (
            (row.get("right", ""), "right"),
            (row.get("left", ""), "left"),
            (row.get("no_side", ""), "unspecified" if has_sides else ""),
        )
        for pattern, side in named:
            for digit in row.get("digits", "-").split() if pattern else ():
                code = pattern.replace("-", digit)
                before = found.get(code)
                zones_ = frozenset(row["zones"].split()) | (before.zones if before else frozenset())
                # where one zone has sides and another has none, the code leaves the side open
                kept: Side = side if before is None or before.side == side else "unspecified"
                found[code] = DiagnosisSite(category=row["category"], zones=zones_, side=kept)
    return found
