"""Which suppression hides a finding, and what is to be said of a practice's decisions themselves."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from cleanskin.record.claim_finding import ClaimFinding
from cleanskin.rules.configuration import Configuration, Suppression
from cleanskin.rules.findings import said
from cleanskin.rules.registry import family_of
from cleanskin.rules.rule import Rule
from cleanskin.rules.visit import Visit


def suppression_of(suppressions: Sequence[Suppression], rule: Rule, visit: Visit) -> Suppression | None:
    """Return the first suppression that hides what a rule says of a visit; an expired one hides nothing.

    A suppression has expired for days of service from its day `expires` on.
    """
    for one in suppressions:
        if one.rule not in (rule.id, rule.name) or visit.on >= one.expires:
            continue
        if one.claim and one.claim != visit.claim.patient_control_number:
            continue
        if one.payer and one.payer != visit.payer_id:
            continue
        if one.codes and not all(visit.has_code(code) for code in one.codes):
            continue
        return one
    return None


def findings_about(
    configuration: Configuration, rules: Iterable[Rule], *, used: Collection[Suppression], as_of: date
) -> tuple[ClaimFinding, ...]:
    """Return what is wrong with a configuration after a run: names that mean no rule, suppressions expired or unused.

    `used` are the suppressions that hid something.
    """
    known = {name for rule in rules for name in (rule.id, rule.name, family_of(rule))}
    found = []
    for name in configuration.severity:
        if name not in known:
            found.append(
                said("configuration-names-no-rule", f"[severity] names {name!r}: no rule or family is called so.")
            )
    for place, one in enumerate(configuration.suppress, start=1):
        which = f"Suppression {place} ({one.rule}, by {one.who})"
        if one.rule not in known:
            found.append(said("configuration-names-no-rule", f"{which} names no rule."))
        elif one.expires <= as_of:
            found.append(
                said("suppression-expired", f"{which} expired on {one.expires}: its findings are shown again.")
            )
        elif one not in used:
            found.append(said("suppression-unused", f"{which} hid nothing in this run.", evidence=(one.reason,)))
    return tuple(found)
