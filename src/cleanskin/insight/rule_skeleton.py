"""The text of a rule file to begin with, for refusals that no rule foresaw.  It runs as it stands, in preview.

What it says is only what was seen: this payer refuses this code with this reason.  A person finds out why, narrows it,
cites the payer's policy and takes it out of preview.
"""

from textwrap import fill
from typing import NamedTuple

_TEMPLATE = '''"""{title}

{seen}

TO DO: find the policy behind it, narrow the check to what it asks for, cite it, and take the rule out of preview.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit
{constant}
RULE = Rule(
    id="{id}",
    name="{name}",
    outcome="denial",
    severity="warn",
    stage="preview",
    triggers=codes("{code}"),
    carc="{carc}",
    rarc="{rarc}",
    message="{{code}} on line {{line}} was often refused{whom}{reason}.",
    fix="Look at the refused claims, and at the payer's policy for {{code}}, before this goes out.",
    source=cited("The practice's own remittances", "{denied} of {lines} lines refused", trust="estimate"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with {code}{where}."""
{guard}    for line in visit.with_code("{code}"):
{narrowed}

RULE.examples = """
{examples}
"""
'''


_LABEL_MAX = 40
"""Most letters of a payer's name that a rule's words show."""


class Skeleton(NamedTuple):
    """A rule file: where it belongs below `rules/`, and its text."""

    path: str
    text: str


def skeleton(
    *,
    number: int,
    payer_ids: tuple[str, ...],
    payer_names: tuple[str, ...],
    payer_label: str,
    code: str,
    carc: str,
    rarc: str,
    denied: int,
    lines: int,
    common: tuple[tuple[str, str, int, int], ...],
) -> Skeleton:
    """Return a rule file for one cluster; `common` are (what, value, refused lines with it, settled lines with it).

    A payer is told by the ids, else by the names, that claims are sent to it with; without either the rule is for all.
    """
    who = _Who(payer_ids, payer_names)
    everyone = not who.values
    name = "-".join(
        part for part in ("refused", code.lower(), f"carc-{carc.lower()}" if carc else "", f"{number}") if part
    )
    label = _quoted(payer_label)[:_LABEL_MAX].strip()
    whom = "" if everyone else f" by {label}"
    reason = f" with CARC {carc}" if carc else ""
    counts = f"{denied} of {lines} answered lines of {code}"
    seen = f"Seen in the practice's own remittances: {counts} were refused{whom}{reason}, and no rule foresaw it."
    narrow = next(((what, value) for what, value, *_ in common if what in ("modifier", "beside")), None)
    return Skeleton(
        path=f"own/own_{number:03}_{name.replace('-', '_')}.py",
        text=_TEMPLATE.format(
            title=f"{code} that {'payers' if everyone else label} often refuse{'' if everyone else 's'}.",
            id=f"CS-OWN-{number:03}",
            name=name,
            code=code,
            carc=_quoted(carc),
            rarc=_quoted(rarc),
            denied=denied,
            lines=lines,
            whom=whom,
            reason=reason,
            seen=fill(f"{seen}{_common(common)}", 120),
            where="" if everyone else " that goes to this payer",
            constant=who.constant,
            guard=who.guard,
            narrowed=_narrowed(narrow),
            examples=_examples(code, who.example, narrow),
        ),
    )


class _Who:
    """How a rule knows the payer: by id, else by name."""

    def __init__(self, ids: tuple[str, ...], names: tuple[str, ...]) -> None:
        self.by_id = bool(ids)
        self.values = sorted({kept for one in (ids or names) if (kept := _quoted(one).upper().strip())})

    @property
    def constant(self) -> str:
        """The line that names the payer."""
        if not self.values:
            return ""
        named = ", ".join(f'"{one}"' for one in self.values)
        return f"\n{'_PAYER_IDS' if self.by_id else '_PAYER_NAMES'} = frozenset({{{named}}})\n"

    @property
    def guard(self) -> str:
        """The lines that leave other payers alone."""
        if not self.values:
            return ""
        what = "visit.payer_id.upper() not in _PAYER_IDS"
        if not self.by_id:
            what = "visit.claim.coverage.payer.name.upper() not in _PAYER_NAMES"
        return f"    if {what}:\n        return\n"

    @property
    def example(self) -> str:
        """The words of an example that send the claim to this payer."""
        if not self.values:
            return ""
        return f'coverage={{"payer":{{"{"id" if self.by_id else "name"}":"{self.values[0]}"}}}} '


def _quoted(text: str) -> str:
    """Keep what cannot end a text in a program early."""
    return "".join(letter for letter in text if letter.isalnum() or letter in " .,&-/()'")


def _common(common: tuple[tuple[str, str, int, int], ...]) -> str:
    words = {
        "modifier": "modifier {value}", "beside": "{value} on the same claim", "provider": "rendering provider {value}",
        "units": "{value} unit", "sent": "gone out {value}",
    }  # fmt: skip
    told = [
        f"{words[what].format(value=value) if value else 'no modifier'} ({refused} refused, {settled} settled lines)"
        for what, value, refused, settled in common
    ]
    return f"  The refused lines more often have {'; '.join(told)}." if told else ""


def _narrowed(narrow: tuple[str, str] | None) -> str:
    if narrow is None:
        return "        yield flag(line)\n"
    what, value = narrow
    if what == "beside":
        test = f'visit.has_code("{value}")'
    else:
        test = f'line.has("{value}")' if value else "not line.modifiers"
    return f"        if {test}:\n            yield flag(line)\n"


def _examples(code: str, payer: str, narrow: tuple[str, str] | None) -> str:
    """Write a line that flags, one a token away that passes, and one that passes for another reason."""
    line, beside = code, ""
    if narrow is not None and narrow[0] == "modifier" and narrow[1]:
        line = f"{code}-{narrow[1]}"
    if narrow is not None and narrow[0] == "beside":
        beside = f" | {narrow[1]} D49.2"
    other = next(one for one in ("99213", "99212", "99214") if one != code and (narrow is None or one != narrow[1]))
    near = f"{payer}{line.replace(code, other, 1)} D49.2{beside}"
    return f"flags    {payer}{line} D49.2{beside}\nnear     {near}\npasses   {payer}{other} L57.0"
