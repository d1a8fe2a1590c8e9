"""Medicare coverage articles: the export of the Medicare Coverage Database, and a JSON extract of it.

Export: comma-separated files in an archive in an archive (`current_article.zip`, `all_article.zip`, `all_data.zip`),
one for each relation; paragraphs are HTML.  A release is named by the last day on which any of its articles was
updated.  JSON: one object by article id, as `_Document` describes; it gives no dates, so that its release is the month
or day in the file's name and its versions are taken to be in force from then.  Every version is a row with days of its
own.  Layout: descriptions of the export as read on 2026-11-21; no whole original has been read yet.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.coverage_policy import ArticleCode, CodeGroup, CoverageArticle, DiagnosisGroup
from cleanskin.reference.importers.article_cells import (
    ArticleProblems,
    bare,
    day,
    diagnosis_codes,
    procedure_codes,
    state_codes,
)
from cleanskin.reference.importers.article_paragraphs import plain_text, with_reading
from cleanskin.reference.importers.coverage_export import NEEDED, articles_of, export_rows
from cleanskin.reference.importers.delimited import decoded_head
from cleanskin.reference.importers.row_problems import refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "coverage-articles"
WHERE = (
    "https://www.cms.gov/medicare-coverage-database/downloads/downloads.aspx: current articles (current_article.zip)."
)

_NAMED_DAY = re.compile(r"(?<!\d)(20\d\d-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?)(?!-?\d)")


class _Paragraphs(msgspec.Struct, frozen=True):
    codes: dict[str, str] = {}
    covered: dict[str, str] = {}
    noncovered: dict[str, str] = {}


class _Document(msgspec.Struct, frozen=True):
    """One article of the extract: codes by group number, paragraphs by kind and group number."""

    version: str
    displayId: str  # the extract's own spelling
    title: str = ""
    states: tuple[str, ...] = ()
    contractors: tuple[str, ...] = ()
    codes: dict[str, tuple[str, ...]] = {}
    covered: dict[str, tuple[str, ...]] = {}
    noncovered: dict[str, tuple[str, ...]] = {}
    asterisked: tuple[str, ...] = ()
    paragraphs: _Paragraphs = _Paragraphs()


def recognise(members: Sequence[Member]) -> list[Batch | Refusal]:
    """Return the exports and extracts among the members."""
    folders: dict[str, dict[str, Member]] = defaultdict(dict)
    found: list[Batch | Refusal] = []
    for member in members:
        name = base_name(member)
        if name.lower().endswith(".csv"):
            folders[member.name[: -len(name)]][name.lower()] = member
        elif name.lower().endswith(".json") and _is_extract(member):
            found.append(_extract(member))
    return [*found, *(one for folder, files in folders.items() for one in _export(folder, files))]


def read(batch: Batch) -> Contents | Refusal:
    """Read one export or extract."""
    first: Member = batch.members[0]
    problems = ArticleProblems(base_name(first))
    if batch.form == "json":
        try:
            documents = msgspec.json.decode(first.data(), type=dict[str, _Document], strict=False)
            articles = [_from_json(one, _first_day(batch.release), problems) for one in documents.values()]
        except (msgspec.DecodeError, ValueError) as error:
            return refusal("columns-not-as-expected", first, f"The JSON is not as expected: {error}.", expected=WHERE)
    else:
        articles = list(articles_of({base_name(one).lower(): one for one in batch.members}, problems))
    if not articles:
        return refusal("no-rows", first, "The file holds no article.", expected=WHERE)
    for article in articles:
        unread = ", ".join(str(group.group) for group in article.diagnosis_groups if group.rule == "unread")
        if unread:
            message = f"{article.article} version {article.version}: lists {unread} have paragraphs not stated as data."
            problems.add("paragraph-not-read", message)
    return _contents(batch, articles, problems)


def _contents(batch: Batch, articles: Sequence[CoverageArticle], problems: ArticleProblems) -> Contents:
    days = [article.period.start for article in articles]
    return Contents(
        kind=KIND,
        release=batch.release,
        period=Period(_first_day(batch.release)),
        published_on=max((one.updated_on for one in articles if one.updated_on), default=None),
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


def _is_extract(member: Member) -> bool:
    head = decoded_head(member, 4096)
    return head.lstrip().startswith("{") and '"displayId"' in head and '"version"' in head


def _extract(member: Member) -> Batch | Refusal:
    named = _NAMED_DAY.search(base_name(member))
    if named is None or (len(named.group(1)) == 10 and day(named.group(1)) is None):
        return refusal("release-not-known", member, "Its name has no date.", expected="a name with YYYY-MM-DD")
    return Batch(kind=KIND, release=named.group(1), form="json", rank=2, members=(member,))


def _export(folder: str, files: Mapping[str, Member]) -> list[Batch | Refusal]:
    """Recognise the export in the comma-separated files of one folder; all of them are its members, also those that
    are not read."""
    if "article.csv" not in files:
        return []  # lookup tables of another export
    table = files["article.csv"]
    missing = [name for name in NEEDED if name not in files]
    if missing:
        message = f"The export is not whole; these files are missing: {', '.join(missing)}."
        return [refusal("part-missing", table, message, expected="the whole archive as published", fix=WHERE)]
    head = decoded_head(table).partition("\n")[0].lower()
    if not all(column in head for column in ("article_id", "article_version", "display_id", "last_updated")):
        message = "article.csv has not the columns of the export."
        return [refusal("columns-not-as-expected", table, message, expected=WHERE)]
    updated = [found for row in export_rows(table) if (found := day(row.get("last_updated", "")))]
    if not updated:
        return [refusal("no-rows", table, "article.csv has no dated row.", expected=WHERE)]
    rank = 0 if "all_article" in folder.lower() else 1
    members = (table, *(member for name, member in files.items() if name != "article.csv"))
    return [Batch(kind=KIND, release=max(updated).isoformat(), form="csv", rank=rank, members=members)]


def _from_json(document: _Document, start: date, problems: ArticleProblems) -> CoverageArticle:
    name = document.displayId.upper()
    starred = {bare(code) for code in document.asterisked}
    groups = []
    for number, listed in document.covered.items():
        codes = diagnosis_codes(listed, name, problems)
        groups.append(
            DiagnosisGroup(
                group=int(number),
                codes=codes,
                rule="unread",
                asterisked=tuple(code for code in codes if code in starred),
                paragraph=plain_text(document.paragraphs.covered.get(number, "")),
            )
        )
    excluded = [code for codes in document.noncovered.values() for code in codes]
    article = CoverageArticle(
        article=name,
        version=int(document.version),
        title=document.title,
        contractor="; ".join(document.contractors),
        states=state_codes(document.states, name, problems),
        period=Period(start),
        code_groups=tuple(
            CodeGroup(
                group=int(number),
                codes=procedure_codes(codes, name, problems),
                paragraph=plain_text(document.paragraphs.codes.get(number, "")),
            )
            for number, codes in document.codes.items()
        ),
        diagnosis_groups=tuple(groups),
        noncovered=diagnosis_codes(excluded, name, problems),
    )
    texts = [plain_text(text) for text in document.paragraphs.noncovered.values()]
    return with_reading(article, noncovered_paragraphs=texts)


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
    file_names=("*current_article*", "*all_article*", "all_data*", "mcd_*"),
    recognise=recognise,
    read=read,
)
