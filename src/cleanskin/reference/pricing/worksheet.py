"""The sheet on which one line is worked out."""

from dataclasses import dataclass, field
from decimal import Decimal

from cleanskin.kernel.cents import Cents
from cleanskin.kernel.source import Source
from cleanskin.record.fee import FeeRow, Setting
from cleanskin.record.provenance import Provenance
from cleanskin.reference.pricing.nouns import CannotPrice, PriceLine, Reason, Step


@dataclass
class Part:
    """One procedure of a line: each unit is one where several procedures of a day are ranked.

    `amount` in cents is what is left of it; `open` when the contractor decides and `amount` is the least.
    """

    amount: Cents
    open: bool = False


@dataclass
class Sheet:
    """A line while it is being priced.  Mutable; lives inside one call only.

    `other_side` is the second line of a pair (RT and LT) on the sheet of the first; `carried` what the first line's
    charge could not take of their common amount.
    """

    line: PriceLine
    setting: Setting = "nonfacility"
    place: str = ""
    row: FeeRow | None = None
    is_drug: bool = False
    source: Source = field(default_factory=lambda: Source(title=""))
    full: Cents | None = None
    parts: list[Part] = field(default_factory=list)
    patient_share: Decimal | None = None
    steps: list[Step] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    provenances: list[Provenance] = field(default_factory=list)
    cannot: CannotPrice | None = None
    other_side: "Sheet | None" = None
    carried: Cents = 0

    @property
    def amount(self) -> Cents:
        """What the parts come to."""
        return sum(part.amount for part in self.parts)

    @property
    def counts(self) -> bool:
        """True when the line is priced under the fee schedule so far."""
        return self.cannot is None and self.row is not None and not self.is_drug

    def has(self, *modifiers: str) -> bool:
        """True when the line carries one of the modifiers."""
        return any(modifier in self.line.modifiers for modifier in modifiers)

    def refuse(
        self,
        reason: Reason,
        message: str,
        *,
        remedy: str = "",
        at_least: Cents | None = None,
        at_most: Cents | None = None,
        source: Source | None = None,
    ) -> None:
        """Say that the line has no price; the first reason stays."""
        if self.cannot is None:
            self.cannot = CannotPrice(
                reason=reason,
                message=message,
                remedy=remedy,
                at_least=at_least,
                at_most=at_most,
                source=source or (self.source if self.source.title else None),
            )

    def step(self, words: str, *, source: Source, factor: Decimal | None = None) -> None:
        """Write down a step; the amount is what the parts come to now.  An unconfirmed source is said."""
        self.steps.append(Step(words=words, factor=factor, amount=self.amount, source=source))
        if source.trust == "unverified":
            cited = ", ".join(text for text in (source.title, source.locator) if text)
            self.notice(f"Not confirmed in a primary source: {words} ({cited}).")

    def notice(self, text: str) -> None:
        """Write down what the reader must know, once."""
        if text and text not in self.notices:
            self.notices.append(text)
