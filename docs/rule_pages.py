"""Makes the pages of the scrubber's rules: one a rule, and indexes by family, outcome and reason code."""

from collections.abc import Callable, Iterable
from importlib import import_module

from cleanskin.cli.trust import TRUST_WORDS
from cleanskin.denial.codebook import book
from cleanskin.rules.notation import read_examples
from cleanskin.rules.registry import all_rules, family_of
from cleanskin.rules.rule import Rule, Triggers

_SEVERITIES = {
    "hold": "hold: do not send before somebody has looked",
    "warn": "warn: look when there is time",
    "note": "note: said for completeness",
}
_OUTCOMES = {
    "rejection": "Rejection: the claim comes back before a payer decides",
    "denial": "Denial: a payer refuses the line or the claim",
    "underpayment": "Underpayment: a payer pays less than is owed",
    "audit": "Audit: paid now, taken back later",
    "missed_charge": "Missed charge: work that was done and is not billed",
    "advice": "Advice: nothing is lost at once",
}
_FIXES = {
    "safe": "`cleanskin scrub --fix` makes it: clerical, it can never change what is billed or raise payment",
    "human": "a person makes it, with the record at hand",
    "none": "there is nothing to change on the claim",
}
_STAGES = {
    "preview": "preview: counted, shown only where the configuration says `preview = true`",
    "stable": "stable: shown",
    "deprecated": "deprecated: still runs",
    "removed": "removed: no longer runs; the page stays",
}
_VERDICTS = {
    "flags": "flags",
    "passes": "passes",
    "near": "passes, one token away from a line that flags",
    "cannot": "cannot be checked",
}
ORPHAN = "---\norphan: true\n---\n\n"
"""Pages of rules stand in no table of contents: hundreds of entries beside every page make the site slow to build."""
_SHOWN_MAX = 30


def rule_pages() -> dict[str, str]:
    """Return every page by its path below docs/reference/rules."""
    rules = all_rules()
    pages = {f"{rule.id.lower()}.md": rule_page(rule) for rule in rules}
    pages["index.md"] = _by_family(rules)
    pages["by-outcome.md"] = _index(
        rules, "Rules by outcome", lambda rule: _OUTCOMES[rule.outcome], [*_OUTCOMES.values()]
    )
    pages["by-carc.md"] = _by_carc(rules)
    return pages


def missing_from(rule: Rule) -> list[str]:
    """Return what the page of a rule would lack; empty when it is whole."""
    title, _, why = rule.doc.partition("\n\n")
    parts: dict[str, object] = {
        "what it flags": title.strip(),
        "why": why.strip(),
        "what it says": rule.message,
        "what to do": rule.fix,
        "a source": rule.source.title,
        "an example that flags": _has_example(rule, "flags"),
        "an example that passes": _has_example(rule, "passes"),
        "a near miss": _has_example(rule, "near"),
        "a trigger": _looks_at(rule.triggers),
        "what replaces it": rule.stage != "deprecated" or rule.replaced_by,
        "history of its versions": rule.version == 1 or len(rule.history) >= rule.version - 1,
    }
    return [name for name, held in parts.items() if not held]


def rule_page(rule: Rule) -> str:
    """Return the page of one rule."""
    title, _, why = rule.doc.partition("\n\n")
    body = "\n\n".join(_text(paragraph) for paragraph in why.split("\n\n"))
    return "\n".join(
        [
            f"# {rule.id} {rule.name}\n",
            f"**{_text(title)}**\n",
            f"{body}\n",
            _table(("", ""), [(name, value) for name, value in _facts(rule) if value]),
            "## Examples\n",
            "Lines of a claim stand between `|`; [the notation](/how-to/add-a-rule.md#the-notation-of-examples) is explained there.\n",
            _table(("", "visit", "remark"), [*_example_rows(rule)]),
        ]
    )


def _facts(rule: Rule) -> Iterable[tuple[str, str]]:
    yield "Says", _text(rule.message)
    yield "What to do", _text(rule.fix)
    yield "The fix", _FIXES[rule.fix_safety]
    yield "If nobody acts", _OUTCOMES[rule.outcome]
    yield "Severity", _SEVERITIES[rule.severity]
    yield "Payer's answer", _answer(rule)
    yield "Looks at", _looks_at(rule.triggers)
    yield "Beside", _looks_at(rule.beside) if rule.beside else ""
    yield "Needs", ", ".join(rule.needs).replace("_", " ") or "the claim alone"
    yield "Payers", ", ".join(sorted(rule.payers)).replace("_", " ") or "all"
    yield "States", ", ".join(sorted(rule.states))
    yield "Days of service", _in_force(rule)
    replaced = f"; replaced by {rule.replaced_by}" if rule.replaced_by else ""
    yield "Stage", _STAGES[rule.stage] + replaced
    yield "Source", _source(rule)
    yield "Version", "; ".join((str(rule.version), *(f"{day}: {_text(words)}" for day, words in rule.history)))
    yield "Checked by", rule.checked_by or rule.source.checked_by or "no certified coder yet"
    yield "Family", f"[{_words(family_of(rule))}](index.md#{family_of(rule).replace('_', '-')})"


def _answer(rule: Rule) -> str:
    if not rule.carc:
        return "not foreseen"
    reason = book().reason(rule.carc)
    words = f" ({_text(reason.meaning)})" if reason is not None and reason.meaning else ""
    return f"CARC {rule.carc}{words}" + (f", RARC {rule.rarc}" if rule.rarc else "")


