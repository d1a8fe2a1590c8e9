"""The family that the page on adding one writes is a family: it runs, and says what the page says."""

import re
from pathlib import Path

import pytest

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, Family
from cleanskin.record.coding import NotReported
from cleanskin.record.encounter import Encounter, Service

PAGE = Path(__file__).resolve().parents[4] / "docs/how-to/add-a-family.md"


def taught() -> Family:
    block = next(one for one in re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL) if "FAMILY" in one)
    names: dict[str, object] = {}
    exec(compile(block, "add-a-family.md", "exec"), names)
    family = names["FAMILY"]
    assert isinstance(family, Family)
    return family


@pytest.mark.parametrize(("details", "kind"), [(("whole_body",), Draft), ((), NotReported)])
def test_the_family_of_the_page(day, details, kind):
    encounter = Encounter(services=(Service(kind="photography", details=details),))
    case = Case(encounter=encounter, payer="medicare", on=day.on, day=day)
    (found,) = taught().draft(case)
    assert isinstance(found, kind)
    assert found.code == "96904"
