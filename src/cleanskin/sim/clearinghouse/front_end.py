"""The front door: what a clearinghouse and a payer refuse of a claim before anybody adjudicates it.

Every refusal is a row of `front_end_edits.tsv` (who says it, category, status and entity code).  The clearinghouse
judges by the claim alone; the payer also by its members.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from cleanskin.sim.chance import Chance
from cleanskin.sim.clearinghouse.edits import EDITS, first_edit
from cleanskin.sim.clearinghouse.fault_kinds import parts_of
from cleanskin.sim.nouns.bill import Bill
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.decision import FrontEnd
from cleanskin.sim.payer.book import MemberBook
from cleanskin.sim.payer.nouns import Payer

_STUMBLES: tuple[tuple[str, str], ...] = (
    ("door_provider_not_on_file", "provider_not_on_file"),
    ("door_system_down", "payer_system"),
    ("door_member_list_late", "member_unknown"),
)
"""Refusals without a fault of the claim: kind of fault, edit."""


def front_end(
    configuration: Configuration,
    bill: Bill,
    payer: Payer,
    book: MemberBook,
    day: date,
    chance: Chance,
    *,
    earlier: Sequence[Bill] = (),
) -> FrontEnd:
    """Say what becomes of a claim that arrives on that day; `earlier` are the patient's bills accepted before.

    Two draws of chance, always: whether the payer looks into its list of members at the door, and whether the door
    stumbles.
    """
    asks = not chance.happens(parts_of(configuration, "door_without_members"))
    point = chance.below(10_000)
    edit = first_edit(bill.claim, payer, book, day, earlier, asks_members=asks)
    if not edit:
        for kind, key in _STUMBLES:
            point -= parts_of(configuration, kind)
            if point < 0:
                edit = key
                break
    if not edit:
        return FrontEnd(category="A2", status="20", entity="PR", day=day)
    row = EDITS[edit]
    by: Literal["payer", "clearinghouse"] = "clearinghouse" if row.by == "clearinghouse" else "payer"
    return FrontEnd(category=row.category, status=row.status, entity=row.entity, cause=edit, day=day, by=by)
