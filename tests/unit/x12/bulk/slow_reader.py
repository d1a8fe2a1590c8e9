"""A plain reader of 837P, 835 and 277CA text into rows, one segment at a time: slow, and independent of what it judges."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from cleanskin.kernel.cents import parse_cents
from cleanskin.x12.bulk.frames import ALL_FRAMES
from cleanskin.x12.bulk.read import BulkRead
from cleanskin.x12.bulk.schema import polars_schema

Segment = tuple[int, int, list[str]]  # number, offset, elements
ROLES = {
    "85": "billing", "87": "pay_to", "DN": "referring", "P3": "referring", "82": "rendering", "77": "service_facility",
    "DQ": "supervising", "QB": "purchased_service", "DK": "ordering", "PW": "ambulance_pick_up",
    "45": "ambulance_drop_off",
}  # fmt: skip


@dataclass
class Problem:
    """Something unreadable: kind, segment number, element name."""

    kind: str
    segment: int
    element: str


@dataclass
class Out:
    """Rows by frame name, and problems."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, frame: str, row: dict[str, Any]) -> dict[str, Any]:
        """Append a row."""
        self.rows.setdefault(frame, []).append(row)
        return row


def get(segment: list[str], index: int) -> str | None:
    """Element `index` (1-based), stripped, None when empty or absent."""
    if index < len(segment):
        return segment[index].strip() or None
    return None


def part(text: str | None, index: int, comp: str) -> str | None:
    """Component `index` (1-based) of a composite."""
    pieces = (text or "").split(comp)
    return (pieces[index - 1].strip() or None) if index <= len(pieces) else None


def day(text: str | None) -> date | None:
    """CCYYMMDD, None when it is not a date."""
    if not text or not re.fullmatch(r"[0-9]{8}", text):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


@dataclass
class Transaction:
    """One ST to SE with its envelope."""

    isa: list[str]
    gs: list[str]
    comp: str
    segments: list[Segment]
    closed: bool = False


def split(text: str) -> list[Transaction]:
    """Cut text into transactions; segments are numbered from the first ISA."""
    found = re.search(r"ISA([^A-Za-z0-9\s])", text)
    if not found:
        return []
    transactions: list[Transaction] = []
    position, number = found.start(), 0
    isa: list[str] = []
    gs: list[str] = []
    sep, comp, term = "*", ":", "~"
    current: Transaction | None = None
    while position < len(text):
        if text[position] in "\r\n" or text[position] in " \t":
            position += 1
            continue
        if re.match(r"ISA[^A-Za-z0-9\s]", text[position : position + 4]):
            sep = text[position + 3]
            pieces = text[position : position + 200].split(sep, 16)
            if len(pieces) == 17 and len(pieces[16]) > 1:
                comp, term = pieces[16][0], pieces[16][1]
                if term == "\r":
                    term = "\n"
        end = text.find(term, position)
        closed = end >= 0
        if end < 0:
            end = len(text)
        raw = text[position:end].rstrip("\r\n \t")
        start, position = position, end + 1
        if not raw:
            continue
        number += 1
        elements = raw.split(sep)
        tag = elements[0].strip()
        if tag == "ISA":
            isa, gs, current = elements, [], None
        elif tag == "GS":
            gs, current = elements, None
        elif tag in ("GE", "IEA"):
            current = None
        elif tag == "TA1":
            current = None
            transactions.append(Transaction(isa, [], comp, [(number, start, elements)], True))
        elif tag == "ST":
            current = Transaction(isa, gs, comp, [(number, start, elements)])
            transactions.append(current)
        elif current is not None:
            current.segments.append((number, start, elements))
            if tag == "SE":
                current.closed = closed
                current = None
    return transactions


def kind_of(transaction: Transaction) -> tuple[str, str | None]:
    """Name of the transaction and its version."""
    st = transaction.segments[0][2]
    if st[0] == "TA1":
        return "TA1", None
    code = get(st, 1) or ""
    version = get(st, 3) or get(transaction.gs, 8)
    text = version or ""
    if code == "837":
        for mark, name in (("X222", "837P"), ("X098", "837P"), ("X223", "837I"), ("X096", "837I"),
                           ("X224", "837D"), ("X097", "837D")):  # fmt: skip
            if mark in text:
                return name, version
        return "837-unknown", version
    if code == "277":
        return ("277CA" if "X214" in text else "277"), version
    known = {"835", "270", "271", "276", "278", "820", "834", "997", "999", "275", "824", "269"}
    return (code if code in known else "unknown"), version


