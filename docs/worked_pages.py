"""Makes the pages of the worked examples: the note with the words behind each code marked, codes, why, questions."""

import html
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from cleanskin.charge.code import code
from cleanskin.charge.lesion.words import named
from cleanskin.note.read import read
from cleanskin.record.coding import CodedLine, Coding
from cleanskin.reference.look_up import Reference

EXAMPLES = Path(__file__).parent.parent / "tests" / "worked_examples"
_STYLE = """\
<style>
.note{white-space:pre-wrap;font-family:ui-monospace,monospace;font-size:.86em;line-height:1.75;padding:1em 1.2em;
border:1px solid var(--color-background-border);border-radius:6px;background:var(--color-background-secondary)}
.note mark{background:#ffe9a8;color:#222;border-radius:3px;padding:0 2px}
.docutils td strong{white-space:nowrap}
.note sup{font-size:.68em;color:#8a5a00;font-weight:600}
.review{border:1px dashed var(--color-foreground-muted);border-radius:6px;padding:.7em 1.2em;margin-top:1.5em}
</style>
"""


def worked_pages() -> dict[str, str]:
    """Return every page by its path below docs/reference/worked-examples."""
    examples = [(path, tomllib.loads(path.read_text("utf-8"))) for path in sorted(EXAMPLES.glob("*/*.toml"))]
    pages = {f"{path.parent.name}-{path.stem}.md": _page(path, example) for path, example in examples}
    pages["index.md"] = _index(examples)
    return pages


@cache
def _reference() -> Reference:
    return Reference()


def _page(path: Path, example: dict[str, Any]) -> str:
    found = code(read(example["note"]), reference=_reference(), payer=example.get("payer", ""), on=example.get("on"))
    parts = [
        f"# {example['title']}\n",
        f"{example['lesson']}\n",
        f"Topic: {_topic(path.parent.name)}. Style: {example['style']}. Payer: {_payer(example)}."
        f" Day of service: {example.get('on', 'not stated')}. Rules: {', '.join(example.get('rules', ()))}.\n",
    ]
    if example.get("open"):
        parts.append(f":::{{warning}}\nNot coded as expected yet: {example['open']}\n:::\n")
    parts += [
        "## The note\n",
        "```{raw} html\n"
        + _STYLE
        + f'<div class="note">{_flowing(_marked(example["note"].strip(), found, example["note"]), example)}</div>\n```\n',
        "The numbers name the lines below whose words they are.\n" if found.lines else "",
        "## Codes\n",
        _lines(found.lines, example),
        _not_reported(found, example),
        _queries(found),
        _verdicts(found),
        _review(example),
    ]
    return "\n".join(one for one in parts if one)


def _marked(shown: str, found: Coding, text: str) -> str:
    """Return the note as HTML with the words of each line marked and numbered; overlapping words are one mark."""
    shift = len(text) - len(text.lstrip())
    spans = sorted(
        (one.start - shift, one.end - shift, number)
        for number, line in enumerate(found.lines, start=1)
        for one in line.evidence
    )
    groups: list[tuple[int, int, set[int]]] = []
    for start, end, number in spans:
        if groups and start < groups[-1][1]:
            first, last, numbers = groups[-1]
            groups[-1] = (first, max(last, end), numbers | {number})
        else:
            groups.append((start, end, {number}))
    parts, at = [], 0
    for start, end, numbers in groups:
        named = ",".join(str(one) for one in sorted(numbers))
        parts.append(f"{html.escape(shown[at:start])}<mark>{html.escape(shown[start:end])}</mark><sup>{named}</sup>")
        at = end
    # an empty line would end the raw block
    return ("".join(parts) + html.escape(shown[at:])).replace("\n\n", "\n&#8203;\n")


def _flowing(shown: str, example: dict[str, Any]) -> str:
    """Let the lines of running text break where the page does; lists and tables keep theirs."""
    if example["style"] not in ("dictated", "letter"):
        return shown
    return "\n&#8203;\n".join(part.replace("\n", " ") for part in shown.split("\n&#8203;\n"))


def _topic(folder: str) -> str:
    return folder.replace("-", " and ") if folder in _PAIRS else folder.replace("-", " ")


_PAIRS = frozenset({"drainage-nails", "flaps-grafts", "pathology-tests"})


def _payer(example: dict[str, Any]) -> str:
    named = str(example.get("payer", "medicare")).replace("_", " ")
    return named.replace("medicare", "Medicare").replace("medicaid", "Medicaid")


