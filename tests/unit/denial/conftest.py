"""Small remittances written as tables: claims with lines with adjustments, in cents."""

from typing import Any

import polars as pl
import pytest

from cleanskin.x12.bulk.frames import ALL_FRAMES
from cleanskin.x12.bulk.schema import HeldFrames, polars_schema

_FRAMES = {frame.name: frame for frame in ALL_FRAMES}


def _frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    schema = polars_schema(_FRAMES[name])
    return pl.DataFrame([{column: row.get(column) for column in schema} for row in rows], schema=schema)


class Remittance:
    """Builds frames; every claim gets the next number, every line too."""

    def __init__(self) -> None:
        self.claims: list[dict[str, Any]] = []
        self.lines: list[dict[str, Any]] = []
        self.adjustments: list[dict[str, Any]] = []

    def claim(
        self,
        *lines: tuple[str, int, int, list[tuple[str, int]], list[str]],
        status: str = "1",
        level: list[tuple[str, int]] | None = None,
        remarks: list[str] | None = None,
        filing: str = "CI",
        billed: int | None = None,
        paid: int | None = None,
    ) -> "Remittance":
        """Add a claim; a line is (code, billed, paid, [("CO-45", cents), ...], [RARC, ...])."""
        claim_id = len(self.claims)
        self.claims.append(
            {
                "remit_claim_id": claim_id,
                "file_id": 0,
                "transaction_id": 0,
                "segment": 10 + claim_id,
                "status_code": status,
                "amount_billed": billed if billed is not None else sum(line[1] for line in lines),
                "amount_paid": paid if paid is not None else sum(line[2] for line in lines),
                "claim_filing_indicator": filing,
                "remarks": remarks or [],
            }
        )
        for code, line_billed, line_paid, adjustments, line_remarks in lines:
            line_id = len(self.lines)
            self.lines.append(
                {
                    "remit_line_id": line_id,
                    "remit_claim_id": claim_id,
                    "code": code,
                    "amount_billed": line_billed,
                    "amount_paid": line_paid,
                    "remarks": line_remarks,
                }
            )
            self._adjust(claim_id, line_id, adjustments, line_remarks + (remarks or []))
        self._adjust(claim_id, None, level or [], remarks or [])
        return self

    def _adjust(self, claim_id: int, line_id: int | None, pairs: list[tuple[str, int]], remarks: list[str]) -> None:
        for position, (code, amount) in enumerate(pairs, 1):
            group, _, carc = code.partition("-")
            self.adjustments.append(
                {
                    "remit_claim_id": claim_id,
                    "remit_line_id": line_id,
                    "position": position,
                    "group_code": group,
                    "carc": carc,
                    "amount_adjusted": amount,
                    "remarks": remarks,
                }
            )

    def source(self) -> HeldFrames:
        """Return the frames."""
        return HeldFrames(
            {
                "files": _frame("files", [{"file_id": 0, "path": "sample.835"}]),
                "remit_claims": _frame("remit_claims", self.claims),
                "remit_lines": _frame("remit_lines", self.lines),
                "adjustments": _frame("adjustments", self.adjustments),
            },
            ALL_FRAMES,
        )


@pytest.fixture
def remittance() -> Remittance:
    return Remittance()
