"""What the families draft for a documented visit, as short texts."""

from datetime import date

import msgspec
import pytest

from cleanskin.charge.acts import acts_of, with_ids
from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, families
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import Encounter
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Days

DAYS = Days(Reference(None))
ON = date(2026, 3, 2)


class Said:
    """What one family says: lines ("11730-TA*2"), codes not reported, topics asked."""

    def __init__(self, parts):
        self.drafts = [one for one in parts if isinstance(one, Draft)]
        self.lines = " ".join(
            "-".join((one.code, *one.modifiers)) + (f"*{one.units}" if one.units != 1 else "") for one in self.drafts
        )
        self.refused = {one.code for one in parts if isinstance(one, NotReported)}
        self.asked = {one.topic for one in parts if isinstance(one, Query)}


@pytest.fixture
def said():
    """Draft one family for a visit; `stated` payer is told by the record, else only assumed."""

    def draft(name, *, payer="medicare", stated="", on=ON, **parts):
        encounter = with_ids(Encounter(payer=stated, **parts))
        case = Case(encounter=encounter, payer=stated or payer, on=on, day=DAYS[on])
        case = case._replace(acts=acts_of(encounter))
        family = next(one for one in families() if one.name == name)
        found = list(family.draft(case))
        for one in found:
            assert one.why.endswith("."), f"{one} gives its reason in a sentence"
            assert one.code if not isinstance(one, Query) else one.question.endswith("?")
            assert not isinstance(one, Draft) or (one.lesions and one.units > 0)
            msgspec.json.encode(one)  # everything said can be written
        return Said(found)

    return draft


@pytest.fixture
def day():
    """The reference data of the day."""
    return DAYS[ON]
