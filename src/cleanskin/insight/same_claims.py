"""Finding the row of the claims frame for a claim that was read as a record from the same file.

Both readers go through a file from its beginning; the same number and charge in one file are told apart by their order.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import polars as pl

from cleanskin.kernel.cents import Cents
from cleanskin.x12.bulk.schema import FrameSource


class ClaimKey(NamedTuple):
    """What a claim is known by within its file: CLM01 and CLM02."""

    patient_control_number: str
    amount_billed: Cents


class Places:
    """The claims of a read by file and key."""

    def __init__(self, source: FrameSource) -> None:
        files = source.frame("files", ["file_id", "sha256"])
        claims = source.frame(
            "claims", ["claim_id", "file_id", "segment", "patient_control_number", "amount_billed"]
        ).join(files, on="file_id", how="left")
        self._rows: dict[tuple[str, str, int], deque[int]] = defaultdict(deque)
        for row, digest, number, amount in (
            claims.sort("file_id", "segment")
            .select(
                "claim_id",
                "sha256",
                pl.col("patient_control_number").fill_null(""),
                pl.col("amount_billed").fill_null(0),
            )
            .iter_rows()
        ):
            self._rows[digest, number, amount].append(row)

    def rows(self, digest: str, claims: Iterable[ClaimKey]) -> Iterator[int | None]:
        """Iterate over the claim_id of each claim of a file (by its checksum, hexadecimal); None where there is none."""
        for one in claims:
            waiting = self._rows.get((digest, one.patient_control_number.strip(), one.amount_billed))
            yield waiting.popleft() if waiting else None
