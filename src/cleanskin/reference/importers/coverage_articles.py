"""Medicare coverage articles: the export of the Medicare Coverage Database, and a JSON extract of it.

Export: comma-separated files in an archive in an archive (`current_article.zip`, `all_article.zip`, `all_data.zip`),
one for each relation, joined by article and version; paragraphs are HTML.  A release is named by the last day on which
any of its articles was updated.  JSON: one object by article id, as described in `_from_json`; its release is the month
or day in the file's name.  Every version is a row with days of its own.
Layout: reference pages of the export as read on 2026-11-21; no whole original has been read yet.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from cleanskin.kernel.period import Period, period_of
from cleanskin.kernel.source import Source
from cleanskin.record.coverage_policy import ArticleCode, CodeGroup, CoverageArticle, DiagnosisGroup
from cleanskin.reference.importers.article_paragraphs import plain_text, with_reading
from cleanskin.reference.importers.delimited import decoded, decoded_head
from cleanskin.reference.importers.row_problems import RowProblems, day_of, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "coverage-articles"
WHERE = (
    "https://www.cms.gov/medicare-coverage-database/downloads/downloads.aspx: current articles (current_article.zip)."
)

_NEEDED = (
    "article.csv",
    "article_x_hcpc_code.csv",
    "article_x_icd10_covered.csv",
    "article_x_icd10_covered_group.csv",
    "article_x_contractor.csv",
    "contractor_jurisdiction.csv",
    "state_lookup.csv",
)
_OPTIONAL = (
    "article_x_hcpc_code_group.csv",
    "article_x_icd10_noncovered.csv",
    "article_x_icd10_noncovered_group.csv",
    "contractor.csv",
)
_ALL_OTHERS = "XX000"
"""The export's placeholder for "not applicable" and "all others": no code."""

_STATES = {"CNMI": "MP"}
"""Abbreviations of the export that are not the postal ones."""

_NAMED_DAY = re.compile(r"(20\d\d-\d\d(?:-\d\d)?)")
_CELL_MAX = 1 << 26
_DIAGNOSIS = re.compile(r"[A-Z][0-9A-Z]{2}(?:\.?[0-9A-Z]{1,4})?")
_PROCEDURE = re.compile(r"[0-9A-Z]{5}")

Key = tuple[str, str]
Texts = defaultdict[Key, dict[int, str]]


def recognise(members: Sequence[Member]) -> list[Batch | Refusal]:
    """Return the exports and extracts among the members."""
    folders: dict[str, dict[str, Member]] = defaultdict(dict)
    found: list[Batch | Refusal] = []
    for member in members:
        name = base_name(member)
        if name.lower() in (*_NEEDED, *_OPTIONAL):
            folders[member.name[: -len(name)]][name.lower()] = member
        elif name.lower().endswith(".json") and _is_extract(member):
            day = _NAMED_DAY.search(name)
            found.append(
                Batch(kind=KIND, release=day.group(1), form="json", rank=2, members=(member,))
                if day
                else refusal("release-not-known", member, "Its name has no date.", expected="a name with YYYY-MM-DD")
            )
    return [*found, *(one for folder, files in folders.items() for one in _export(folder, files))]


def read(batch: Batch) -> Contents | Refusal:
    """Read one export or extract."""
    problems = RowProblems(base_name(batch.members[0]))
    if batch.form == "json":
        try:
            documents = msgspec.json.decode(batch.members[0].data(), type=dict[str, dict[str, Any]])
        except msgspec.DecodeError as error:
            return refusal(
                "columns-not-as-expected", batch.members[0], f"The JSON is damaged: {error}.", expected=WHERE
            )
        start = _first_day(batch.release)
        articles = [_from_json(name, one, start, problems) for name, one in documents.items()]
    else:
        articles = list(_from_export({base_name(one).lower(): one for one in batch.members}, problems))
    if not articles:
        return refusal("no-rows", batch.members[0], "The file holds no article.", expected=WHERE)
    for article in articles:
        unread = [group.group for group in article.diagnosis_groups if group.rule == "unread"]
        if unread:
            message = (
                f"{article.article} version {article.version}: the paragraphs of lists {unread} are not stated as data."
            )
            problems.add("paragraph-not-read", line=0, message=message, loses_row=False)
    return _contents(batch, articles, problems)


