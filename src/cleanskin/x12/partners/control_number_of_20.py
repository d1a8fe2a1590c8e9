"""Receivers that keep twenty characters of a patient control number, and cut or refuse a longer one."""

from cleanskin.kernel.source import Source
from cleanskin.x12.partners.deviation import Deviation, Partner

PARTNER = Partner(
    name="control_number_of_20",
    transaction="837P",
    deviations=(Deviation(loop="2300", segment="CLM", element=1, max_length=20),),
    reason="A receiver must give back twenty characters of CLM01; the element itself holds thirty-eight.",
    source=Source(title="ASC X12N 005010X222A1", locator="loop 2300, CLM01", trust="unverified"),
)
