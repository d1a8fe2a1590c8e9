"""The comma-separated files of the Medicare Coverage Database's export, joined into articles.  Not an importer.

Files are joined by article and version, contractors by number, type and version; column names are those of the export.
"""

import csv
import io
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from cleanskin.kernel.period import Period, period_of
from cleanskin.record.coverage_policy import CodeGroup, CoverageArticle, DiagnosisGroup
from cleanskin.reference.importers.article_cells import (
    ArticleProblems,
    bare,
    day,
    diagnosis_codes,
    procedure_codes,
    state_codes,
)
from cleanskin.reference.importers.article_paragraphs import plain_text, with_reading
from cleanskin.reference.importers.delimited import decoded
from cleanskin.reference.importing import Member

NEEDED: Final = (
    "article.csv",
    "article_x_hcpc_code.csv",
    "article_x_icd10_covered.csv",
    "article_x_icd10_covered_group.csv",
    "article_x_contractor.csv",
    "contractor_jurisdiction.csv",
    "state_lookup.csv",
)
"""Files without which the export is not whole.  Read too where they are there: the paragraphs of procedure groups, the
diagnoses never covered with their paragraphs, the contractors' names."""
_CELL_MAX = 1 << 26
_MARKED = ("*", "1", "Y", "YES", "T", "TRUE")
"""How the export may mark a code that carries an asterisk. [check]: no marked row of an original was seen."""

Key = tuple[str, str]
Texts = defaultdict[Key, dict[int, str]]


def articles_of(files: Mapping[str, Member], problems: ArticleProblems) -> Iterator[CoverageArticle]:
    """Yield every version of every article, in the order of `article.csv`.

    `files` are the export's files by name in lower case; those of `NEEDED` are there.
    """
    parts = _Parts(files, problems)
    for line, row in enumerate(export_rows(files["article.csv"]), 1):
        key = (row.get("article_id", ""), row.get("article_version", ""))
        if not (_is_number(key[0]) and _is_number(key[1])):
            problems.add("row-not-readable", f"Article {line} of the file has no number or version and was left out.")
            continue
        name = (row.get("display_id") or f"A{key[0]}").upper()
        period = _period(row)
        if period is None:
            problems.add("dates-contradict", f"{name} version {key[1]} has no usable dates and was left out.")
            continue
        contractor, macs, states = parts.jurisdictions.get(key, ("", (), ()))
        article = CoverageArticle(
            article=name,
            version=int(key[1]),
            title=plain_text(row.get("title", "")),
            contractor=contractor,
            macs=macs,
            states=state_codes(states, name, problems),
            period=period,
            updated_on=day(row.get("last_updated", "")),
            code_groups=parts.code_groups(key, name),
            diagnosis_groups=parts.diagnosis_groups(key, name),
            noncovered=parts.noncovered(key, name),
            effective_since=day(row.get("article_eff_date", "")),
        )
        yield with_reading(article, noncovered_paragraphs=list(parts.excluded_texts[key].values()))


class _Parts:
    """The relations of an export by article and version."""

    def __init__(self, files: Mapping[str, Member], problems: ArticleProblems) -> None:
        covered, groups = files["article_x_icd10_covered.csv"], files["article_x_icd10_covered_group.csv"]
        self.problems = problems
        self.codes = _grouped(files["article_x_hcpc_code.csv"], "hcpc_code_id", "hcpc_code_group")
        self.code_texts = _paragraphs(files.get("article_x_hcpc_code_group.csv"), "hcpc_code_group")
        self.covered, self.starred = _covered(covered)
        self.covered_texts = _paragraphs(groups, "icd10_covered_group")
        self.notes = _paragraphs(groups, "icd10_covered_group", "icd10_covered_ast")
        excluded = files.get("article_x_icd10_noncovered.csv")
        self.excluded = _grouped(excluded, "icd10_code_id", "icd10_noncovered_group")
        texts = files.get("article_x_icd10_noncovered_group.csv")
        self.excluded_texts = _paragraphs(texts, "icd10_noncovered_group")
        self.jurisdictions = _jurisdictions(files)

    def code_groups(self, key: Key, name: str) -> tuple[CodeGroup, ...]:
        """Return the groups of procedures of one article."""
        return tuple(
            CodeGroup(
                group=group,
                codes=procedure_codes(codes, name, self.problems),
                paragraph=self.code_texts[key].get(group, ""),
            )
            for group, codes in sorted(self.codes.get(key, {}).items())
        )

    def diagnosis_groups(self, key: Key, name: str) -> tuple[DiagnosisGroup, ...]:
        """Return the groups of diagnoses of one article, those with a paragraph and no codes included."""
        covered = self.covered.get(key, {})
        return tuple(
            DiagnosisGroup(
                group=group,
                codes=diagnosis_codes(covered.get(group, ()), name, self.problems),
                rule="unread",
                asterisked=tuple(sorted(self.starred.get((*key, group), ()))),
                asterisk_note=self.notes[key].get(group, ""),
                paragraph=self.covered_texts[key].get(group, ""),
            )
            for group in sorted({*covered, *self.covered_texts[key]})
        )

    def noncovered(self, key: Key, name: str) -> tuple[str, ...]:
        """Return the diagnoses that one article never covers."""
        listed = [code for codes in self.excluded.get(key, {}).values() for code in codes]
        return diagnosis_codes(listed, name, self.problems)


