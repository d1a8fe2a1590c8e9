"""What all payers of one world share: their tables, the stories, who is enrolled and as what."""

from datetime import date

from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Practice
from cleanskin.sim.payer.coding_edits import CodingEdits, built_in
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.payer.registry import PAYERS, payers_in
from cleanskin.sim.planted import Stories, planted


class Market:
    """The payers of one world.  Open one per process and share it among patients; it does not change.

    `practitioners` are the NPIs enrolled as nurse practitioner or physician assistant, `enrolled` the first day of
    every provider hired during the simulated time, by NPI.  Without a practice (strangers' claims) every provider
    counts as an enrolled physician and no story is told.
    """

    __slots__ = ("coding_edits", "configuration", "enrolled", "payers", "practitioners", "stories")

    def __init__(
        self,
        configuration: Configuration,
        practice: Practice | None = None,
        *,
        coding_edits: CodingEdits | None = None,
    ) -> None:
        """Lay out the books; raises ValueError for overrides that fit no payer.

        `coding_edits` are pairs and limits read from official files; without them the built-in ones hold.
        """
        self.configuration = configuration
        self.coding_edits = coding_edits if coding_edits is not None else built_in()
        self.payers: dict[str, Payer] = payers_in(configuration) if configuration.payers else PAYERS
        self.stories = Stories(planted(configuration, practice)) if practice is not None else Stories()
        providers = practice.providers if practice is not None else ()
        self.practitioners = frozenset(provider.npi for provider in providers if not provider.is_physician)
        self.enrolled: dict[str, date] = {p.npi: p.first_day for p in providers if p.first_day is not None}