def _lines(lines: Iterable[CodedLine], example: dict[str, Any]) -> str:
    rows = ["| | code | units | diagnoses | why | why not |", "|---|---|---|---|---|---|"]
    for number, line in enumerate(lines, start=1):
        rows.append(
            f"| {number} | **{'-'.join((line.code, *line.modifiers))}** | {line.units} | {', '.join(line.icd10)} |"
            f" {_cell(line.why)}{_waits(line)} | {_cell(' '.join(line.why_not))} |"
        )
    if len(rows) == 2:
        rows = ["No code is supported by this note."]
    expected = ["", "What the author expects, and why:", ""] if example.get("line") else []
    for one in example.get("line", ()):
        named = "-".join((one["code"], *one.get("modifiers", ())))
        expected.append(f"- **{named}** x{one.get('units', 1)} {', '.join(one.get('icd10', ()))}: {one.get('why', '')}")
    return "\n".join([*rows, *expected, ""])


def _waits(line: CodedLine) -> str:
    return f" *Waits for {_cell(line.waits_for)}.*" if line.waits_for else ""


def _not_reported(found: Coding, example: dict[str, Any]) -> str:
    rows = [f"- **{one['code']}**: {one['why']}" for one in example.get("not_reported", ())]
    named = {one["code"] for one in example.get("not_reported", ())}
    rows += [
        f"- {one.code}: {one.why} (said by the coder)" for one in found.not_separately_reported if one.code not in named
    ]
    return "\n".join(["## Not reported\n", *rows, ""]) if rows else ""


def _queries(found: Coding) -> str:
    rows = []
    for one in found.queries:
        added = f" Sentence to add: “{one.sentence_to_add}”" if one.sentence_to_add else ""
        rows.append(f"- {one.question} {one.why}{added}")
    return "\n".join(["## Questions to the provider\n", *rows, ""]) if rows else ""


def _verdicts(found: Coding) -> str:
    names = {one.id: named(one) for one in found.encounter.lesions} if found.encounter else {}
    rows = []
    for one in found.verdicts:
        where = "; ".join(dict.fromkeys(names[each] for each in one.lesions if each in names))
        about = f" ({where})" if where else ""
        rows.append(f"- {one.service.replace('_', ' ')}{about}: **{one.verdict}**. {one.why}")
    return "\n".join(["## Who pays\n", *dict.fromkeys(rows), ""]) if rows else ""


def _review(example: dict[str, Any]) -> str:
    by = html.escape(example.get("reviewed_by", "")) or "nobody yet"
    return (
        f'```{{raw}} html\n<div class="review"><b>Reviewed by:</b> {by} '
        "&nbsp; <b>Credential:</b> ____________ &nbsp; <b>Day:</b> ____________<br>"
        "<b>Agree?</b> &#9744; yes &nbsp; &#9744; no, because: ______________________________</div>\n```\n"
    )


def _index(examples: list[tuple[Path, dict[str, Any]]]) -> str:
    parts = [
        "# Worked examples\n",
        f"{len(examples)} invented notes with the codes they support, for review by a medical director or a coder. "
        "The notes and the reader share an author: no claim of accuracy rests on them.\n",
        f"{sum(bool(one.get('open')) for _, one in examples)} are not coded as expected yet and say so (*open*). "
        f"{sum(bool(one.get('reviewed_by')) for _, one in examples)} have been reviewed by somebody qualified.\n",
    ]
    topics: dict[str, list[tuple[Path, dict[str, Any]]]] = {}
    codes: dict[str, list[str]] = {}
    for path, example in examples:
        topics.setdefault(path.parent.name, []).append((path, example))
        link = f"[{example['title']}]({path.parent.name}-{path.stem}.md)"
        for one in example.get("line", ()):
            if link not in codes.setdefault(one["code"], []):
                codes[one["code"]].append(link)
    for topic, held in topics.items():
        parts.append(f"## {_topic(topic).capitalize()} ({len(held)})\n")
        for path, example in held:
            named = ", ".join("-".join((one["code"], *one.get("modifiers", ()))) for one in example.get("line", ()))
            still = " (*open*)" if example.get("open") else ""
            parts.append(f"- [{example['title']}]({topic}-{path.stem}.md): {named or 'no code'}{still}")
        parts.append("")
    parts.append("## By code\n")
    parts += [f"- {one}: {', '.join(links)}" for one, links in sorted(codes.items())]
    return "\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")
