"""Claims given without X12: a JSON form that can say all a claim can, and a CSV form of one row a service line.

The JSON form is an object of `ClaimForm` (or its claim alone), an array of them, {"claims": [...]}, or one object a
line.  Its fields are those of the nouns; `schema` gives the JSON schema.  The CSV form has the columns of `CSV_COLUMNS`
in any order; rows with the same claim number are one claim.  Mistakes are findings; the other claims are read.
"""

import csv
import io
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

import msgspec

from cleanskin.claim.findings import kind_of
from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.kernel.identifiers import masked
from cleanskin.record.claim import Claim
from cleanskin.record.encounter import Encounter
from cleanskin.record.history import PastLine
from cleanskin.record.paper import AbnOnFile, AuthorizationOnFile, EnrolledProvider


class ClaimForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A claim with what is known around it.  What is left out is not known; an empty list says that there is none.

    `history` are the patient's lines on other claims; they count as all of them from `history_complete_from` on.
    `coding_only`: the claim leaves its parties' names, numbers and addresses out, which are then not checked.
    """

    claim: Claim
    encounter: Encounter | None = None
    abn: tuple[AbnOnFile, ...] | None = None
    authorizations: tuple[AuthorizationOnFile, ...] | None = None
    surgical_log: tuple[PastLine, ...] | None = None
    history: tuple[PastLine, ...] | None = None
    history_complete_from: date | None = None
    submitted_on: date | None = None
    providers: dict[str, EnrolledProvider] | None = None
    coding_only: bool = False


class FormsRead(NamedTuple):
    """The claims of a form and what was wrong with others."""

    forms: tuple[ClaimForm, ...]
    findings: tuple[Finding, ...]


PAYER_KINDS: Final = {
    "medicare": "MB", "medicare_advantage": "16", "medicaid": "MC", "commercial": "CI", "tricare": "CH",
    "workers_compensation": "WC", "auto": "AM",
}  # fmt: skip
"""Words of the column `payer_kind`, and the claim filing indicator each stands for."""

CSV_COLUMNS: Final = {
    "claim": "patient control number; rows with the same one are one claim (required)",
    "date_of_service": "day of the line, 2026-03-02 (required)",
    "code": "CPT or HCPCS code (required)",
    "modifiers": "modifiers with a blank between them",
    "units": "units, 1 when empty",
    "charge": "charge of the line in dollars",
    "diagnoses": "ICD-10-CM codes of the line in their order, with a blank between them",
    "place_of_service": "two digits, 11 when empty",
    "ndc": "the drug's national code of eleven digits",
    "rendering_npi": "NPI of who did the service",
    "billing_npi": "NPI of the practice",
    "state": "state in which the service was done, two letters",
    "zip": "ZIP code of the practice",
    "payer": "name of the payer",
    "payer_id": "the payer's id",
    "payer_kind": f"{', '.join(PAYER_KINDS)}; commercial when empty",
    "member_id": "the patient's number with the payer",
    "patient_last_name": "family name; with the birth date it joins a patient's claims",
    "patient_first_name": "given name",
    "birth_date": "birth date of the patient, 1980-12-31",
    "sex": "F, M or U",
    "frequency": "1 original, 7 replacement, 8 void; 1 when empty",
    "authorization": "the payer's authorization number",
}
"""Columns of the CSV form and what they hold."""

_REQUIRED: Final = ("claim", "date_of_service", "code")


def schema() -> bytes:
    """Return the JSON schema of the JSON form."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(ClaimForm)), indent=1)


def looks_like_json(data: bytes) -> bool:
    """True when a file's first character begins a JSON object or array."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def looks_like_csv(data: bytes) -> bool:
    """True when a file's first line names the columns that the CSV form requires."""
    first = data.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    return {"claim", "code"} <= {_column(name) for name in first.split(_delimiter(first))}


def read_json(data: bytes, *, file: str) -> FormsRead:
    """Read the JSON form; what is wrong is told by place, never by value."""
    text = data.removeprefix(b"\xef\xbb\xbf").strip()
    try:
        items = _items(text)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        where = Pointer(file=file)
        return FormsRead((), (kind_of("claim-form-not-readable").finding(f"Not JSON: {error}.", where=where),))
    forms, findings = [], []
    for place, item in enumerate(items, start=1):
        whole = item if isinstance(item, dict) and "claim" in item else {"claim": item}
        try:
            forms.append(msgspec.convert(whole, ClaimForm, strict=False))
        except msgspec.ValidationError as error:
            findings.append(_wrong_field(f"Claim {place} of the form: {error}.", file, place))
    if not items:
        findings.append(kind_of("no-claims-in-file").finding("The form has no claim.", where=Pointer(file=file)))
    return FormsRead(tuple(forms), tuple(findings))


