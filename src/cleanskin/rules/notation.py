"""A short notation for visits, in which the examples of rules are written; they run as tests and stand on the pages.

    flags 2   on=2026-03-02 payer=medicare  99213 L57.0 | 17000-59*1 $120 L57.0,L82.1 pos=22
    passes    age=70 sex=F  99213-25 L40.0 | 17000 L57.0  << 2026-02-20 17000 L57.0
    near      99213-25 L57.0 | 17000 L57.0          # passes, one token away from the line before that flags
    cannot    99213 L57.0                           # "not checkable": the rule lacks what it needs

Lines stand between `|`: a code with its modifiers (`-`) and units (`*`), the charge (`$`, dollars), diagnoses (commas),
then `pos=`, `by=` (rendering NPI), `on=` (another day), `ndc=`.  `<<` begins another claim of the patient with its day;
`<< none` says that the history is held and empty;
`answered=EX2` that the payer has answered that claim.  Words before the first code are about the claim:

    on payer payer_id state pos age sex frequency number rank     the claim
    submitted=2026-03-05 abn=2026-03-01 (or abn=none) auth=A123:96910 (or auth=none; *3 after it: three units left)
    physician=yes|no                        the rendering provider as enrolled
    enrolled=99999:2026-01-01               the payer that enrolled the provider, and since when
    note={...} claim={...} lineN={...}      JSON: the documented encounter; fields of the claim, of line N
    member={...} coverage={...} billing={...}   JSON: fields of the subscriber, the coverage, the billing provider
    article=17110:L82.0,L82.1+R20.8,-Z41.1  a coverage article of the state: alone, with a partner, never covered
    other=P:CI:80.00                        another payer (88888): rank, filing indicator, what it paid; or JSON

A line's `paid=60 less=CO45:20,PR2:20` is that payer's answer to the line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal, NamedTuple

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.claim import Claim
from cleanskin.record.coverage_policy import CodeGroup, CoverageArticle, DiagnosisGroup
from cleanskin.record.encounter import Encounter
from cleanskin.record.history import PastLine, PatientKey
from cleanskin.record.paper import AbnOnFile, AuthorizationOnFile, EnrolledProvider
from cleanskin.record.protocols import ReferenceKind, ReferenceStore
from cleanskin.record.provenance import Answer, Provenance
from cleanskin.record.remittance import ClaimPayment
from cleanskin.rules.visit import Context

Verdict = Literal["flags", "passes", "near", "cannot"]
EXAMPLE_DAY = date(2026, 3, 2)
"""The day of service of an example that names none."""

_RENDERING_NPI = "1234567893"
_OTHER_PAYER = "88888"
_PARTS = {
    "billing": ("billing_provider",),
    "coverage": ("coverage",),
    "member": ("coverage", "subscriber"),
    "claim": (),
}
"""Words that change a part of the claim, and where it lies."""

_FILING = {
    "medicare": "MB", "medicare_advantage": "16", "medicaid": "MC", "commercial": "CI", "tricare": "CH",
    "workers_compensation": "WC", "auto": "AM",
}  # fmt: skip
_LINE = re.compile(r"(?P<code>[0-9A-Z]+)(?P<modifiers>(?:-[0-9A-Z]{2})*)(?:\*(?P<units>[0-9.]+))?")
_KEY = re.compile(r"([a-z_]+[0-9]*)=")


class Example(NamedTuple):
    """One line of a rule's examples: what is expected, how many flags, the visit in notation, and in data."""

    verdict: Verdict
    flags: int
    text: str
    remark: str
    claim: Claim
    context: Context
    articles: tuple[CoverageArticle, ...] = ()


class WrittenArticles:
    """A reference store that holds the coverage articles of an example, and answers all else as the store behind."""

    def __init__(self, behind: ReferenceStore, articles: Sequence[CoverageArticle]) -> None:
        self._behind, self._articles = behind, articles

    def __getattr__(self, name: str) -> Any:
        return getattr(self._behind, name)

    def holds(self, kind: ReferenceKind, on: date) -> bool:
        """True for articles; for other kinds as the store behind says."""
        return kind == "article" or self._behind.holds(kind, on)

    def articles(self, code: str, state: str, on: date) -> Sequence[Answer[CoverageArticle]]:
        """Return the example's articles that name a procedure code."""
        provenance = Provenance(kind="example", release="", period=Period(date.min), source=Source(title="example"))
        return [
            Answer(one, provenance)
            for one in self._articles
            if state in one.states and any(code in group.codes for group in one.code_groups)
        ]