def _contents(batch: Batch, articles: Sequence[CoverageArticle], problems: RowProblems) -> Contents:
    days = [article.period.start for article in articles]
    updated = [article.updated_on for article in articles if article.updated_on]
    return Contents(
        kind=KIND,
        release=batch.release,
        period=Period(_first_day(batch.release)),
        published_on=max(updated, default=None),
        source=Source(
            title=f"Medicare Coverage Database, articles as of {batch.release}",
            url="https://www.cms.gov/medicare-coverage-database",
            trust="published",
        ),
        tables=(
            KeyedTable(name="articles", row_type=CoverageArticle, rows=[(one.article, one) for one in articles]),
            KeyedTable(name="article_codes", row_type=ArticleCode, rows=list(_index(articles))),
        ),
        rows_read=len(articles),
        dates=(min(days), max(days)),
        problems=problems.findings(),
    )


def _index(articles: Sequence[CoverageArticle]) -> Iterator[tuple[str, ArticleCode]]:
    for article in articles:
        named = {code for group in article.code_groups for code in group.codes} | set(article.no_diagnosis_limit)
        for code in sorted(named):
            yield (
                code,
                ArticleCode(
                    code=code,
                    article=article.article,
                    version=article.version,
                    states=article.states,
                    period=article.period,
                    effective_since=article.effective_since,
                ),
            )


# the JSON extract


def _is_extract(member: Member) -> bool:
    head = decoded_head(member, 4096)
    return head.lstrip().startswith("{") and '"displayId"' in head and '"version"' in head


def _from_json(name: str, document: Mapping[str, Any], start: date, problems: RowProblems) -> CoverageArticle:
    """Read one article of the extract.

    Fields: version, title, displayId, states, contractors; codes, covered and noncovered: codes by group number;
    asterisked: codes of any group; paragraphs: codes, covered, noncovered, by group number.  It gives no dates: the
    version is taken to be in force from the extract's day.
    """
    paragraphs = document.get("paragraphs", {})
    starred = {_bare(code) for code in document.get("asterisked", ())}
    covered = {int(number): _diagnoses(codes, problems) for number, codes in document.get("covered", {}).items()}
    texts = {int(number): plain_text(text) for number, text in paragraphs.get("covered", {}).items()}
    code_texts = {int(number): plain_text(text) for number, text in paragraphs.get("codes", {}).items()}
    excluded = [code for codes in document.get("noncovered", {}).values() for code in codes]
    article = CoverageArticle(
        article=str(document.get("displayId", name)).upper(),
        version=int(document.get("version", 0)),
        title=str(document.get("title", "")),
        contractor="; ".join(document.get("contractors", ())),
        states=_states(document.get("states", ()), problems),
        period=Period(start),
        code_groups=tuple(
            CodeGroup(group=int(number), codes=_procedures(codes, problems), paragraph=code_texts.get(int(number), ""))
            for number, codes in document.get("codes", {}).items()
        ),
        diagnosis_groups=tuple(
            _diagnosis_group(number, codes, texts.get(number, ""), tuple(code for code in codes if code in starred))
            for number, codes in covered.items()
        ),
        noncovered=_diagnoses(excluded, problems),
    )
    return with_reading(
        article, noncovered_paragraphs=[plain_text(text) for text in paragraphs.get("noncovered", {}).values()]
    )


# the export


def _export(folder: str, files: Mapping[str, Member]) -> list[Batch | Refusal]:
    if "article.csv" not in files:
        return []  # lookup tables of another export
    missing = [name for name in _NEEDED if name not in files]
    if missing:
        message = f"The export is not whole; these files are missing: {', '.join(missing)}."
        return [
            refusal("part-missing", files["article.csv"], message, expected="the whole archive as published", fix=WHERE)
        ]
    head = decoded_head(files["article.csv"]).partition("\n")[0]
    if not all(column in head for column in ("article_id", "article_version", "display_id", "last_updated")):
        message = "article.csv has not the columns of the export."
        return [refusal("columns-not-as-expected", files["article.csv"], message, expected=WHERE)]
    updated = [day for row in _rows(files["article.csv"]) if (day := _day(row.get("last_updated", "")))]
    if not updated:
        return [refusal("no-rows", files["article.csv"], "article.csv has no dated row.", expected=WHERE)]
    rank = 0 if "all_article" in folder.lower() else 1
    members = tuple(files[name] for name in (*_NEEDED, *_OPTIONAL) if name in files)
    return [Batch(kind=KIND, release=max(updated).isoformat(), form="csv", rank=rank, members=members)]


