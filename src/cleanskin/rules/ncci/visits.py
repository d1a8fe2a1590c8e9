"""Which visits in pairs are left to the rules of visits, so that one refusal is told once."""

from cleanskin.rules.day import Day
from cleanskin.rules.ncci.pairs import LinePair
from cleanskin.rules.rule import codes

OFFICE_VISITS = codes("99202-99205", "99211-99215").codes
TREATMENTS = ("phototherapy", "patch_test", "injection", "pdt", "radiation")


def has_rule_of_its_own(pair: LinePair, day: Day) -> bool:
    """Tell whether the denied line is an office visit beside something that the rules of visits look at.

    A procedure with a global period: CS-MOD-025 and CS-EM-008.  Treatments by staff: CS-EM-011.  A second office
    visit: CS-EM-013.
    """
    paid = pair.paid
    if pair.denied.code not in OFFICE_VISITS or paid.is_add_on:
        return False
    if paid.code in OFFICE_VISITS:
        return True
    if paid.family in TREATMENTS and pair.denied.code != "99211":
        return True
    return paid.visit_class != "visit" and (day.is_minor(paid.code) or day.is_major(paid.code))