class WrittenHistory:
    """The history that an example writes down: covers every day.  `answered` is the claim that a payer has answered."""

    def __init__(self, lines: Iterable[PastLine], *, answered: str = "") -> None:
        self._lines = sorted(lines, key=lambda line: line.day)
        self._answered = answered

    def covers(self, period: Period) -> bool:
        """True: what is written is all there is."""
        return True

    def lines(self, patient: PatientKey, period: Period, codes: Iterable[str] = ()) -> Sequence[PastLine]:
        """Return the lines of a period, all or only those codes."""
        wanted = frozenset(codes)
        return [line for line in self._lines if line.day in period and (not wanted or line.code in wanted)]

    def answers(self, patient_control_number: str, payer_id: str) -> Sequence[ClaimPayment]:
        """Return one answer without amounts to the claim that is said to be answered."""
        if not self._answered or patient_control_number != self._answered:
            return ()
        return (ClaimPayment(patient_control_number=self._answered, status_code="1", amount_billed=0, amount_paid=0),)


def read_examples(text: str) -> Iterator[Example]:
    """Read the examples of a rule; raises ValueError with the line that is not in the notation."""
    for written in text.strip().splitlines():
        bare, _, remark = written.partition("  #")
        if not bare.strip():
            continue
        verdict, _, rest = bare.strip().partition(" ")
        if verdict not in ("flags", "passes", "near", "cannot"):
            raise ValueError(f"an example begins with flags, passes, near or cannot: {written!r}")
        rest = rest.strip()
        count = 1 if verdict == "flags" else 0
        if verdict == "flags" and (stated := re.match(r"([0-9])\s+(?=\S)", rest)):
            count, rest = int(stated[1]), rest[stated.end() :]
        claim, context = read_visit(rest)
        articles = _articles(rest)
        yield Example(verdict, count, rest, remark.strip(), claim, context, articles)  # type: ignore[arg-type]


def read_visit(text: str) -> tuple[Claim, Context]:
    """Return the claim and what is known around it; raises ValueError for what is not in the notation."""
    present, *others = (part.strip() for part in text.split("<<"))
    settings, rest = _settings(present)
    on = date.fromisoformat(settings.get("on", EXAMPLE_DAY.isoformat()))
    line_texts = [part.strip() for part in rest.split("|")] if rest else []
    claim = _claim(settings, on, line_texts)
    history = None
    if others:
        past = [line for place, other in enumerate(others) if other != "none" for line in _past(other, place, claim)]
        history = WrittenHistory(past, answered=settings.get("answered", ""))
    return claim, _context(settings, history)


def _articles(text: str) -> tuple[CoverageArticle, ...]:
    """Read `article=17110:L82.0,L82.1+R20.8,-Z41.1,?D22.5`: alone, with a partner, never covered, not decided."""
    settings, _ = _settings(text)
    if "article" not in settings:
        return ()
    procedure, _, rest = settings["article"].partition(":")
    groups: list[DiagnosisGroup] = []
    noncovered: list[str] = []
    for word in rest.replace(".", "").split(","):
        code, _, partner = word.lstrip("-?").partition("+")
        number = len(groups) + 1
        if word.startswith("-"):
            noncovered.append(code)
        elif word.startswith("?"):
            groups.append(DiagnosisGroup(group=number, codes=(code,), rule="unread"))
        elif partner:
            groups += [
                DiagnosisGroup(group=number, codes=(code,), rule="with_partner", partner_groups=(number + 1,)),
                DiagnosisGroup(group=number + 1, codes=(partner,), rule="partner_only"),
            ]
        else:
            groups.append(DiagnosisGroup(group=number, codes=(code,)))
    article = CoverageArticle(
        article="A99999",
        version=1,
        states=(settings.get("state", "IL"),),
        period=Period(date.min),
        code_groups=(CodeGroup(group=1, codes=(procedure,)),),
        diagnosis_groups=tuple(groups),
        noncovered=tuple(noncovered),
        reading=Source(title="example"),
    )
    return (article,)


def _settings(text: str) -> tuple[dict[str, str], str]:
    """Read the words before the first code."""
    found: dict[str, str] = {}
    while match := _KEY.match(text):
        text = text[match.end() :]
        if text.startswith("{"):
            value, end = _braced(text)
        else:
            value, end = text.split(None, 1)[0], len(text.split(None, 1)[0])
        found[match[1]] = value
        text = text[end:].lstrip()
    return found, text


def _braced(text: str) -> tuple[str, int]:
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return text[: place + 1], place + 1
    raise ValueError("a brace is not closed")