def _from_export(files: Mapping[str, Member], problems: RowProblems) -> Iterator[CoverageArticle]:
    codes = _grouped(files.get("article_x_hcpc_code.csv"), "hcpc_code_id", "hcpc_code_group")
    code_texts = _paragraphs(files.get("article_x_hcpc_code_group.csv"), "hcpc_code_group")
    covered = _grouped(files.get("article_x_icd10_covered.csv"), "icd10_code_id", "icd10_covered_group")
    starred = _starred(files.get("article_x_icd10_covered.csv"))
    covered_texts = _paragraphs(files.get("article_x_icd10_covered_group.csv"), "icd10_covered_group")
    notes = _paragraphs(files.get("article_x_icd10_covered_group.csv"), "icd10_covered_group", "icd10_covered_ast")
    excluded = _grouped(files.get("article_x_icd10_noncovered.csv"), "icd10_code_id", "icd10_noncovered_group")
    excluded_texts = _paragraphs(files.get("article_x_icd10_noncovered_group.csv"), "icd10_noncovered_group")
    places = _jurisdictions(files, problems)
    for line, row in enumerate(_rows(files["article.csv"]), 2):
        key = (row.get("article_id", ""), row.get("article_version", ""))
        period = _period(row)
        if not key[0].isdigit() or not key[1].isdigit():
            problems.add("row-not-readable", line=line, message="An article without number or version was left out.")
            continue
        if period is None:
            problems.add("dates-contradict", line=line, message=f"A{key[0]} version {key[1]} has no usable dates.")
            continue
        contractor, macs, states = places.get(key, ("", (), ()))
        article = CoverageArticle(
            article=(row.get("display_id") or f"A{key[0]}").upper(),
            version=int(key[1]),
            title=plain_text(row.get("title", "")),
            contractor=contractor,
            macs=macs,
            states=states,
            period=period,
            updated_on=_day(row.get("last_updated", "")),
            code_groups=tuple(
                CodeGroup(group=group, codes=_procedures(names, problems), paragraph=code_texts[key].get(group, ""))
                for group, names in sorted(codes.get(key, {}).items())
            ),
            diagnosis_groups=tuple(
                _diagnosis_group(
                    group,
                    _diagnoses(covered.get(key, {}).get(group, ()), problems),
                    covered_texts[key].get(group, ""),
                    tuple(sorted(starred.get((*key, group), ()))),
                    notes[key].get(group, ""),
                )
                for group in sorted({*covered_texts[key], *covered.get(key, {})})
            ),
            noncovered=_diagnoses([code for names in excluded.get(key, {}).values() for code in names], problems),
            effective_since=_day(row.get("article_eff_date", "")),
        )
        yield with_reading(article, noncovered_paragraphs=list(excluded_texts[key].values()))


def _diagnosis_group(
    group: int, codes: tuple[str, ...], paragraph: str, starred: tuple[str, ...], note: str = ""
) -> DiagnosisGroup:
    return DiagnosisGroup(
        group=group, codes=codes, rule="unread", asterisked=starred, asterisk_note=note, paragraph=paragraph
    )


