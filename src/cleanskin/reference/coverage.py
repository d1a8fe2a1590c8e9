"""Which coverage articles apply in a state on a day, and what they say (`record.coverage_verdict`).

Logic: the published articles of the Medicare Coverage Database as read on 2026-11-21.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from cleanskin.record.coverage_policy import ArticleCode, CoverageArticle
from cleanskin.record.coverage_verdict import verdict

__all__ = ["in_force", "may_answer", "verdict"]


def in_force(articles: Iterable[CoverageArticle], *, state: str, on: date) -> list[tuple[CoverageArticle, str]]:
    """Return, of each article that applies in `state`, the version of that day, with a notice ("" when none).

    An article whose states the file does not tell is returned too, and the notice says so.  Where the version of that
    day is not held, the oldest held one that came after it answers, and the notice says so; but no article answers for
    days before its own first day (when that is known) or after its last.
    """
    by_article: dict[str, list[CoverageArticle]] = {}
    for article in articles:
        if state in article.states or not article.states:
            by_article.setdefault(article.article, []).append(article)
    found = [_version_on(versions, on) for _, versions in sorted(by_article.items())]
    return [one for one in found if one is not None]


def may_answer(version: CoverageArticle | ArticleCode, *, state: str, on: date) -> bool:
    """True when `in_force` may choose that version of an article: it is of the state, and of the day or later."""
    return (state in version.states or not version.states) and (on in version.period or _is_later(version, on))


def _is_later(version: CoverageArticle | ArticleCode, on: date) -> bool:
    return version.period.start > on and (version.effective_since or on) <= on


def _version_on(versions: Sequence[CoverageArticle], on: date) -> tuple[CoverageArticle, str] | None:
    current = [one for one in versions if on in one.period]
    if current:
        newest = max(current, key=lambda one: one.version)
        return newest, _states_notice(newest)
    later = [one for one in versions if _is_later(one, on)]
    if not later:
        return None
    nearest = min(later, key=lambda one: (one.period.start, one.version))
    notice = (
        f"The version of {nearest.article} in force on that day is not held; "
        f"version {nearest.version}, in force from {nearest.period.start.isoformat()}, answers."
    )
    return nearest, f"{notice} {_states_notice(nearest)}".strip()


def _states_notice(article: CoverageArticle) -> str:
    return "" if article.states else f"The file does not tell in which states {article.article} holds."