def _claim(settings: dict[str, str], on: date, line_texts: Sequence[str]) -> Claim:
    read = [_line(text, on) for text in line_texts]
    named = list(dict.fromkeys(code for _, codes in read for code in codes))
    lines = []
    for number, (line, codes) in enumerate(read, start=1):
        line["number"] = str(number)
        line["diagnosis_pointers"] = [named.index(code) + 1 for code in codes]
        if f"line{number}" in settings:
            _merge(line, msgspec.json.decode(settings[f"line{number}"]))
        lines.append(line)
    state = settings.get("state", "IL")
    claim: dict[str, Any] = {
        "patient_control_number": settings.get("number", "EX1"),
        "amount_billed": sum(line["amount_billed"] for line in lines),
        "place_of_service": settings.get("pos", "11"),
        "frequency_code": settings.get("frequency", "1"),
        "billing_provider": {
            "role": "billing",
            "name": "EXAMPLE DERMATOLOGY",
            "id_qualifier": "XX",
            "id": "1999999984",
            "taxonomy": "207N00000X",
            "address": {"line_1": "1 EXAMPLE ST", "city": "EXAMPLE", "state": state, "postal_code": "606011234"},
            "references": [{"kind": "EI", "value": "123456789"}],
        },
        "coverage": _coverage(settings, on, state),
        "providers": [
            {
                "role": "rendering", "is_person": True, "name": "EXAMPLE", "first_name": "DOC", "id_qualifier": "XX",
                "id": _RENDERING_NPI, "taxonomy": "207N00000X",
            }
        ],
        "diagnoses": [
            {"code": code, "qualifier": "ABK" if place == 0 else "ABF"} for place, code in enumerate(named)
        ],
        "lines": lines,
    }  # fmt: skip
    if "other" in settings:
        claim["other_coverages"] = [_other(settings["other"], on)]
    for name, path in _PARTS.items():
        if name in settings:
            part = claim
            for step in path:
                part = part[step]
            _merge(part, msgspec.json.decode(settings[name]))
    return msgspec.convert(claim, Claim, strict=False)


def _coverage(settings: dict[str, str], on: date, state: str) -> dict[str, Any]:
    payer = settings.get("payer", "commercial")
    born = _born(on, int(settings.get("age", "45")))
    return {
        "payer_responsibility": settings.get("rank", "P"),
        "relationship": "18",
        "claim_filing_indicator": _FILING[payer],
        "subscriber": {
            "role": "subscriber", "is_person": True, "name": "EXAMPLE", "first_name": "PAT", "id_qualifier": "MI",
            "id": "1EX0TE1MK73" if payer == "medicare" else "EXA123456",
            "address": {"line_1": "2 EXAMPLE ST", "city": "EXAMPLE", "state": state, "postal_code": "60601"},
            "demographics": {"birth_date": born.isoformat(), "sex": settings.get("sex", "F")},
        },
        "payer": {
            "role": "payer", "name": "EXAMPLE PAYER", "id_qualifier": "PI", "id": settings.get("payer_id", "99999"),
        },
    }  # fmt: skip


def _other(text: str, on: date) -> dict[str, Any]:
    """Read another payer: rank, filing indicator, and the dollars it paid; or fields of a secondary payer as JSON."""
    if text.startswith("{"):
        other = _other("S:CI", on)
        _merge(other, msgspec.json.decode(text))
        return other
    rank, indicator, paid = [*text.split(":"), ""][:3]
    answer = {"amount_paid": _cents(paid), "date_adjudicated": (on + timedelta(days=20)).isoformat()} if paid else None
    return {
        "payer_responsibility": rank,
        "relationship": "18",
        "claim_filing_indicator": indicator,
        "subscriber": {
            "role": "other_subscriber",
            "is_person": True,
            "name": "EXAMPLE",
            "first_name": "PAT",
            "id": "O1",
        },
        "payer": {"role": "payer", "name": "EXAMPLE OTHER", "id_qualifier": "PI", "id": _OTHER_PAYER},
        "coordination": answer,
    }


def _answered(line: dict[str, Any], paid: str, less: str) -> dict[str, Any]:
    """Read the other payer's answer to a line: what it paid, and group, reason and amount of each adjustment."""
    named = [one.split(":") for one in less.split(",") if one]
    adjustments = [{"group_code": code[:2], "carc": code[2:], "amount": _cents(amount)} for code, amount in named]
    return {
        "payer_id": _OTHER_PAYER,
        "amount_paid": _cents(paid),
        "procedure": line["procedure"],
        "adjustments": adjustments,
    }


def _cents(dollars: str) -> int:
    return int(Decimal(dollars) * 100)


