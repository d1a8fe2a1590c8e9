"""`cleanskin explain X`: what a code, a finding or a figure means, who owns it and what to do next.

X is a reason code (97), a remark (N382), a group and reason with or without remarks (CO-16 N382), a claim status, a
provider-level or acknowledgement code, a root cause, a procedure code (11102), a rule of the scrubber (CS-MOD-025), a
finding (CS-X12-011) or a figure (initial_denial_rate_claims).  What fits several things lists them, each with the words
that name it alone: `carc:4`.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cleanskin.cli.trust import TRUST_WORDS

if TYPE_CHECKING:
    from cleanskin.denial.topics import Topic

KINDS = {
    "carc": "reason code",
    "rarc": "remark code",
    "group": "group code",
    "adjustment": "adjustment",
    "status": "claim status",
    "plb": "provider-level adjustment",
    "277ca": "acknowledgement category",
    "cause": "root cause",
    "action": "next action",
    "role": "role",
    "code": "procedure code",
    "family": "procedure family",
    "rule": "rule of the scrubber",
    "finding": "finding",
    "kpi": "figure",
}
"""Kinds of things by the word that goes before the colon."""

_EXAMPLES = """examples:
  cleanskin explain CO-97            a refusal: what it means, whose work it is, what to do next
  cleanskin explain CO-16 N382       the same with its remark, which changes the answer
  cleanskin explain PR-1             the patient's share
  cleanskin explain N211             a remark alone
  cleanskin explain 11102            a procedure code
  cleanskin explain CS-MOD-025       a rule of the scrubber: why, examples, source, what to do
  cleanskin explain CS-DEN-009       a finding of a report
  cleanskin explain carc:4           one of several things called 4

exit codes: 0 explained, or the choices listed; 1 nothing is known by that name; 2 wrong usage
"""


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "explain",
        help="what a code, a finding or a figure means, who owns it and what to do next",
        description=__doc__.split("\n\n", 1)[1] if __doc__ else "",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", nargs="+", metavar="X", help="the code or name; a group and reason may take remarks")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    return parser


def run(args: argparse.Namespace) -> int:
    """Explain; list the choices when several things are meant; 1 with the nearest names when none is."""
    text = " ".join(args.what).strip()
    found = topics_for(text)
    as_json = args.format == "json"
    if len(found) == 1:
        _show(found[0], as_json=as_json)
        return 0
    if found:
        _choose(text, found, as_json=as_json)
        return 0
    _unknown(text, as_json=as_json)
    return 1


def topics_for(text: str) -> "list[Topic]":
    """Return everything that `text` may mean, in the order of KINDS."""
    kind, _, rest = text.partition(":")
    if rest.strip() and kind.strip().lower() in KINDS:
        kind = kind.strip().lower()
        return [topic for topic in _everything(rest.strip()) if topic.kind == kind]
    words = text.split()
    if len(words) > 1 and words[0].lower() in KINDS:
        named = [topic for topic in _everything(" ".join(words[1:])) if topic.kind == words[0].lower()]
        if named:
            return named
    return _everything(text)


def _everything(text: str) -> "list[Topic]":
    """Return the things with exactly this name, else the adjustment or procedure that it spells."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    wanted = _plain(text)
    exact = [topic for topic in _topics(wanted) if wanted in (_plain(topic.key), _plain(_name(topic)))]
    if exact:
        return sorted(exact, key=lambda topic: order[topic.kind])
    spelled = _adjustment(text) or _procedure(text)
    if spelled:
        return [spelled]
    return [topic for topic in _figures() if wanted in topic.title] if len(wanted) > 5 else []


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip().lower())


def _name(topic: "Topic") -> str:
    """The second name of a rule, finding or figure; every other thing has one."""
    return topic.title if topic.kind in ("rule", "finding", "kpi") else topic.key


def _topics(wanted: str = "") -> "Iterator[Topic]":
    """Every topic; with `wanted`, figures are loaded only when the word can be one, because they need Polars."""
    from cleanskin.denial.codebook import book
    from cleanskin.denial.topics import reason_topic, remark_topic, small_topics

    tables = book()
    yield from (reason_topic(rows[-1]) for rows in tables.reasons.values())
    yield from (remark_topic(row) for row in tables.remarks.values())
    yield from small_topics()
    yield from _procedures()
    if not wanted or "_" in wanted:  # ids and names of rules have a hyphen; loading them takes a moment
        from cleanskin.cli.rule_topics import rule_topics

        yield from rule_topics()
    yield from _findings()
    if not wanted or len(wanted) > 5:
        yield from _figures()


