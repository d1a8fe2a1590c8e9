"""What the paragraphs of coverage articles say, as data: declared readings, and sentences that publishers repeat.

Both are in `article_readings.toml`.  What neither covers stays unread: the group keeps its paragraph and the rule
"unread", and nobody is told that a diagnosis is supported because of it.  Not an importer.
"""

import functools
import html
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib import resources
from typing import Literal

import msgspec

from cleanskin.kernel.source import Source, Trust
from cleanskin.record.coverage_policy import CoverageArticle, DiagnosisGroup, ElsewhereRule, GroupRule

Meaning = Literal["supports", "limited_to", "no_limit", "nothing"]

_CODES = r"(?P<codes>[0-9A-Z]{5}(?:(?:\s*(?:-|through|to|,|;|and|or|&)\s*)+[0-9A-Z]{5})*)"
_RANGE = re.compile(r"([0-9A-Z]{5})(?:\s*(?:-|through|to)\s*([0-9A-Z]{5}))?", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(*])")


class GroupReading(msgspec.Struct, frozen=True, kw_only=True):
    """How one group of diagnoses applies."""

    group: int
    rule: GroupRule
    partner_groups: tuple[int, ...] = ()
    code_groups: tuple[int, ...] = ()
    only_codes: tuple[str, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One person's reading of an article, in the versions that were read."""

    article: str
    versions: tuple[int, ...]
    title: str
    checked_on: date
    trust: Trust
    says: str
    group: tuple[GroupReading, ...] = ()
    no_diagnosis_limit: tuple[str, ...] = ()
    covers_all_others: bool = False
    elsewhere: tuple[ElsewhereRule, ...] = ()


class _Sentence(msgspec.Struct, frozen=True):
    means: Meaning
    pattern: str


class _Table(msgspec.Struct, frozen=True):
    sentence: tuple[_Sentence, ...]
    reading: tuple[Reading, ...]


def plain_text(paragraph: str) -> str:
    """Return a paragraph without its HTML, on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", paragraph)).split())


def with_reading(article: CoverageArticle, *, noncovered_paragraphs: Sequence[str] = ()) -> CoverageArticle:
    """Apply the declared reading of this version, else the standing sentences, as far as they go."""
    reading = _readings().get((article.article, article.version))
    if reading is not None and {one.group for one in reading.group} == {one.group for one in article.diagnosis_groups}:
        return _as_read(article, reading)
    return _by_sentences(article, noncovered_paragraphs)


def listed_codes(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of `known` that a list of codes and ranges names, and single codes beyond them."""
    spans = [(first.upper(), (last or first).upper()) for first, last in _RANGE.findall(text)]
    named = {code for code in known if any(first <= code <= last for first, last in spans)}
    return tuple(sorted(named | {first for first, last in spans if first == last}))


def _as_read(article: CoverageArticle, reading: Reading) -> CoverageArticle:
    codes = _codes_of(article)
    read = {one.group: one for one in reading.group}
    groups = tuple(
        msgspec.structs.replace(
            group,
            rule=read[group.group].rule,
            partner_groups=read[group.group].partner_groups,
            code_groups=read[group.group].code_groups,
            only_codes=listed_codes(" ".join(read[group.group].only_codes), codes),
        )
        for group in article.diagnosis_groups
    )
    elsewhere = tuple(
        ElsewhereRule(codes=listed_codes(" ".join(one.codes), codes), diagnoses=one.diagnoses, says=one.says)
        for one in reading.elsewhere
    )
    return msgspec.structs.replace(
        article,
        diagnosis_groups=groups,
        no_diagnosis_limit=reading.no_diagnosis_limit,
        covers_all_others=reading.covers_all_others,
        elsewhere=elsewhere,
        reading=Source(title=reading.title, locator=reading.says, checked_on=reading.checked_on, trust=reading.trust),
    )


def _by_sentences(article: CoverageArticle, noncovered_paragraphs: Sequence[str]) -> CoverageArticle:
    codes = _codes_of(article)
    unlimited: set[str] = set()
    groups: list[DiagnosisGroup] = []
    for group in article.diagnosis_groups:
        read, free = _read_group(
            group, codes, several=len(article.diagnosis_groups) > 1 and len(article.code_groups) > 1
        )
        groups.append(read)
        unlimited |= free
    others = [group.paragraph for group in article.code_groups] + list(noncovered_paragraphs)
    all_read = bool(groups) and all(group.rule != "unread" for group in groups)
    all_read = all_read and all(_meaning(sentence)[0] == "nothing" for one in others for sentence in _sentences(one))
    source = Source(title="Paragraphs read by their standing sentences", trust="derived") if all_read else None
    return msgspec.structs.replace(
        article, diagnosis_groups=tuple(groups), no_diagnosis_limit=tuple(sorted(unlimited)), reading=source
    )


def _read_group(group: DiagnosisGroup, codes: Sequence[str], *, several: bool) -> tuple[DiagnosisGroup, set[str]]:
    """Read one group's paragraph; also return the codes that it says any diagnosis supports."""
    only: set[str] = set()
    unlimited: set[str] = set()
    for sentence in _sentences(group.paragraph):
        means, listed = _meaning(sentence)
        named = set(listed_codes(listed, codes)) if listed else set()
        if means is None:
            return msgspec.structs.replace(group, rule="unread"), set()
        if means == "no_limit":
            unlimited |= named
        elif means in ("supports", "limited_to"):
            only |= named
    if only:
        return msgspec.structs.replace(group, rule="restricted", only_codes=tuple(sorted(only))), unlimited
    return msgspec.structs.replace(group, rule="unread" if several else "any"), unlimited


def _meaning(sentence: str) -> tuple[Meaning | None, str]:
    for pattern, means in _patterns():
        if match := pattern.fullmatch(sentence):
            return means, match.groupdict().get("codes") or ""
    return None, ""


def _sentences(paragraph: str) -> list[str]:
    return [sentence.strip(" .:;") for sentence in _SENTENCE_END.split(paragraph) if sentence.strip(" .:;")]


def _codes_of(article: CoverageArticle) -> list[str]:
    return [code for group in article.code_groups for code in group.codes]


@functools.cache
def _table() -> _Table:
    text = resources.files(__package__).joinpath("article_readings.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Table)


@functools.cache
def _readings() -> Mapping[tuple[str, int], Reading]:
    return {(one.article, version): one for one in _table().reading for version in one.versions}


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], Meaning], ...]:
    return tuple(
        (re.compile(one.pattern.replace("{codes}", _CODES), re.IGNORECASE), one.means) for one in _table().sentence
    )
