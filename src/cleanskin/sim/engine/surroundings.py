"""What every life of one world shares: configuration, practice, payers, days, planted facts.  Nothing in it changes."""

from cleanskin.sim.engine.calendar import as_of, end_of
from cleanskin.sim.nouns.bill import Coder, Reviewer
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.payer import Market, Payer
from cleanskin.sim.people import build_practice


class Surroundings:
    """The surroundings of the patients' lives.

    `reviewer` and `coder` put a product between staff and clearinghouse; `renders` False leaves all text away, for
    experiments that look at the truth alone.
    """

    def __init__(
        self,
        configuration: Configuration,
        *,
        reviewer: Reviewer | None = None,
        coder: Coder | None = None,
        renders: bool = True,
    ) -> None:
        """Build what is shared."""
        self.configuration = configuration
        self.practice = build_practice(configuration)
        self.market = Market(configuration, self.practice)
        self.stories = self.market.stories
        self.payers: dict[str, Payer] = self.market.payers
        self.payer_by_id: dict[str, Payer] = {payer.payer_id: payer for payer in self.payers.values()}
        self.end = end_of(configuration)
        self.as_of = as_of(configuration)
        self.reviewer = reviewer
        self.coder = coder
        self.renders = renders