def _adjustment(text: str) -> "Topic | None":
    """Read "CO-97", "co97", "CO*16 N382, MA130" or "16 N382"; None when it is no such thing."""
    from cleanskin.denial.codebook import book
    from cleanskin.denial.topics import tuple_topic

    tokens = [token for token in re.split(r"[\s,;+/|*:_-]+", text.upper()) if token]
    if tokens and (joined := re.fullmatch(r"([A-Z]{2})([A-Z]?\d{1,4})", tokens[0])) and joined[1] in _groups():
        tokens[:1] = [joined[1], joined[2]]
    if len(tokens) >= 2 and tokens[0] in _groups():
        return tuple_topic(tokens[0], tokens[1], tokens[2:])
    reason = book().reason(tokens[0]) if tokens else None
    if reason is not None and len(tokens) > 1:
        group = (reason.usual_group or "CO").split("/")[0].split()[0]
        return tuple_topic(group, tokens[0], tokens[1:])
    return None


def _groups() -> set[str]:
    from cleanskin.denial.codebook import book

    return {*book().groups, "CR"}


def _procedure(text: str) -> "Topic | None":
    """Read a procedure code with modifiers: "99213-25"."""
    code = re.split(r"[\s,:-]+", text.strip().upper())[0]
    return next((topic for topic in _procedures() if topic.kind == "code" and topic.key == code), None)


def _procedures() -> "Iterator[Topic]":
    """Explain procedure codes and families."""
    from datetime import date

    from cleanskin.denial.topics import Topic
    from cleanskin.reference.dermatology.codes import codes, family_labels

    days = {
        "000": "the day itself",
        "010": "the day and ten days after",
        "090": "the day before, the day and ninety days after",
        "ZZZ": "that of its parent code",
        "XXX": "does not apply",
        "YYY": "decided by the contractor",
    }
    for rows in codes().values():
        facts = rows[-1]
        said: list[tuple[str, tuple[str, ...]]] = [
            ("family", (f"{family_labels()[facts.family]} ({facts.family})",)),
            ("counts as", (facts.visit_class,)),
        ]
        if facts.global_days:
            said.append(("global period", (f"{facts.global_days}: {days.get(facts.global_days, '')}",)))
        if facts.add_on:
            said.append(("add-on", ("only together with " + (" or ".join(facts.parents) or "its parent code"),)))
        start, end = facts.period.start, facts.period.end
        if start > date.min or end:
            first = start if start > date.min else "unknown"
            said.append(("valid", (f"from {first}{f', ended {end}' if end else ''}",)))
        yield Topic(
            kind="code",
            key=facts.code,
            title=facts.label,
            facts=tuple(said),
            source=facts.source.title,
            trust=facts.source.trust,
            checked_on=facts.source.checked_on,
        )
    for family, label in family_labels().items():
        yield Topic(kind="family", key=family, title=label, facts=(("means", ("a family of procedure codes",)),))


def _findings() -> "Iterator[Topic]":
    """Explain every declared finding."""
    from cleanskin.cli.finding_kinds import finding_tables
    from cleanskin.denial.topics import Topic

    for kinds in finding_tables().values():
        for kind in kinds:
            facts = [("means", (kind.meaning,)), ("severity", (kind.severity,))]
            if kind.snip:
                facts.append(("SNIP type", (str(kind.snip),)))
            if kind.outcome != "advice":
                facts.append(("leads to", (kind.outcome.replace("_", " "),)))
            facts.append(("next", (kind.fix,)))
            yield Topic(kind="finding", key=kind.id, title=kind.name, facts=tuple(facts))


def _figures() -> "Iterator[Topic]":
    """Explain every figure; the whole definition is in `cleanskin kpi explain`."""
    from cleanskin.denial.topics import Topic

    try:
        from cleanskin.insight.kpis import all_kpis
    except ImportError:
        return
    for kpi in all_kpis():
        facts = [
            ("asks", (kpi.question,)),
            ("numerator", (kpi.numerator_is,)),
            ("denominator", (kpi.denominator_is,)),
            ("date basis", (kpi.date_basis,)),
            ("leaves out", tuple(kpi.excludes)),
            ("needs", (", ".join(kpi.needs),)),
            ("better", (kpi.better,)),
            ("who", (kpi.owner,)),
            ("mind", (kpi.caution,)),
        ]
        if not kpi.is_answerable:
            facts.insert(1, ("answer", (kpi.cannot_be_known,)))
        facts.append(("more", (f"cleanskin kpi explain {kpi.name}: benchmarks and a worked example",)))
        said = tuple((label, texts) for label, texts in facts if any(texts))
        yield Topic(kind="kpi", key=kpi.id, title=kpi.name, facts=said)


