"""Small frames for the tests of matching: rows given by the few columns that matter, the rest filled plainly."""

from datetime import date
from decimal import Decimal

import polars as pl

from cleanskin.remit.match import Matching, match
from cleanskin.x12.bulk import frames
from cleanskin.x12.bulk.schema import HeldFrames, polars_schema

PATIENT = {
    "member_id": "M1",
    "patient_last_name": "Alder",
    "patient_first_name": "Ann",
    "patient_birth_date": date(1960, 1, 2),
}
PAYER = {"payer_name": "Acme Health", "payer_id": "60054"}
PRACTICE = {"billing_npi": "1234567893", "billing_tin": "123456789"}


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


class Files:
    """Claims and remittances of an invented practice, as bulk reading would give them.  Amounts in cents."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict]] = {frame.name: [] for frame in frames.ALL_FRAMES}

    def _next(self, name: str) -> int:
        return len(self.rows[name])

    def claim(self, number, lines, *, served="03-02", sent="03-03", **changes) -> int:
        """Add a claim; `lines` are (code, charge) or dicts; returns its claim_id."""
        transaction = self._next("transactions")
        usage = changes.pop("usage", "P")
        self.rows["transactions"].append(
            {"transaction_id": transaction, "transaction": "837P", "date_created": day(sent), "usage": usage}
        )
        claim_id = self._next("claims")
        lines = [line if isinstance(line, dict) else {"code": line[0], "amount_billed": line[1]} for line in lines]
        self.rows["claims"].append(
            {
                "claim_id": claim_id,
                "transaction_id": transaction,
                "patient_control_number": number,
                "amount_billed": sum(line["amount_billed"] for line in lines),
                "frequency_code": "1",
                "payer_responsibility": "P",
                "date_of_service": day(served),
                "date_of_service_last": day(served),
                "line_count": len(lines),
                **PATIENT,
                **PAYER,
                **PRACTICE,
                **changes,
            }
        )
        for position, line in enumerate(lines, start=1):
            self.rows["service_lines"].append(
                {
                    "line_id": self._next("service_lines"),
                    "claim_id": claim_id,
                    "line_number": position,
                    "units": Decimal(1),
                    "date_of_service": day(served),
                    **line,
                }
            )
        return claim_id

    def remittance(self, *, paid_on="03-20", usage="P", **changes) -> int:
        """Add an 835 transaction; returns its transaction_id."""
        transaction = self._next("transactions")
        self.rows["transactions"].append(
            {"transaction_id": transaction, "transaction": "835", "date_created": day(paid_on), "usage": usage}
        )
        self.rows["payments"].append(
            {
                "transaction_id": transaction,
                "date_paid": day(paid_on),
                "trace_number": f"TRACE{transaction}",
                **PAYER,
                "payee_npi": PRACTICE["billing_npi"],
                **changes,
            }
        )
        return transaction

    def answer(self, number, lines, *, status="1", icn="ICN1", served="03-02", inside=None, paid_on="03-20", **changes):
        """Add a remittance claim; `lines` are (code, charge, paid) or dicts; returns its remit_claim_id."""
        if inside is None:
            inside = self.remittance(paid_on=paid_on)
        remit_claim_id = self._next("remit_claims")
        lines = [
            line if isinstance(line, dict) else {"code": line[0], "amount_billed": line[1], "amount_paid": line[2]}
            for line in lines
        ]
        self.rows["remit_claims"].append(
            {
                "remit_claim_id": remit_claim_id,
                "transaction_id": inside,
                "segment": 10 + 10 * remit_claim_id,
                "patient_control_number": number,
                "status_code": status,
                "amount_billed": sum(line["amount_billed"] for line in lines),
                "amount_paid": sum(line["amount_paid"] for line in lines),
                "payer_control_number": icn,
                "patient_last_name": PATIENT["patient_last_name"],
                "patient_first_name": PATIENT["patient_first_name"],
                "member_id": PATIENT["member_id"],
                "date_of_service": day(served) if served else None,
                "date_of_service_last": day(served) if served else None,
                "line_count": len(lines),
                **changes,
            }
        )
        for position, line in enumerate(lines, start=1):
            self.rows["remit_lines"].append(
                {
                    "remit_line_id": self._next("remit_lines"),
                    "remit_claim_id": remit_claim_id,
                    "position": position,
                    "units": Decimal(1),
                    "date_of_service": day(served) if served else None,
                    **line,
                }
            )
        return remit_claim_id

    def adjustment(self, remit_claim_id, group_code, carc, amount, *, line=None) -> None:
        self.rows["adjustments"].append(
            {
                "remit_claim_id": remit_claim_id,
                "remit_line_id": line,
                "position": 1,
                "group_code": group_code,
                "carc": carc,
                "amount_adjusted": amount,
            }
        )

    def source(self) -> HeldFrames:
        return HeldFrames(
            {
                frame.name: pl.DataFrame(
                    [{name: row.get(name) for name in frame.names()} for row in self.rows[frame.name]],
                    schema=polars_schema(frame),
                    orient="row",
                )
                for frame in frames.ALL_FRAMES
            },
            frames.ALL_FRAMES,
        )

    def match(self) -> Matching:
        return match(self.source())
