"""What a coverage article says of a procedure with its diagnoses.

An article answers for the procedures it names and no others.  A paragraph that nobody has turned into data never makes
a diagnosis "supported"; where it could change a "no", the answer is "unread".
Logic: the published articles of the Medicare Coverage Database as read on 2026-11-21.
"""

from collections.abc import Sequence
from typing import Literal

from cleanskin.record.coverage_policy import CoverageArticle, CoverageVerdict, DiagnosisGroup

Verdict = Literal["supported", "not_supported", "needs_partner", "noncovered", "no_limit", "not_listed", "unread"]


def verdict(procedure: str, diagnoses: Sequence[str], article: CoverageArticle) -> CoverageVerdict:
    """Judge one procedure with the diagnoses that its line points to.

    Codes without point.  Order of the questions: is the procedure named; is a diagnosis excluded outright; is there no
    limit; does a diagnosis support it; would it with a partner; does a paragraph decide that is not data yet.
    """
    own_groups = {group.group for group in article.code_groups if procedure in group.codes}
    if not own_groups and procedure not in article.no_diagnosis_limit:
        return _say(article, "not_listed", "The article does not name this procedure.")
    excluded = [code for code in diagnoses if code in article.noncovered]
    if excluded:
        return _say(article, "noncovered", f"{_shown(excluded)} is listed as not covered.")
    if procedure in article.no_diagnosis_limit:
        return _say(article, "no_limit", "The article sets no limit of diagnoses for this procedure.")
    groups = [group for group in article.diagnosis_groups if _applies(group, procedure, own_groups)]
    found = _supported(diagnoses, groups, article) or _undecided(diagnoses, groups, article)
    return found or _otherwise(procedure, diagnoses, groups, article)


def _applies(group: DiagnosisGroup, procedure: str, own_groups: set[int]) -> bool:
    if group.code_groups and not own_groups & set(group.code_groups):
        return False
    return group.rule != "restricted" or procedure in group.only_codes


def _supported(
    diagnoses: Sequence[str], groups: Sequence[DiagnosisGroup], article: CoverageArticle
) -> CoverageVerdict | None:
    for group in groups:
        clear = [code for code in diagnoses if code in group.codes and code not in group.asterisked]
        if clear and group.rule in ("any", "restricted"):
            return _say(
                article, "supported", f"{_shown(clear)} supports it (list {group.group}).", groups=(group.group,)
            )
        if clear and group.rule == "with_partner":
            for partner in _partners(group, article):
                beside = [code for code in diagnoses if code in partner.codes and code != clear[0]]
                if beside:
                    reason = (
                        f"{clear[0]} (list {group.group}) together with {beside[0]} (list {partner.group}) supports it."
                    )
                    return _say(article, "supported", reason, groups=(group.group, partner.group))
    return None


def _undecided(
    diagnoses: Sequence[str], groups: Sequence[DiagnosisGroup], article: CoverageArticle
) -> CoverageVerdict | None:
    """Return "unread" or "needs_partner" when a diagnosis is listed but does not support by itself."""
    listed = [(group, code) for group in groups for code in diagnoses if code in group.codes]
    for group, code in listed:
        if group.rule == "unread":
            reason = f"{code} is in list {group.group}, whose paragraph decides and is not stated as data."
            return _say(article, "unread", reason, groups=(group.group,))
        if code in group.asterisked and group.rule != "partner_only":
            note = group.asterisk_note or "the note is not at hand"
            reason = f"{code} carries an asterisk in list {group.group}: {note}"
            return _say(article, "unread", reason, groups=(group.group,))
    for group, code in listed:
        if group.rule == "with_partner":
            partners = ", ".join(str(number) for number in group.partner_groups)
            reason = f"{code} (list {group.group}) supports it only together with a diagnosis of list {partners}."
            return _say(article, "needs_partner", reason, groups=(group.group,), partner_groups=group.partner_groups)
    return None


def _otherwise(
    procedure: str, diagnoses: Sequence[str], groups: Sequence[DiagnosisGroup], article: CoverageArticle
) -> CoverageVerdict:
    for rule in article.elsewhere:
        if procedure in rule.codes and any(code.startswith(rule.diagnoses) for code in diagnoses):
            return _say(article, "not_listed", rule.says)
    if article.covers_all_others:
        return _say(article, "no_limit", "The article names only diagnoses that are not covered.")
    if article.reading is None:
        return _say(article, "unread", "A paragraph of the article that may decide is not stated as data.")
    alone = tuple(group.group for group in groups if any(code in group.codes for code in diagnoses))
    if alone:
        return _say(
            article, "not_supported", f"The diagnosis counts only beside another (list {alone[0]}).", groups=alone
        )
    return _say(article, "not_supported", "None of the diagnoses is in a list that supports this procedure.")


def _partners(group: DiagnosisGroup, article: CoverageArticle) -> list[DiagnosisGroup]:
    return [one for one in article.diagnosis_groups if one.group in group.partner_groups]


def _say(
    article: CoverageArticle,
    answer: Verdict,
    reason: str,
    *,
    groups: tuple[int, ...] = (),
    partner_groups: tuple[int, ...] = (),
) -> CoverageVerdict:
    return CoverageVerdict(
        verdict=answer,
        article=article.article,
        version=article.version,
        groups=groups,
        partner_groups=partner_groups,
        reason=reason,
    )


def _shown(codes: Sequence[str]) -> str:
    return ", ".join(codes)