def _show(topic: "Topic", *, as_json: bool) -> None:
    if as_json:
        import json

        print(json.dumps(_as_data(topic), indent=1))
        return
    import textwrap

    print(f"{KINDS[topic.kind]} {topic.key}: {topic.title}")
    width = max((len(label) for label, _ in topic.facts), default=0) + 4
    for label, texts in topic.facts:
        for place, text in enumerate(texts):
            head = f"  {label if place == 0 else ''}".ljust(width)
            print(
                textwrap.fill(
                    text, width=100, initial_indent=head, subsequent_indent=" " * width, break_on_hyphens=False
                )
            )
    if topic.trust:
        checked = f", last checked {topic.checked_on}" if topic.checked_on else ", not yet checked"
        print(f"\n  trust: {topic.trust} ({TRUST_WORDS[topic.trust]}){checked}; source: {topic.source}")
    if topic.kind in ("carc", "rarc", "adjustment", "cause", "action"):
        print("  Contract and state law win over what is said here.")


def _as_data(topic: "Topic") -> dict[str, Any]:
    """Return a topic as plain data, for JSON; a fact with several texts is a list."""
    return {
        "kind": topic.kind,
        "key": topic.key,
        "title": topic.title,
        "facts": {
            label.replace(" ", "_"): texts[0] if len(texts) == 1 else list(texts) for label, texts in topic.facts
        },
        "source": topic.source or None,
        "trust": topic.trust,
        "checked_on": topic.checked_on.isoformat() if topic.checked_on else None,
    }


def _ask(topic: "Topic") -> str:
    return f"{topic.kind}:{topic.key}"


def _choose(text: str, found: "list[Topic]", *, as_json: bool) -> None:
    """List what a name may mean, each with the name that means it alone."""
    if as_json:
        import json

        choices = [{"ask": _ask(topic), "kind": topic.kind, "title": topic.title} for topic in found]
        print(json.dumps({"asked": text, "choices": choices}, indent=1))
        return
    print(f"{text} may mean:")
    width = max(len(_ask(topic)) for topic in found)
    for topic in found:
        print(f"  cleanskin explain {_ask(topic):<{width}}   {KINDS[topic.kind]}: {topic.title}")


def _unknown(text: str, *, as_json: bool) -> None:
    """Say that nothing has this name, and what comes near."""
    near = _nearest(text)
    if as_json:
        import json

        found = [{"ask": _ask(topic), "kind": topic.kind, "title": topic.title} for topic in near]
        print(json.dumps({"asked": text, "unknown": True, "nearest": found}, indent=1))
        return
    print(f"cleanskin: nothing is known by the name {text!r}{_shape(text)}", file=sys.stderr)
    if near:
        print("nearest:", file=sys.stderr)
        for topic in near:
            print(f"  cleanskin explain {_ask(topic)}   {KINDS[topic.kind]}: {topic.title}", file=sys.stderr)


def _shape(text: str) -> str:
    """Say what an unknown code looks like."""
    from cleanskin.kernel.identifiers import is_carc, is_hcpcs, is_rarc

    bare = text.strip().upper()
    if is_rarc(bare):
        return ": it has the form of a remark code, for which the tables have no words"
    if is_carc(bare):
        return ": it has the form of a reason code, for which the tables have no words"
    if is_hcpcs(bare):
        return ": it has the form of a procedure code, which is not in the dermatology table"
    return ""


def _nearest(text: str) -> "list[Topic]":
    """Return up to six topics whose key, name or words come near."""
    import difflib

    wanted = re.sub(r"^(?:co|pr|oa|pi|cr)_(?=\w)", "", _plain(text))
    only_reasons = wanted != _plain(text)
    by_name: dict[str, Topic] = {}
    for topic in _topics():
        if only_reasons and topic.kind != "carc":
            continue
        by_name.setdefault(_plain(topic.key), topic)
        by_name.setdefault(_plain(topic.title), topic)
    names = difflib.get_close_matches(wanted, by_name, n=6, cutoff=0.6)
    if len(wanted) > 3:
        names += [name for name in by_name if wanted in name][: 6 - len(names)]
    return list({_ask(by_name[name]): by_name[name] for name in names}.values())[:6]
