"""The page of a rule of the scrubber, as `cleanskin explain` shows it."""

from collections.abc import Iterator

from cleanskin.denial.topics import Topic
from cleanskin.rules.registry import all_rules, family_of
from cleanskin.rules.rule import Rule

_STAGES = {
    "preview": "preview: counted, shown only where the configuration says preview = true",
    "deprecated": "deprecated: it still runs",
    "removed": "removed: it no longer runs",
}
_SEVERITIES = {
    "hold": "hold: do not send before somebody has looked",
    "warn": "warn: look when there is time",
    "note": "note: said for completeness",
}
_VERDICTS = {"flags": "flags", "passes": "passes", "near": "passes, a token away", "cannot": "cannot be checked"}


def rule_topics() -> Iterator[Topic]:
    """Explain every rule."""
    for rule in all_rules():
        yield Topic(
            kind="rule",
            key=rule.id,
            title=rule.name,
            facts=tuple((label, texts) for label, texts in _facts(rule) if any(texts)),
            source=", ".join(filter(None, (rule.source.title, rule.source.locator))),
            trust=rule.source.trust,
            checked_on=rule.source.checked_on,
        )


def _facts(rule: Rule) -> Iterator[tuple[str, tuple[str, ...]]]:
    title, _, why = rule.doc.partition("\n\n")
    yield "flags", (_joined(title),)
    yield "why", tuple(_joined(paragraph) for paragraph in why.split("\n\n"))
    yield "says", (rule.message,)
    yield "next", (rule.fix,)
    yield "severity", (_SEVERITIES[rule.severity],)
    yield "leads to", (rule.outcome.replace("_", " ") if rule.outcome != "advice" else "",)
    codes = [f"CARC {rule.carc}" if rule.carc else "", f"RARC {rule.rarc}" if rule.rarc else ""]
    yield "payer answers", (" ".join(filter(None, codes)),)
    yield "needs", (", ".join(rule.needs).replace("_", " "),)
    yield "payers", (", ".join(sorted(rule.payers)).replace("_", " "),)
    yield "states", (", ".join(sorted(rule.states)),)
    first = f"from {rule.effective_from}" if rule.effective_from.year > 1900 else ""
    yield "days", (" ".join(filter(None, (first, f"until before {rule.effective_to}" if rule.effective_to else ""))),)
    replaced = f"; replaced by {rule.replaced_by}" if rule.replaced_by else ""
    yield "stage", (_STAGES[rule.stage] + replaced if rule.stage in _STAGES else "",)
    yield "family", (family_of(rule).replace("_", " "),)
    yield "examples", tuple(_example(line) for line in rule.examples.strip().splitlines() if line.strip())
    yield "version", (str(rule.version), *(f"{day}: {words}" for day, words in rule.history))
    yield "coder's check", (rule.checked_by or "not yet checked by a certified coder",)


def _example(line: str) -> str:
    verdict, _, rest = line.strip().partition(" ")
    return f"{_VERDICTS.get(verdict, verdict)}: {rest.strip()}"


def _joined(text: str) -> str:
    return " ".join(text.split())
