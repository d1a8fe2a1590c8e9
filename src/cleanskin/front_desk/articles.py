"""What a Medicare contractor's coverage articles of the state say of the codes a service usually lands on."""

from collections.abc import Iterable

from cleanskin.front_desk.nouns import ArticleSays, Asked
from cleanskin.record.coverage_policy import CoverageArticle, DiagnosisGroup
from cleanskin.record.encounter import PayerKind
from cleanskin.record.protocols import ReferenceStore


def articles(
    asked: Asked, codes: Iterable[str], *, reference: ReferenceStore | None, payer: PayerKind
) -> tuple[ArticleSays, ...]:
    """Return what the articles say; nothing without loaded files, a state, a day, or for payers without contractors."""
    if reference is None or not asked.state or asked.on is None or payer not in ("medicare", "medicare_advantage"):
        return ()
    return tuple(
        ArticleSays(
            article=answer.value.article, contractor=answer.value.contractor, code=code, says=says(answer.value, code)
        )
        for code in dict.fromkeys(codes)
        for answer in reference.articles(code, asked.state.upper(), asked.on)
    )


def says(article: CoverageArticle, code: str) -> str:
    """Return in words what an article needs of the diagnoses of one procedure that it names."""
    if code in article.no_diagnosis_limit:
        return "sets no limit of diagnoses"
    if article.covers_all_others:
        return f"covers all diagnoses but {len(article.noncovered)}"
    own = {group.group for group in article.code_groups if code in group.codes}
    groups = [
        group for group in article.diagnosis_groups if not group.code_groups or not own.isdisjoint(group.code_groups)
    ]
    alone = _codes(one for one in groups if one.rule == "any" or (one.rule == "restricted" and code in one.only_codes))
    beside = _codes(one for one in groups if one.rule == "with_partner") - alone
    unread = _codes(one for one in groups if one.rule == "unread") - alone
    told = [
        _counted(len(alone), "supports it by itself", "support it by themselves") or "no diagnosis supports it alone"
    ]
    if beside:
        told.append(f"{len(beside)} only beside a second diagnosis that shows the symptom")
    if unread:
        told.append(f"{len(unread)} by a paragraph that is not data yet")
    return "; ".join(told)


def _codes(groups: Iterable[DiagnosisGroup]) -> set[str]:
    return {code for group in groups for code in group.codes if code not in group.asterisked}


def _counted(number: int, one: str, more: str) -> str:
    return f"1 diagnosis {one}" if number == 1 else f"{number} diagnoses {more}" if number else ""
