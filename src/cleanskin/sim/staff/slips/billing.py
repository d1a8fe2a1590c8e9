"""What billers leave out of a claim or do to it on its way."""

from cleanskin.sim.staff.codes import is_drug, is_laboratory
from cleanskin.sim.staff.work import Work

_OUTPATIENT, _ASC, _HOME = "22", "24", "12"


def missing_ndc(work: Work) -> None:
    """Leave out a drug's number."""
    for line in work.lines:
        if line.ndc and is_drug(line.code):
            if work.happens("missing_ndc"):
                work.wrong("missing_ndc", line, was="ndc")
                line.ndc = ""
            return


def wrong_place_of_service(work: Work) -> None:
    """Take the place of service of another house."""
    if work.place == "11" and work.lines:
        chance = work.chance("wrong_place_of_service")
        if chance is not None and chance.happens(work.rates["wrong_place_of_service"]):
            work.place = chance.pick((_OUTPATIENT, _ASC, _HOME))
            work.wrong("wrong_place_of_service", was="11", now=work.place)


def wrong_rendering(work: Work) -> None:
    """Bill a practitioner's visit under the physician although the rules of incident-to are not met."""
    provider = work.practice.provider(work.visit.provider)
    if provider.is_physician or not provider.supervisor or work.rendering != provider.key:
        return
    if work.happens("wrong_rendering"):
        work.rendering = provider.supervisor
        work.wrong("wrong_rendering", was=provider.key, now=provider.supervisor)


def missing_referring(work: Work) -> None:
    """Leave out who sent the patient."""
    if work.referrer is not None and work.happens("missing_referring"):
        work.referrer = None
        work.wrong("missing_referring", was="referring")


def missing_clia(work: Work) -> None:
    """Leave out the laboratory's number."""
    if any(is_laboratory(line.code) for line in work.lines) and work.happens("missing_clia"):
        work.clia = ""
        work.wrong("missing_clia", was="clia")


def missing_report(work: Work) -> None:
    """Send a claim for an injury without the doctor's report."""
    if work.report and work.happens("missing_report"):
        work.report = False
        work.wrong("missing_report", was="report")


def late_charge(work: Work) -> None:
    """Let the visit lie: weeks, sometimes months."""
    chance = work.chance("late_charge")
    if chance is not None and chance.happens(work.rates["late_charge"]):
        work.late_days = chance.between(20, 90) if chance.happens(5_000) else chance.between(91, 420)
        work.wrong("late_charge", now=str(work.late_days))


def duplicate_sent(work: Work) -> None:
    """Send the same claim again after some days."""
    chance = work.chance("duplicate_sent")
    if chance is not None and chance.happens(work.rates["duplicate_sent"]):
        work.duplicate_after = chance.between(3, 12)
        work.wrong("duplicate_sent", now=str(work.duplicate_after))