class Reader:
    """Turns transactions into rows, keys counted over the whole read."""

    def __init__(self) -> None:
        self.out = Out()
        self.ids: dict[str, int] = {}

    def next_id(self, name: str) -> int:
        """Next dense key of a frame."""
        value = self.ids.get(name, 0)
        self.ids[name] = value + 1
        return value

    def cents(self, seg: Segment, index: int) -> int | None:
        """Amount at an element, None with a problem when unreadable."""
        text = get(seg[2], index)
        if text is None:
            return None
        try:
            return parse_cents(text)
        except ValueError:
            self.out.problems.append(Problem("amount", seg[0], f"{seg[2][0]}{index:02d}"))
            return None

    def readable(self, seg: Segment, *indexes: int) -> bool:
        """True when none of these elements holds text that is no amount."""
        return all(get(seg[2], i) is None or self.cents(seg, i) is not None for i in indexes)

    def day(self, seg: Segment, index: int) -> date | None:
        """Date at an element, None with a problem when unreadable."""
        text = get(seg[2], index)
        value = day(text)
        if text is not None and value is None:
            self.out.problems.append(Problem("date", seg[0], f"{seg[2][0]}{index:02d}"))
        return value

    def period(self, seg: Segment) -> tuple[date | None, date | None]:
        """First and last day of a DTP."""
        text = get(seg[2], 3) or ""
        if not text:
            return None, None
        if len(text) == 17 and text[8] == "-":
            first, last = day(text[:8]), day(text[9:])
        elif len(text) == 12 and text.isdigit():
            first = last = day(text[:8])
        else:
            first = last = day(text)
        if first is None or last is None:
            self.out.problems.append(Problem("date", seg[0], "DTP03"))
        return first, last

    def quantity(self, seg: Segment, index: int) -> Decimal | None:
        """Quantity at an element."""
        text = get(seg[2], index)
        if text is None:
            return None
        if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text, re.ASCII):
            value = Decimal(text)
            if value == value.quantize(Decimal("0.001")):
                return value.quantize(Decimal("0.001"))
        self.out.problems.append(Problem("quantity", seg[0], f"{seg[2][0]}{index:02d}"))
        return None

    def transaction(self, file_id: int, position: int, tx: Transaction) -> None:
        """Read one transaction into rows."""
        kind, version = kind_of(tx)
        transaction_id = self.next_id("transactions")
        where = {"file_id": file_id, "transaction_id": transaction_id}
        number, offset, st = tx.segments[0]
        body = tx.segments[1:-1] if tx.closed and kind != "TA1" else tx.segments[1:]
        by: dict[str, list[Segment]] = {}
        for seg in body:
            by.setdefault(seg[2][0].strip(), []).append(seg)
        keep, self.out = self.out, Out()
        kept_ids = dict(self.ids)
        totals = []
        paid = []
        if kind == "837P":
            totals = [self.cents(seg, 2) for seg in by.get("CLM", [])]
        elif kind == "835":
            totals = [self.cents(seg, 3) for seg in by.get("CLP", [])]
            paid = [self.cents(seg, 4) for seg in by.get("CLP", [])]
        status = "read"
        if not tx.closed:
            self.out.problems.append(Problem("truncated", tx.segments[-1][0], "SE"))
            status = "quarantined"
        elif None in totals or None in paid:
            status = "quarantined"
        elif kind not in ("837P", "835", "277CA"):
            status = "structural"
        if status == "read":
            self.out.problems.clear()
            if kind == "837P":
                self.claims(where, body, tx.comp)
            elif kind == "835":
                self.remits(where, tx.segments[0], body, tx.comp)
            else:
                self.acks(where, body, tx.comp)
        elif status == "quarantined":
            self.ids = kept_ids
        bht = by["BHT"][0] if "BHT" in by else None
        created = None
        if kind == "835":
            dtm = [s for s in self._before(body, ("LX", "CLP", "PLB")) if s[2][0] == "DTM" and get(s[2], 1) == "405"]
            created = self.day(dtm[0], 2) if dtm else None
        elif bht:
            created = self.day(bht, 4)
        if created is None and kind != "837P":
            created = day(get(tx.gs, 4))
        content = "".join("*".join(e.replace(tx.comp, ":") for e in seg[2]) + "~" for seg in body)
        keep.add("transactions", {
            **where, "position": position, "segment": number, "offset": offset, "transaction": kind,
            "version": version, "isa_control_number": get(tx.isa, 13), "gs_control_number": get(tx.gs, 6),
            "st_control_number": None if kind == "TA1" else get(st, 2), "sender_id": get(tx.gs, 2) or get(tx.isa, 6),
            "receiver_id": get(tx.gs, 3) or get(tx.isa, 8), "usage": get(tx.isa, 15), "date_created": created,
            "reference_id": get(bht[2], 3) if bht and kind == "837P" else None,
            "claim_or_encounter": get(bht[2], 6) if bht and kind == "837P" else None,
            "purpose": get(bht[2], 2) if bht and kind == "837P" else None,
            "content_hash": hashlib.sha256(content.encode()).hexdigest()[:32],
            "segments": len(tx.segments), "claims": len(by.get("CLM", [])) + len(by.get("CLP", [])),
            "amount_billed": sum(x for x in totals if x is not None) if kind in ("837P", "835") else None,
            "amount_paid": sum(x for x in paid if x is not None) if kind == "835" else None, "status": status,
        })  # fmt: skip
        for name, rows in self.out.rows.items():
            keep.rows.setdefault(name, []).extend(rows)
        keep.problems.extend(self.out.problems)
        self.out = keep

    @staticmethod
    def _before(body: list[Segment], tags: tuple[str, ...]) -> list[Segment]:
        for index, seg in enumerate(body):
            if seg[2][0] in tags:
                return body[:index]
        return body

    # ------------------------------------------------------------------ 837P
    def claims(self, where: dict[str, int], body: list[Segment], comp: str) -> None:
        """837P rows."""
        billing: dict[str, Any] = {}
        subscriber: dict[str, Any] = {}
        patient: dict[str, Any] | None = None
        claim: dict[str, Any] | None = None
        finish: list[dict[str, Any]] = []
        line: dict[str, Any] | None = None
        other: dict[str, Any] | None = None
        who: dict[str, Any] | None = None
        for seg in body:
            e = seg[2]
            tag = e[0].strip()
            if tag == "HL":
                claim = line = other = who = None
                level = get(e, 3)
                if level == "20":
                    billing, subscriber, patient = {}, {}, None
                elif level == "22":
                    subscriber, patient = {"opened": True}, None
                elif level == "23":
                    patient = {}
            elif tag == "CLM":
                claim = self.claim_start(where, seg, comp, billing, subscriber, patient)
                finish.append(claim)
                line = other = who = None
            elif claim is None:
                who = self.before_claim(seg, billing, subscriber, patient, who)
            elif tag == "SBR":
                other = {"sbr": e, "paid": None}
                claim["_others"].append(other)
                line = who = None
            elif tag == "LX":
                line = {"_segment": seg[0], "_lx": get(e, 1), "_roles": {}}
                claim["_lines"].append(line)
                other = who = None
            elif tag == "SV1" and (line is None or "_sv1" in line):
                line = {"_segment": seg[0], "_lx": None, "_roles": {}, "_sv1": seg}
                claim["_lines"].append(line)
                other = who = None
            elif tag == "NM1":
                who = {"nm1": e}
                code = get(e, 1)
                if line is not None:
                    line["_roles"].setdefault(ROLES.get(code or "", ""), who)
                elif other is not None:
                    other.setdefault(f"nm1_{code}", who)
                else:
                    claim["_roles"].setdefault(ROLES.get(code or "", ""), who)
            elif tag == "SVD":
                who = None
            elif tag == "LIN" and line is not None:
                who = None
                line.setdefault("ndc", get(e, 3))
            elif who is not None and tag in ("N4", "PRV", "REF", "N3", "N2", "PER"):
                self.about(who, seg)
                if line is not None and tag == "REF":
                    self.in_line(line, seg, comp, True)
                elif other is None and tag == "REF":
                    self.in_claim(claim, seg, comp)
            elif line is not None:
                self.in_line(line, seg, comp, who is not None)
            elif other is not None:
                if tag == "AMT" and get(e, 1) == "D" and other["paid"] is None:
                    other["paid"] = self.cents(seg, 2)
            else:
                self.in_claim(claim, seg, comp)
        for claim in finish:
            self.claim_end(claim, comp)

    def about(self, who: dict[str, Any], seg: Segment) -> None:
        """What follows an NM1."""
        e = seg[2]
        tag = e[0].strip()
        if tag == "N4":
            who.setdefault("zip", get(e, 3))
            who.setdefault("state", get(e, 2))
        elif tag == "PRV":
            who.setdefault("taxonomy", get(e, 3))
        elif tag == "REF":
            if get(e, 1) in ("EI", "SY"):
                who.setdefault("tin", get(e, 2))
            elif get(e, 1) == "F8":
                who.setdefault("f8", get(e, 2))

    def before_claim(
        self, seg: Segment, billing: dict[str, Any], subscriber: dict[str, Any], patient: dict[str, Any] | None,
        who: dict[str, Any] | None,
    ) -> dict[str, Any] | None:  # fmt: skip
        """Segments between HL and CLM."""
        e = seg[2]
        tag = e[0].strip()
        if tag == "NM1":
            who = {"nm1": e}
            code = get(e, 1)
            if code in ("85", "87"):
                billing.setdefault(code, who)
            elif code in ("IL", "PR"):
                subscriber.setdefault(code, who)
            elif code == "QC" and patient is not None:
                patient.setdefault("QC", who)
        elif tag == "PRV":
            if not subscriber.get("opened") and patient is None:
                billing.setdefault("taxonomy", get(e, 3))
            if who is not None:
                self.about(who, seg)
        elif tag == "SBR":
            subscriber.setdefault("sbr", e)
        elif tag == "PAT" and patient is not None:
            patient.setdefault("relationship", get(e, 1))
        elif tag == "DMG" and who is not None:
            who.setdefault("birth", self.day(seg, 2))
            who.setdefault("sex", get(e, 3))
        elif who is not None:
            self.about(who, seg)
        return who

    @staticmethod
    def name(who: dict[str, Any] | None) -> str | None:
        """NM103, and NM104 after a comma for a person."""
        if not who:
            return None
        last, first = get(who["nm1"], 3), get(who["nm1"], 4)
        if get(who["nm1"], 2) == "1" and first:
            return f"{last}, {first}" if last else first
        return last

    @staticmethod
    def npi(who: dict[str, Any] | None) -> str | None:
        """NM109 with qualifier XX."""
        return get(who["nm1"], 9) if who and get(who["nm1"], 8) == "XX" else None

    def claim_start(
        self, where: dict[str, int], seg: Segment, comp: str, billing: dict[str, Any], subscriber: dict[str, Any],
        patient: dict[str, Any] | None,
    ) -> dict[str, Any]:  # fmt: skip
        """A CLM."""
        e = seg[2]
        causes = [part(get(e, 11), i, comp) for i in (1, 2, 3)]
        return {
            "claim_id": self.next_id("claims"), **where, "segment": seg[0],
            "patient_control_number": get(e, 1), "amount_billed": self.cents(seg, 2),
            "place_of_service": part(get(e, 5), 1, comp), "frequency_code": part(get(e, 5), 3, comp),
            "accepts_assignment": get(e, 7), "related_causes": ":".join(c for c in causes if c) or None,
            "delay_reason": get(e, 20), "_billing": billing, "_subscriber": subscriber, "_patient": patient,
            "_roles": {}, "_others": [], "_lines": [], "_diagnoses": [],
        }  # fmt: skip

    def in_claim(self, claim: dict[str, Any], seg: Segment, comp: str) -> None:
        """A segment of loop 2300."""
        e = seg[2]
        tag = e[0].strip()
        if tag == "REF":
            name = {"F8": "payer_control_number", "G1": "authorization_number", "9F": "referral_number",
                    "D9": "clearinghouse_number", "EA": "medical_record_number"}.get(get(e, 1) or "")  # fmt: skip
            if name:
                claim.setdefault(name, get(e, 2))
        elif tag == "AMT" and get(e, 1) == "F5":
            if "amount_patient_paid" not in claim:
                claim["amount_patient_paid"] = self.cents(seg, 2)
        elif tag == "CN1":
            claim.setdefault("contract_type", get(e, 1))
        elif tag == "HI":
            for index in range(1, len(e)):
                qualifier, code = part(get(e, index), 1, comp), part(get(e, index), 2, comp)
                code = (code or "").replace(".", "")
                if qualifier in ("ABK", "ABF", "BK", "BF") and code:
                    claim["_diagnoses"].append((qualifier, code))

    def in_line(self, line: dict[str, Any], seg: Segment, comp: str, in_party: bool) -> None:
        """A segment of loop 2400 or 2410."""
        e = seg[2]
        tag = e[0].strip()
        if tag == "SV1" and "_sv1" not in line:
            line["_sv1"] = seg
        elif tag == "DTP" and get(e, 1) == "472" and "_dates" not in line:
            line["_dates"] = self.period(seg)
        elif tag == "REF" and get(e, 1) == "6R":
            line.setdefault("line_control_number", get(e, 2))
        elif tag == "NTE":
            line.setdefault("note", get(e, 2))
        elif tag == "CTP" and "ctp" not in line:
            line["ctp"] = True
            if "ndc" not in line:
                return
            line["ndc_quantity"] = self.quantity(seg, 4)
            line["ndc_unit"] = part(get(e, 5), 1, comp)

    def claim_end(self, claim: dict[str, Any], comp: str) -> None:
        """Rows of a claim whose segments are all seen."""
        roles, lines, others = claim["_roles"], claim["_lines"], claim["_others"]
        billing, subscriber, patient = claim["_billing"], claim["_subscriber"], claim["_patient"]
        bill, il, payer, sbr = billing.get("85"), subscriber.get("IL"), subscriber.get("PR"), subscriber.get("sbr", [])
        person = il if patient is None else patient.get("QC")
        nm1 = person["nm1"] if person else []
        rendering, facility = roles.get("rendering"), roles.get("service_facility")
        dates = [d for line in lines if "_dates" in line for d in (line["_dates"],)]
        paid = [o["paid"] for o in others if o["paid"] is not None]
        row = {key: value for key, value in claim.items() if key[0] != "_"}
        row.update(
            date_of_service=min((d[0] for d in dates if d[0]), default=None),
            date_of_service_last=max((d[1] for d in dates if d[1]), default=None), line_count=len(lines),
            billing_npi=self.npi(bill), billing_tin=(bill or {}).get("tin"), billing_name=self.name(bill),
            billing_taxonomy=billing.get("taxonomy"), billing_zip=(bill or {}).get("zip"),
            rendering_npi=self.npi(rendering), rendering_name=self.name(rendering),
            rendering_taxonomy=(rendering or {}).get("taxonomy"), referring_npi=self.npi(roles.get("referring")),
            service_facility_npi=self.npi(facility), service_facility_name=get(facility["nm1"], 3) if facility else None,
            service_facility_zip=(facility or {}).get("zip"), payer_name=get(payer["nm1"], 3) if payer else None,
            payer_id=get(payer["nm1"], 9) if payer else None, payer_responsibility=get(sbr, 1),
            claim_filing_indicator=get(sbr, 9), group_number=get(sbr, 3), member_id=get(il["nm1"], 9) if il else None,
            subscriber_last_name=get(il["nm1"], 3) if il else None,
            subscriber_first_name=get(il["nm1"], 4) if il else None,
            patient_relationship=get(sbr, 2) if patient is None else patient.get("relationship"),
            patient_last_name=get(nm1, 3), patient_first_name=get(nm1, 4),
            patient_birth_date=(person or {}).get("birth"), patient_sex=(person or {}).get("sex"),
            has_other_payer=bool(others), amount_other_payer_paid=sum(paid) if paid else None,
        )  # fmt: skip
        self.out.add("claims", row)
        key = row["claim_id"]
        for position, (qualifier, code) in enumerate(claim["_diagnoses"], 1):
            self.out.add("diagnoses", {"claim_id": key, "position": position, "qualifier": qualifier, "code": code})
        for code in ("85", "87"):
            if code in billing:
                taxonomy = billing.get("taxonomy") if code == "85" else None
                self.provider(key, None, ROLES[code], billing[code], taxonomy)
        for role, who in roles.items():
            if role:
                self.provider(key, None, role, who)
        self.coverage(key, 1, sbr, payer, il, None)
        for position, other in enumerate(others, 2):
            self.coverage(key, position, other["sbr"], other.get("nm1_PR"), other.get("nm1_IL"), other)
        for number, line in enumerate(lines, 1):
            self.line(row, number, line, comp, rendering)

    def provider(
        self, claim_id: int, line_id: int | None, role: str, who: dict[str, Any], taxonomy: Any = None
    ) -> None:
        """One row of providers."""
        self.out.add("providers", {
            "claim_id": claim_id, "line_id": line_id, "role": role, "npi": self.npi(who), "tin": who.get("tin"),
            "taxonomy": taxonomy or who.get("taxonomy"), "name": self.name(who), "zip": who.get("zip"),
            "state": who.get("state"),
        })  # fmt: skip

    def coverage(self, claim_id: int, position: int, sbr: list[str], payer: Any, il: Any, other: Any) -> None:
        """One row of coverages."""
        self.out.add("coverages", {
            "claim_id": claim_id, "position": position, "payer_responsibility": get(sbr, 1),
            "claim_filing_indicator": get(sbr, 9), "payer_name": get(payer["nm1"], 3) if payer else None,
            "payer_id": get(payer["nm1"], 9) if payer else None, "member_id": get(il["nm1"], 9) if il else None,
            "group_number": get(sbr, 3), "patient_relationship": get(sbr, 2),
            "amount_paid": other["paid"] if other else None,
            "payer_control_number": payer.get("f8") if other and payer else None,
        })  # fmt: skip

    def line(self, claim: dict[str, Any], number: int, line: dict[str, Any], comp: str, rendering: Any) -> None:
        """Rows of a service line."""
        if "_sv1" not in line:
            return
        seg = line["_sv1"]
        e = seg[2]
        key = self.next_id("service_lines")
        code = get(e, 1)
        modifiers = [part(code, i, comp) for i in (3, 4, 5, 6)]
        own = line["_roles"].get("rendering")
        lx = line["_lx"] or ""
        first, last = line.get("_dates", (None, None))
        pointers = [p.strip() for p in (get(e, 7) or "").split(comp) if p.strip()]
        self.out.add("service_lines", {
            "line_id": key, "claim_id": claim["claim_id"], "segment": line["_segment"],
            "line_number": int(lx) if re.fullmatch("[0-9]{1,9}", lx) else number,
            "code_qualifier": part(code, 1, comp), "code": part(code, 2, comp), "modifier_1": modifiers[0],
            "modifier_2": modifiers[1], "modifier_3": modifiers[2], "modifier_4": modifiers[3],
            "amount_billed": self.cents(seg, 2), "unit_basis": get(e, 3), "units": self.quantity(seg, 4),
            "place_of_service": get(e, 5) or claim["place_of_service"],
            "diagnosis_pointers": ":".join(pointers) or None, "date_of_service": first, "date_of_service_last": last,
            "line_control_number": line.get("line_control_number"),
            "rendering_npi": self.npi(own) or self.npi(rendering), "ndc": line.get("ndc"),
            "ndc_quantity": line.get("ndc_quantity"), "ndc_unit": line.get("ndc_unit"), "note": line.get("note"),
        })  # fmt: skip
        for position, modifier in enumerate(modifiers, 1):
            if modifier:
                self.out.add("modifiers", {"line_id": key, "position": position, "modifier": modifier})
        for role, who in line["_roles"].items():
            if role and role not in ("billing", "pay_to"):
                self.provider(claim["claim_id"], key, role, who)

    # ------------------------------------------------------------------ 835
    def remits(self, where: dict[str, int], st: Segment, body: list[Segment], comp: str) -> None:
        """835 rows."""
        pay: dict[str, Any] = {**where, "segment": st[0], "_who": None}
        claims: list[dict[str, Any]] = []
        claim: dict[str, Any] | None = None
        line: dict[str, Any] | None = None
        plb: list[tuple[Segment, int]] = []
        in_header = True
        for seg in body:
            e = seg[2]
            tag = e[0].strip()
            in_header = in_header and tag not in ("LX", "CLP", "PLB")
            if tag == "LX":
                claim = line = None
                pay["_who"] = None
            elif tag == "CLP":
                claim = {"seg": seg, "cas": [], "lines": [], "nm1": {}, "remarks": [], "dtm": {}, "amt": {}}
                claims.append(claim)
                line = None
            elif tag == "PLB":
                claim = line = None
                plb.extend((seg, index) for index in range(3, max(len(e), 4), 2) if index < 14)
            elif tag == "SVC" and claim is not None:
                line = {"seg": seg, "cas": [], "remarks": [], "dtm": {}, "ref": {}, "amt": {}}
                claim["lines"].append(line)
            elif claim is not None:
                self.in_remit(claim, line, seg)
            elif in_header:
                self.in_payment(pay, seg)
        balanced = True
        paid = 0
        for claim in claims:
            row = self.remit(where, claim, comp)
            balanced = balanced and row["balanced"]
            paid += row["amount_paid"] or 0
        position = 0
        for seg, index in plb:
            reason, reference = part(get(seg[2], index), 1, comp), part(get(seg[2], index), 2, comp)
            amount = self.cents(seg, index + 1)
            if get(seg[2], index) is None and get(seg[2], index + 1) is None:
                continue
            position += 1
            balanced = balanced and (amount is not None or get(seg[2], index + 1) is None)
            paid -= amount or 0
            self.out.add("provider_adjustments", {
                **where, "segment": seg[0], "position": position, "provider_id": get(seg[2], 1),
                "fiscal_period_end": day(get(seg[2], 2)), "reason_code": reason, "reference_id": reference,
                "amount_adjusted": amount,
            })  # fmt: skip
        for seg in {id(s): s for s, _ in plb}.values():
            self.day(seg, 2)
        bpr = pay.get("_bpr")
        self.payment(pay, balanced and bpr is not None and self.readable(bpr, 2) and (pay["amount_paid"] or 0) == paid)

    def in_payment(self, pay: dict[str, Any], seg: Segment) -> None:
        """A segment of the 835's header."""
        e = seg[2]
        tag = e[0].strip()
        if tag == "BPR" and "_bpr" not in pay:
            pay["_bpr"] = seg
            amount = self.cents(seg, 2)
            if amount is not None and get(e, 3) == "D":
                amount = -amount
            pay.update(handling_code=get(e, 1), amount_paid=amount, payment_method=get(e, 4),
                       date_paid=self.day(seg, 16))  # fmt: skip
        elif tag == "TRN" and "trace_number" not in pay:
            pay.update(trace_number=get(e, 2), originator_id=get(e, 3))
        elif tag == "DTM" and get(e, 1) == "405" and "date_produced" not in pay:
            pay["date_produced"] = self.day(seg, 2)
        elif tag == "N1":
            pay["_who"] = None
            if get(e, 1) in ("PR", "PE") and get(e, 1) not in pay:
                pay["_who"] = pay[get(e, 1) or ""] = {"n1": e}
        elif tag == "REF" and pay["_who"] is not None:
            pay["_who"].setdefault(get(e, 1), get(e, 2))

    def payment(self, pay: dict[str, Any], balanced: bool) -> None:
        """One row of payments."""
        payer, payee = pay.pop("PR", {}), pay.pop("PE", {})
        n1, e1 = payer.get("n1", []), payee.get("n1", [])
        row = {key: value for key, value in pay.items() if key[0] != "_"}
        row.update(
            payer_name=get(n1, 2), payer_id=get(n1, 4) or payer.get("2U") or (pay.get("originator_id") or "")[1:] or None,
            payee_name=get(e1, 2), payee_npi=get(e1, 4) if get(e1, 3) == "XX" else payee.get("HPI"),
            payee_tin=get(e1, 4) if get(e1, 3) == "FI" else payee.get("TJ"), balanced=balanced,
        )  # fmt: skip
        self.out.add("payments", row)

    def in_remit(self, claim: dict[str, Any], line: dict[str, Any] | None, seg: Segment) -> None:
        """A segment of loop 2100 or 2110."""
        e = seg[2]
        tag = e[0].strip()
        target = claim if line is None else line
        if tag == "CAS":
            target["cas"].append(seg)
        elif tag == "DTM":
            if get(e, 1) not in target["dtm"]:
                target["dtm"][get(e, 1)] = self.day(seg, 2) if get(e, 1) in DTM_USED[line is not None] else None
        elif tag == "AMT":
            if get(e, 1) in AMT_USED[line is not None] and get(e, 1) not in target["amt"]:
                target["amt"][get(e, 1)] = self.cents(seg, 2)
        elif line is not None:
            if tag == "REF":
                line["ref"].setdefault(get(e, 1), get(e, 2))
            elif tag == "LQ" and get(e, 1) == "HE" and get(e, 2):
                line["remarks"].append(get(e, 2))
        elif tag == "NM1":
            claim["nm1"].setdefault(get(e, 1), e)
        elif tag in ("MOA", "MIA"):
            indexes = (3, 4, 5, 6, 7) if tag == "MOA" else (5, 20, 21, 22, 23)
            claim["remarks"].extend(r for r in (get(e, i) for i in indexes) if r)

    def adjust(self, segs: list[Segment], remit: int, line: int | None, remarks: list[str]) -> tuple[int, bool]:
        """Rows of adjustments; their sum and whether all amounts could be read."""
        total, position, good = 0, 0, True
        for seg in segs:
            e = seg[2]
            for index in range(2, min(len(e), 20), 3):
                carc, raw = get(e, index), get(e, index + 1)
                if not carc and not raw:
                    continue
                position += 1
                amount = self.cents(seg, index + 1)
                good = good and (amount is not None or raw is None)
                total += amount or 0
                self.out.add("adjustments", {
                    "remit_claim_id": remit, "remit_line_id": line, "position": position, "group_code": get(e, 1),
                    "carc": carc, "amount_adjusted": amount, "quantity": self.quantity(seg, index + 2),
                    "remarks": remarks,
                })  # fmt: skip
        return total, good

    def remit(self, where: dict[str, int], claim: dict[str, Any], comp: str) -> dict[str, Any]:
        """Rows of a CLP."""
        seg = claim["seg"]
        e = seg[2]
        key = self.next_id("remit_claims")
        nm1, dtm = claim["nm1"], claim["dtm"]
        qc = nm1.get("QC", [])
        member = get(qc, 9) if get(qc, 8) == "MI" else None
        billed, paid = self.cents(seg, 3), self.cents(seg, 4)
        adjusted, good = self.adjust(claim["cas"], key, None, claim["remarks"])
        own_level = adjusted
        rendering = get(nm1.get("82", []), 9)
        rows = []
        for position, line in enumerate(claim["lines"], 1):
            row = self.remit_line(key, position, line, comp, claim, rendering)
            adjusted += row.pop("_adjusted")
            rows.append(row)
            good = good and row["balanced"]
        firsts = [r["_first"] for r in rows if r["_first"]]
        lasts = [r["_last"] for r in rows if r["_last"]]
        first = min(firsts, default=None) or dtm.get("232")
        last = max(lasts, default=None) or dtm.get("233") or first
        if rows:
            good = good and sum(r["amount_billed"] or 0 for r in rows) == billed
            good = good and sum(r["amount_paid"] or 0 for r in rows) - own_level == paid
        for row in rows:
            own = row.pop("_first")
            row["date_of_service"] = own or dtm.get("232")
            row["date_of_service_last"] = row.pop("_last") or dtm.get("233") or row["date_of_service"]
            self.out.add("remit_lines", row)
        return self.out.add("remit_claims", {
            "remit_claim_id": key, **where, "segment": seg[0], "patient_control_number": get(e, 1),
            "status_code": get(e, 2), "amount_billed": billed, "amount_paid": paid, "amount_patient": self.cents(seg, 5),
            "claim_filing_indicator": get(e, 6), "payer_control_number": get(e, 7), "place_of_service": get(e, 8),
            "frequency_code": get(e, 9), "patient_last_name": get(qc, 3), "patient_first_name": get(qc, 4),
            "member_id": member or get(nm1.get("IL", []), 9), "rendering_npi": rendering,
            "crossover_payer_name": get(nm1.get("TT", []), 3), "priority_payer_name": get(nm1.get("PR", []), 3),
            "date_of_service": first, "date_of_service_last": last, "date_received": dtm.get("050"),
            "amount_allowed": claim["amt"].get("AU"), "amount_interest": claim["amt"].get("I"),
            "remarks": claim["remarks"], "line_count": len(rows),
            "balanced": good and self.readable(seg, 3, 4) and (billed or 0) - adjusted == (paid or 0),
        })  # fmt: skip

    def remit_line(
        self, remit: int, position: int, line: dict[str, Any], comp: str, claim: dict[str, Any], rendering: str | None
    ) -> dict[str, Any]:
        """Row of an SVC; its adjustments are added."""
        seg = line["seg"]
        e = seg[2]
        key = self.next_id("remit_lines")
        code, was, dtm = get(e, 1), get(e, 6), line["dtm"]
        billed, paid = self.cents(seg, 2), self.cents(seg, 3)
        adjusted, good = self.adjust(line["cas"], remit, key, line["remarks"] + claim["remarks"])
        modifiers = [part(was, i, comp) for i in (3, 4, 5, 6)]
        return {
            "remit_line_id": key, "remit_claim_id": remit, "segment": seg[0], "position": position,
            "code_qualifier": part(code, 1, comp), "code": part(code, 2, comp), "modifier_1": part(code, 3, comp),
            "modifier_2": part(code, 4, comp), "modifier_3": part(code, 5, comp), "modifier_4": part(code, 6, comp),
            "amount_billed": billed, "amount_paid": paid,
            "units": Decimal("1.000") if get(e, 5) is None else self.quantity(seg, 5),
            "submitted_code": part(was, 2, comp), "submitted_modifiers": ":".join(m for m in modifiers if m) or None,
            "submitted_units": self.quantity(seg, 7), "line_control_number": line["ref"].get("6R"),
            "rendering_npi": line["ref"].get("HPI") or rendering, "amount_allowed": line["amt"].get("B6"),
            "remarks": line["remarks"],
            "balanced": good and self.readable(seg, 2, 3) and (billed or 0) - adjusted == (paid or 0),
            "_first": dtm.get("472") or dtm.get("150"), "_last": dtm.get("151") or dtm.get("472"),
            "_adjusted": adjusted,
        }  # fmt: skip

    # ------------------------------------------------------------------ 277CA
    def acks(self, where: dict[str, int], body: list[Segment], comp: str) -> None:
        """277CA rows."""
        payer: str | None = None
        level: str | None = None
        claim: dict[str, Any] = {}
        rows: list[tuple[Segment, dict[str, Any], str | None]] = []
        in_line = False
        for seg in body:
            e = seg[2]
            tag = e[0].strip()
            if tag == "HL":
                level, claim, in_line = get(e, 3), {}, False
                if level == "20":
                    payer = None
            elif tag == "NM1" and level == "20" and payer is None:
                payer = get(e, 3)
            elif level in ("PT", "22", "23"):
                if tag == "TRN":
                    claim, in_line = {"trn": get(e, 2)}, False
                elif tag == "SVC":
                    in_line = True
                elif in_line:
                    continue
                elif tag == "STC":
                    rows.append((seg, claim, payer))
                elif tag == "REF" and get(e, 1) == "1K":
                    claim.setdefault("icn", get(e, 2))
                elif tag == "DTP" and get(e, 1) == "472" and "date" not in claim:
                    claim["date"] = self.period(seg)[0]
        for position, (seg, claim, name) in enumerate(rows, 1):
            status = get(seg[2], 1)
            self.out.add("acknowledgements", {
                **where, "segment": seg[0], "position": position, "patient_control_number": claim.get("trn"),
                "category_code": part(status, 1, comp), "status_code": part(status, 2, comp),
                "date_acknowledged": self.day(seg, 2), "amount_billed": self.cents(seg, 4),
                "payer_control_number": claim.get("icn"), "payer_name": name, "date_of_service": claim.get("date"),
            })  # fmt: skip


