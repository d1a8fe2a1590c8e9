"""What a Medicare contractor's coverage articles of the state say of the codes a service usually lands on."""

from collections.abc import Iterable

from cleanskin.front_desk.nouns import ArticleSays, Asked
from cleanskin.record.encounter import PayerKind
from cleanskin.record.protocols import ReferenceStore


def articles(
    asked: Asked, codes: Iterable[str], *, reference: ReferenceStore | None, payer: PayerKind
) -> tuple[ArticleSays, ...]:
    """Return what the articles say; nothing without loaded files, a state, a day, or for payers without contractors."""
    if reference is None or not asked.state or asked.on is None or payer not in ("medicare", "medicare_advantage"):
        return ()
    found = []
    for code in dict.fromkeys(codes):
        for answer in reference.articles(code, asked.state.upper(), asked.on):
            article = answer.value
            counted = sum(len(group.codes) for group in article.diagnosis_groups if group.rule == "any")
            partners = any(group.rule == "with_partner" for group in article.diagnosis_groups)
            says = (
                f"{counted} diagnoses support it by themselves" if counted else "names no diagnosis that supports alone"
            )
            if code in article.no_diagnosis_limit:
                says = "sets no limit of diagnoses"
            elif partners:
                says += "; others only beside a second diagnosis that shows the symptom"
            found.append(ArticleSays(article=article.article, contractor=article.contractor, code=code, says=says))
    return tuple(found)