def _jurisdictions(
    files: Mapping[str, Member], problems: RowProblems
) -> dict[Key, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return contractor names, contractor numbers and states by article and version."""
    states = {row.get("state_id", ""): row.get("state_abbrev", "") for row in _rows(files["state_lookup.csv"])}
    in_states: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in _rows(files["contractor_jurisdiction.csv"]):
        if not row.get("term_date"):
            in_states[_contractor(row)].append(states.get(row.get("state_id", ""), ""))
    who = {_contractor(row): row for row in _rows(files.get("contractor.csv"))}
    joined: dict[Key, list[tuple[str, ...]]] = defaultdict(list)
    for row in _rows(files["article_x_contractor.csv"]):
        joined[(row.get("article_id", ""), row.get("article_version", ""))].append(_contractor(row))
    return {
        key: (
            "; ".join(dict.fromkeys(who[one].get("contractor_bus_name", "") for one in contractors if one in who)),
            tuple(sorted({who[one].get("contractor_number", "") for one in contractors if one in who})),
            _states([name for one in contractors for name in in_states.get(one, ())], problems),
        )
        for key, contractors in joined.items()
    }


def _contractor(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in ("contractor_id", "contractor_type_id", "contractor_version"))


def _grouped(member: Member | None, code: str, group: str) -> dict[Key, dict[int, list[str]]]:
    found: dict[Key, dict[int, list[str]]] = {}
    for row in _rows(member):
        key = (row.get("article_id", ""), row.get("article_version", ""))
        found.setdefault(key, {}).setdefault(_number(row.get(group, "")), []).append(row.get(code, ""))
    return found


def _starred(member: Member | None) -> dict[tuple[str, str, int], set[str]]:
    found: dict[tuple[str, str, int], set[str]] = {}
    for row in _rows(member):
        if row.get("asterisk", "").upper() in ("*", "1", "Y", "YES", "TRUE", "T"):
            key = (
                row.get("article_id", ""),
                row.get("article_version", ""),
                _number(row.get("icd10_covered_group", "")),
            )
            found.setdefault(key, set()).add(_bare(row.get("icd10_code_id", "")))
    return found


def _paragraphs(member: Member | None, group: str, column: str = "paragraph") -> Texts:
    found: Texts = defaultdict(dict)
    for row in _rows(member):
        text = plain_text(row.get(column, ""))
        if text:
            key = (row.get("article_id", ""), row.get("article_version", ""))
            found[key][_number(row.get(group, ""))] = text
    return found


def _rows(member: Member | None) -> Iterator[dict[str, str]]:
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


# cells


def _period(row: Mapping[str, str]) -> Period | None:
    start = _day(row.get("article_rev_eff_date", "")) or _day(row.get("article_eff_date", ""))
    last = [
        day for name in ("article_rev_end_date", "article_end_date", "date_retired") if (day := _day(row.get(name, "")))
    ]
    if start is None or (last and min(last) < start):
        return None
    return period_of(start, min(last)) if last else Period(start)


def _states(names: Sequence[str], problems: RowProblems) -> tuple[str, ...]:
    found: set[str] = set()
    for name in names:
        state = _STATES.get(name, name[:2] if re.fullmatch(r"[A-Z]{2}(?:\b.{0,40})?", name) else "")
        if state:
            found.add(state)
        elif name:
            message = "An article's states are not told by their abbreviations; it is found by its number only."
            problems.add("row-not-readable", line=0, message=message, loses_row=False)
    return tuple(sorted(found))


def _diagnoses(codes: Sequence[str], problems: RowProblems) -> tuple[str, ...]:
    good = [code for code in codes if _DIAGNOSIS.fullmatch(code)]
    for code in codes:
        if code != _ALL_OTHERS and not _DIAGNOSIS.fullmatch(code):
            problems.bad_code(line=0, code=code, expected="an ICD-10-CM code, upper case")
    return tuple(dict.fromkeys(_bare(code) for code in good if code != _ALL_OTHERS))


def _procedures(codes: Sequence[str], problems: RowProblems) -> tuple[str, ...]:
    for code in codes:
        if not _PROCEDURE.fullmatch(code):
            problems.bad_code(line=0, code=code, expected="a procedure code of five capitals and digits")
    return tuple(dict.fromkeys(code for code in codes if _PROCEDURE.fullmatch(code) and code != _ALL_OTHERS))


def _bare(code: str) -> str:
    return code.replace(".", "")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 1


def _day(text: str) -> date | None:
    return day_of(text.split()[0]) if text.split() else None


def _first_day(release: str) -> date:
    return date.fromisoformat(release if len(release) == 10 else f"{release}-01")


IMPORTER = Importer(
    kind=KIND,
    title="Medicare coverage articles",
    answers="which diagnoses support a procedure in a state, and which never do",
    publisher="CMS and its contractors",
    where_to_get=WHERE,
    dating="rows",
    status="preview",
    recognise=recognise,
    read=read,
)