DTM_USED = ({"232", "233", "050"}, {"472", "150", "151"})
AMT_USED = ({"AU", "I"}, {"B6"})

COMPARED = tuple(frame for frame in ALL_FRAMES if frame.name != "files")


def slow_frames(*files: bytes) -> dict[str, pl.DataFrame]:
    """Read files, and return their frames (without `files`)."""
    reader = Reader()
    for file_id, data in enumerate(files):
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
        for position, transaction in enumerate(split(text), 1):
            reader.transaction(file_id, position, transaction)
    frames = {}
    for frame in COMPARED:
        rows = [tuple(row.get(name) for name in frame.names()) for row in reader.out.rows.get(frame.name, [])]
        frames[frame.name] = pl.DataFrame(rows, schema=polars_schema(frame), orient="row")
    return frames


def differences(ours: BulkRead, theirs: dict[str, pl.DataFrame], *, skip: frozenset[str] = frozenset()) -> list[str]:
    """Say where two sources of frames differ; `skip` names columns as "frame.column"."""
    found = []
    for frame in COMPARED:
        left = ours.frame(frame.name).sort(frame.key, nulls_last=False)
        right = theirs[frame.name].sort(frame.key, nulls_last=False)
        if left.height != right.height:
            found.append(f"{frame.name}: {left.height} rows against {right.height}")
            continue
        for name in frame.names():
            if f"{frame.name}.{name}" not in skip and not left[name].equals(right[name], null_equal=True):
                pairs = zip(left[name].to_list(), right[name].to_list())
                at = next(index for index, (a, b) in enumerate(pairs) if a != b)
                found.append(f"{frame.name}.{name} row {at}: {left[name][at]!r} against {right[name][at]!r}")
    return found