def _jurisdictions(files: Mapping[str, Member]) -> dict[Key, tuple[str, tuple[str, ...], list[str]]]:
    """Return contractor names, contractor numbers and states by article and version."""
    states = {row.get("state_id", ""): row.get("state_abbrev", "") for row in export_rows(files["state_lookup.csv"])}
    in_states: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in export_rows(files["contractor_jurisdiction.csv"]):
        if not row.get("term_date"):
            in_states[_contractor(row)].append(states.get(row.get("state_id", ""), ""))
    who = {_contractor(row): row for row in export_rows(files.get("contractor.csv"))}
    joined: dict[Key, list[tuple[str, ...]]] = defaultdict(list)
    for row in export_rows(files["article_x_contractor.csv"]):
        joined[row.get("article_id", ""), row.get("article_version", "")].append(_contractor(row))
    return {
        key: (
            "; ".join(dict.fromkeys(who[one].get("contractor_bus_name", "") for one in contractors if one in who)),
            tuple(sorted({who[one].get("contractor_number", "") for one in contractors if one in who})),
            [name for one in contractors for name in in_states.get(one, ())],
        )
        for key, contractors in joined.items()
    }


def _contractor(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in ("contractor_id", "contractor_type_id", "contractor_version"))


def _grouped(member: Member | None, code: str, group: str) -> dict[Key, dict[int, list[str]]]:
    found: dict[Key, dict[int, list[str]]] = {}
    for row in export_rows(member):
        key = (row.get("article_id", ""), row.get("article_version", ""))
        found.setdefault(key, {}).setdefault(_number(row.get(group, "")), []).append(row.get(code, ""))
    return found


def _covered(member: Member) -> tuple[dict[Key, dict[int, list[str]]], dict[tuple[str, str, int], set[str]]]:
    """Return the covered diagnoses by article, version and group, and those of them that carry an asterisk."""
    found: dict[Key, dict[int, list[str]]] = {}
    starred: dict[tuple[str, str, int], set[str]] = {}
    for row in export_rows(member):
        key = (row.get("article_id", ""), row.get("article_version", ""))
        group, code = _number(row.get("icd10_covered_group", "")), row.get("icd10_code_id", "")
        found.setdefault(key, {}).setdefault(group, []).append(sys.intern(code))
        if row.get("asterisk", "").upper() in _MARKED:
            starred.setdefault((*key, group), set()).add(bare(code))
    return found, starred


def _paragraphs(member: Member | None, group: str, column: str = "paragraph") -> Texts:
    found: Texts = defaultdict(dict)
    for row in export_rows(member):
        text = plain_text(row.get(column, ""))
        if text:
            key = (row.get("article_id", ""), row.get("article_version", ""))
            found[key][_number(row.get(group, ""))] = text
    return found


def export_rows(member: Member | None) -> Iterator[dict[str, str]]:
    """Yield the rows of one file of the export by column name in lower case; cells may be as long as a document."""
    if member is None:
        return
    limit = csv.field_size_limit(_CELL_MAX)
    try:
        reader = csv.reader(io.StringIO(decoded(member.data()), newline=""))
        header = [name.strip().lower() for name in next(reader, [])]
        for cells in reader:
            yield dict(zip(header, (cell.strip() for cell in cells)))
    finally:
        csv.field_size_limit(limit)


def _period(row: Mapping[str, str]) -> Period | None:
    """Return the days of a version; the end dates of the export are last days."""
    start = day(row.get("article_rev_eff_date", "")) or day(row.get("article_eff_date", ""))
    names = ("article_rev_end_date", "article_end_date", "date_retired")
    last = [found for name in names if (found := day(row.get(name, "")))]
    if start is None or (last and min(last) < start):
        return None
    return period_of(start, min(last)) if last else Period(start)


def _number(text: str) -> int:
    return int(text) if _is_number(text) else 1


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