def _looks_at(triggers: Triggers) -> str:
    if triggers.always:
        return "every visit"
    parts = []
    for what, values in (
        ("codes", triggers.codes),
        ("families of codes", triggers.families),
        ("classes of codes", triggers.classes),
        ("modifiers", triggers.modifiers),
        ("diagnoses that begin with", triggers.diagnoses),
        ("places of service", triggers.places),
    ):
        if values:
            named = _ranges(sorted(values)) if what == "codes" else sorted(values)
            more = f" and {len(named) - _SHOWN_MAX} more" if len(named) > _SHOWN_MAX else ""
            parts.append(f"{what} {', '.join(_words(one) for one in named[:_SHOWN_MAX])}{more}")
    if triggers.repeated:
        parts.append("lines of other than one unit, and codes on several lines")
    return "; ".join(parts)


def _ranges(codes: list[str]) -> list[str]:
    """Write codes that follow one another as "11102 to 11107"."""
    found: list[list[str]] = []
    for code in codes:
        before = found[-1][-1] if found else ""
        follows = (
            code[1:].isdigit()
            and before[1:].isdigit()
            and before[:1] == code[:1]
            and int(code[1:]) == int(before[1:]) + 1
        )
        if follows:
            found[-1].append(code)
        else:
            found.append([code])
    return [piece for run in found for piece in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else run)]


def _in_force(rule: Rule) -> str:
    first = f"from {rule.effective_from}" if rule.effective_from.year > 1900 else ""
    last = f"until before {rule.effective_to}" if rule.effective_to else ""
    return " ".join(filter(None, (first, last))) or "all"


def _source(rule: Rule) -> str:
    source = rule.source
    title = f"[{_text(source.title)}]({source.url})" if source.url else _text(source.title)
    seen = f"last read {source.checked_on}" if source.checked_on else "not read anew"
    return "; ".join(filter(None, (title, _text(source.locator), seen, TRUST_WORDS[source.trust])))


def _example_rows(rule: Rule) -> Iterable[tuple[str, str, str]]:
    for example in read_examples(rule.examples):
        verdict = _VERDICTS[example.verdict]
        if example.flags > 1:
            verdict += f" {example.flags} times"
        yield verdict, f"`{_cell(example.text)}`", _text(example.remark)


def _has_example(rule: Rule, verdict: str) -> bool:
    return any(line.split()[:1] == [verdict] for line in rule.examples.strip().splitlines())


def _by_family(rules: Iterable[Rule]) -> str:
    counted = [*rules]
    families = sorted({family_of(rule) for rule in counted})
    parts = [
        "# Rules of the scrubber\n",
        f"{len(counted)} rules in {len(families)} families. The same by [outcome](by-outcome.md) and by [reason code](by-carc.md). "
        "What a finding means and how rules run: [the scrubber](/explanation/scrubber.md).\n",
    ]
    for family in families:
        about = (import_module(f"cleanskin.rules.{family}").__doc__ or "").strip().split("\n\n")[0]
        parts.append(f"({family.replace('_', '-')})=\n## {_words(family).capitalize()}\n\n{_text(about)}\n")
        parts.append(_listed(rule for rule in counted if family_of(rule) == family))
    parts.append("```{toctree}\n:hidden:\nby-outcome\nby-carc\n```\n")
    return "\n".join(parts)


def _by_carc(rules: Iterable[Rule]) -> str:
    counted = [*rules]
    carcs = sorted({rule.carc for rule in counted if rule.carc}, key=lambda carc: (len(carc), carc))
    titles = {carc: _carc_title(carc) for carc in carcs}
    none = "No answer foreseen"
    return _index(counted, "Rules by reason code", lambda rule: titles.get(rule.carc, none), [*titles.values(), none])


def _carc_title(carc: str) -> str:
    reason = book().reason(carc)
    return f"CARC {carc}: {_text(reason.meaning)}" if reason is not None and reason.meaning else f"CARC {carc}"


def _index(rules: Iterable[Rule], title: str, key: Callable[[Rule], str], order: list[str]) -> str:
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(key(rule), []).append(rule)
    parts = [f"# {title}\n"]
    for name in order:
        if name in groups:
            parts.append(f"## {name}\n\n{_listed(groups[name])}")
    return "\n".join(parts)


def _listed(rules: Iterable[Rule]) -> str:
    rows = []
    for rule in rules:
        marks = [rule.outcome.replace("_", " "), rule.severity]
        marks += [rule.stage] if rule.stage != "stable" else []
        marks += [f"needs {', '.join(rule.needs).replace('_', ' ')}"] if rule.needs else []
        flags = _text(rule.doc.partition("\n\n")[0])
        rows.append((f"[{rule.id}]({rule.id.lower()}.md)", flags, ", ".join(marks), rule.carc))
    return _table(("rule", "flags", "", "CARC"), rows)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines.extend("| " + " | ".join(row) + " |" for row in rows)
    return "\n".join(lines) + "\n"


def _words(text: str) -> str:
    return text.replace("_", " ")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _text(text: str) -> str:
    """Return plain words for a page: what Markdown would read as marks stands for itself, but for code in backticks."""
    pieces = (
        _cell(text).replace("{codes}", "(codes)").replace("{code}", "(code)").replace("{line}", "(line)").split("`")
    )
    if len(pieces) % 2 == 0:
        return _plain("'".join(pieces))
    return "".join(_plain(piece) if place % 2 == 0 else f"`{piece}`" for place, piece in enumerate(pieces))


def _plain(text: str) -> str:
    for mark in ("<", ">", "*", "_", "[", "]"):
        text = text.replace(mark, {"<": "&lt;", ">": "&gt;"}.get(mark, f"\\{mark}"))
    return text
