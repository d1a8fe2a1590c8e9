"""Medicare coverage articles: which diagnoses support which procedures, where, and what is never covered.

Source of the model: the published articles of the Medicare Coverage Database as read on 2026-11-21.
"""

from datetime import date
from typing import Literal

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source

GroupRule = Literal["any", "with_partner", "partner_only", "restricted", "unread"]
"""any: one of the diagnoses alone supports; with_partner: only together with one of `partner_groups`;
partner_only: never alone; restricted: only for the codes in `only_codes`; unread: the paragraph decides and nobody has
stated it as data yet."""


class CodeGroup(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A numbered group of procedure codes of an article, with the paragraph that introduces it (plain text)."""

    group: int
    codes: tuple[str, ...]
    paragraph: str = ""


class DiagnosisGroup(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A numbered group of diagnoses that an article covers.

    Codes have no point.  `code_groups` are the procedure groups it supports (empty: all); `asterisked` the codes to
    which `asterisk_note` applies; `only_codes` narrows a restricted group to some procedures.
    """

    group: int
    codes: tuple[str, ...]
    rule: GroupRule = "any"
    partner_groups: tuple[int, ...] = ()
    code_groups: tuple[int, ...] = ()
    only_codes: tuple[str, ...] = ()
    asterisked: tuple[str, ...] = ()
    asterisk_note: str = ""
    paragraph: str = ""


class ElsewhereRule(msgspec.Struct, frozen=True, kw_only=True):
    """Procedures with diagnoses of which an article says that another policy decides.

    `diagnoses` are codes without point, or the beginnings of codes ("C44").
    """

    codes: tuple[str, ...]
    diagnoses: tuple[str, ...]
    says: str


class CoverageArticle(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One version of one coverage article.

    `no_diagnosis_limit` are procedure codes that any diagnosis supports; `noncovered` diagnoses that never do;
    `covers_all_others` when the article names only what is not covered.  `states` are two-letter codes.  `period` are
    the days of this version; `effective_since` the first day of the article's first version.  `elsewhere` says what the
    article leaves to others; `reading` who read its paragraphs and how far that can be trusted (None: nobody).
    """

    article: str
    version: int
    title: str = ""
    contractor: str = ""
    macs: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    period: Period
    updated_on: date | None = None
    code_groups: tuple[CodeGroup, ...] = ()
    diagnosis_groups: tuple[DiagnosisGroup, ...] = ()
    no_diagnosis_limit: tuple[str, ...] = ()
    noncovered: tuple[str, ...] = ()
    covers_all_others: bool = False
    elsewhere: tuple["ElsewhereRule", ...] = ()
    effective_since: date | None = None
    reading: Source | None = None


class ArticleCode(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That a version of an article names a procedure code: the index by which articles are found."""

    code: str
    article: str
    version: int
    states: tuple[str, ...] = ()
    period: Period
    effective_since: date | None = None


class CoverageVerdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an article says of a procedure with its diagnoses.

    supported; not_supported; needs_partner (a further diagnosis of `partner_groups`); noncovered; no_limit;
    not_listed (the article does not speak of the procedure); unread (a paragraph decides that is not data yet).
    """

    verdict: Literal["supported", "not_supported", "needs_partner", "noncovered", "no_limit", "not_listed", "unread"]
    article: str
    version: int
    groups: tuple[int, ...] = ()
    partner_groups: tuple[int, ...] = ()
    reason: str = ""