def _born(on: date, age: int) -> date:
    return date(on.year - age, 1, 1)


def _line(text: str, on: date) -> tuple[dict[str, Any], list[str]]:
    first, *rest = text.split()
    match = _LINE.fullmatch(first)
    if match is None:
        raise ValueError(f"no code with modifiers and units: {first!r}")
    line: dict[str, Any] = {
        "procedure": {"code": match["code"], "modifiers": [one for one in match["modifiers"].split("-") if one]},
        "units": match["units"] or "1",
        "amount_billed": 10000,
        "dates": [{"kind": "472", "first": on.isoformat()}],
    }
    codes: list[str] = []
    answer: dict[str, str] = {}
    for word in rest:
        key, equals, value = word.partition("=")
        if word.startswith("$"):
            line["amount_billed"] = _cents(word[1:])
        elif not equals:
            codes += [code.replace(".", "", 1) for code in word.split(",")]
        elif key == "pos":
            line["place_of_service"] = value
        elif key == "on":
            line["dates"] = [{"kind": "472", "first": value}]
        elif key == "by":
            line["providers"] = [{"role": "rendering", "is_person": True, "id_qualifier": "XX", "id": value}]
        elif key == "ndc":
            line["drug"] = {"ndc": value}
        elif key in ("paid", "less"):
            answer[key] = value
        else:
            raise ValueError(f"unknown word of a line: {word!r}")
    if answer:
        line["adjudications"] = [_answered(line, answer.get("paid", "0"), answer.get("less", ""))]
    return line, codes


def _past(text: str, place: int, claim: Claim) -> Iterator[PastLine]:
    day, _, rest = text.partition(" ")
    on = date.fromisoformat(day)
    settings, rest = _settings(rest.strip())
    for part in rest.split("|"):
        line, codes = _line(part.strip(), on)
        providers = line.get("providers")
        yield PastLine(
            day=on,
            code=line["procedure"]["code"],
            modifiers=tuple(line["procedure"]["modifiers"]),
            units=Decimal(line["units"]),
            diagnoses=tuple(codes),
            place_of_service=line.get("place_of_service", settings.get("pos", "11")),
            amount_billed=line["amount_billed"],
            claim=settings.get("number", f"EX{place + 2}"),
            payer_id=settings.get("payer_id", claim.coverage.payer.id),
            rendering_npi=providers[0]["id"] if providers else _RENDERING_NPI,
            billing_npi=settings.get("billing", claim.billing_provider.npi),
            tax_id=settings.get("tax_id", claim.billing_provider.tax_id),
            taxonomy=settings.get("taxonomy", "207N00000X"),
        )


def _context(settings: dict[str, str], history: WrittenHistory | None) -> Context:
    abn: tuple[AbnOnFile, ...] | None = None
    if (stated := settings.get("abn")) is not None:
        abn = () if stated == "none" else (AbnOnFile(signed_on=date.fromisoformat(stated)),)
    authorizations: tuple[AuthorizationOnFile, ...] | None = None
    if (stated := settings.get("auth")) is not None:
        stated, _, left = stated.partition("*")
        number, _, codes = stated.partition(":")
        period = Period(EXAMPLE_DAY - timedelta(days=90), EXAMPLE_DAY + timedelta(days=90))
        held = AuthorizationOnFile(
            number=number,
            codes=tuple(filter(None, codes.split(","))),
            period=period,
            units_left=Decimal(left) if left else None,
        )
        authorizations = () if number == "none" else (held,)
    providers: dict[str, EnrolledProvider] | None = None
    if "physician" in settings or "enrolled" in settings:
        payer, _, since = settings.get("enrolled", "").partition(":")
        known = EnrolledProvider(
            npi=_RENDERING_NPI,
            is_physician=settings.get("physician", "yes") == "yes",
            payers={payer: Period(date.fromisoformat(since or "2000-01-01"))} if payer else {},
        )
        providers = {_RENDERING_NPI: known}
    note = settings.get("note")
    submitted = settings.get("submitted")
    return Context(
        history=history,
        encounter=msgspec.json.decode(note, type=Encounter) if note else None,
        abn=abn,
        authorizations=authorizations,
        submitted_on=date.fromisoformat(submitted) if submitted else None,
        providers=providers,
    )


def _merge(into: dict[str, Any], change: dict[str, Any]) -> None:
    """Put the fields of `change` into a plain structure; null removes a field, a list replaces one."""
    for name, value in change.items():
        if value is None:
            into.pop(name, None)
        elif isinstance(value, dict) and isinstance(into.get(name), dict):
            _merge(into[name], value)
        else:
            into[name] = value