def read_csv(data: bytes, *, file: str) -> FormsRead:
    """Read the CSV form (comma, semicolon or tab); a row that cannot be read leaves its whole claim out."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text.split("\n", 1)[0]))
    columns = {name: _column(name) for name in reader.fieldnames or () if name}
    findings = [_unknown_column(name, file) for name in columns.values() if name not in CSV_COLUMNS]
    by_claim: dict[str, list[dict[str, str]]] = {}
    faulty: dict[str, str] = {}
    try:
        for number, raw in enumerate(reader, start=2):
            row = {columns[name]: (value or "").strip() for name, value in raw.items() if name in columns}
            claim = row.get("claim", "")
            if not any(row.values()):
                continue
            by_claim.setdefault(claim, []).append(row)
            if reason := _fault_of(row):
                faulty.setdefault(claim, f"Row {number}: {reason}.")
    except csv.Error as error:
        message = f"Not CSV behind row {reader.line_num}: {error}."
        findings.append(kind_of("claim-form-not-readable").finding(message, where=Pointer(file=file)))
    forms = []
    for place, (claim, rows) in enumerate(by_claim.items(), start=1):
        if claim in faulty:
            findings.append(_wrong_field(faulty[claim], file, place))
        else:
            forms.append(ClaimForm(claim=_claim(claim, rows), coding_only=True))
    return FormsRead(tuple(forms), tuple(findings))


def _items(text: bytes) -> list[Any]:
    try:
        whole = msgspec.json.decode(text)
    except msgspec.DecodeError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
        return [msgspec.json.decode(line) for line in lines]
    if isinstance(whole, dict) and isinstance(whole.get("claims"), list):
        return list(whole["claims"])
    return whole if isinstance(whole, list) else [whole]


def _wrong_field(message: str, file: str, place: int) -> Finding:
    return kind_of("claim-form-field-wrong").finding(message, where=Pointer(file=file, claim=place))


def _unknown_column(name: str, file: str) -> Finding:
    message = f"The column {masked(name) if any(c.isdigit() for c in name) else name!r} is not one of the form."
    return kind_of("claim-form-field-wrong").finding(message, where=Pointer(file=file), severity="warning")


def _column(name: str) -> str:
    return name.strip().strip('"').lower().replace(" ", "_").replace("-", "_")


def _delimiter(first_line: str) -> str:
    return max((",", ";", "\t"), key=first_line.count)


def _fault_of(row: dict[str, str]) -> str:
    """Say what of a row cannot be read, without its value; "" when all can."""
    for name in _REQUIRED:
        if not row.get(name):
            return f"no {name}"
    for name in ("date_of_service", "birth_date"):
        if row.get(name) and _day(row[name]) is None:
            return f"{name} is no day of the form 2026-03-02"
    for name in ("units", "charge"):
        if row.get(name) and _number(row[name]) is None:
            return f"{name} is no number"
    if row.get("payer_kind", "commercial") not in ("", *PAYER_KINDS):
        return f"payer_kind is none of {', '.join(PAYER_KINDS)}"
    return ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace("$", "").replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**9 else None


def _claim(number: str, rows: list[dict[str, str]]) -> Claim:
    first = rows[0]
    get = first.get
    diagnoses = list(dict.fromkeys(code for row in rows for code in _codes(row.get("diagnoses", ""))))
    lines = [_line(place, row, diagnoses) for place, row in enumerate(rows, start=1)]
    address = {"state": get("state", "").upper(), "postal_code": get("zip", "").replace("-", "")}
    person = {"birth_date": get("birth_date") or None, "sex": get("sex", "").upper()}
    rendering = get("rendering_npi", "")
    authorization = get("authorization", "")
    return msgspec.convert(
        {
            "patient_control_number": number,
            "amount_billed": sum(line["amount_billed"] for line in lines),
            "place_of_service": get("place_of_service") or "11",
            "frequency_code": get("frequency") or "1",
            "billing_provider": {
                "role": "billing", "id_qualifier": "XX", "id": get("billing_npi", ""), "address": address,
            },
            "coverage": {
                "payer_responsibility": "P",
                "relationship": "18",
                "claim_filing_indicator": PAYER_KINDS[get("payer_kind") or "commercial"],
                "subscriber": {
                    "role": "subscriber", "is_person": True, "name": get("patient_last_name", ""),
                    "first_name": get("patient_first_name", ""), "id_qualifier": "MI", "id": get("member_id", ""),
                    "demographics": person,
                },
                "payer": {"role": "payer", "name": get("payer", ""), "id_qualifier": "PI", "id": get("payer_id", "")},
            },
            "providers": [_rendering(rendering)] if rendering else [],
            "references": [{"kind": "G1", "value": authorization}] if authorization else [],
            "diagnoses": [
                {"code": code, "qualifier": "ABF" if place else "ABK"} for place, code in enumerate(diagnoses)
            ],
            "lines": lines,
        },
        Claim,
        strict=False,
    )  # fmt: skip


def _line(place: int, row: dict[str, str], diagnoses: list[str]) -> dict[str, Any]:
    get = row.get
    rendering = get("rendering_npi", "")
    return {
        "number": str(place),
        "procedure": {"code": row["code"].upper(), "modifiers": get("modifiers", "").upper().replace(",", " ").split()},
        "units": str(_number(get("units") or "1")),
        "amount_billed": int((_number(get("charge") or "0") or Decimal(0)) * 100),
        "place_of_service": get("place_of_service", ""),
        "diagnosis_pointers": [diagnoses.index(code) + 1 for code in _codes(get("diagnoses", ""))],
        "dates": [{"kind": "472", "first": row["date_of_service"]}],
        "drug": {"ndc": row["ndc"].replace("-", "")} if get("ndc") else None,
        "providers": [_rendering(rendering)] if rendering else [],
    }


def _rendering(npi: str) -> dict[str, Any]:
    return {"role": "rendering", "is_person": True, "id_qualifier": "XX", "id": npi}


def _codes(text: str) -> list[str]:
    return [code.upper().replace(".", "") for code in text.replace(",", " ").replace(";", " ").split()]
