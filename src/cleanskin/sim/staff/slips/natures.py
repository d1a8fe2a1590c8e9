"""Medical and cosmetic confused."""

from cleanskin.sim.staff.work import Line, Work

_LIKELY = {"11200": "L918", "17110": "L821", "17111": "L821", "17106": "I781", "17340": "L700", "17360": "L700"}
_BENIGN_ENOUGH = "L989"


def cosmetic_billed_as_medical(work: Work) -> None:
    """Send a line for what the patient asked for and paid."""
    if work.payer is None:
        return
    for index, service in enumerate(work.visit.services):
        if service.nature == "cosmetic":
            if work.happens("cosmetic_billed_as_medical"):
                line = Line(index, service)
                line.nature = "medical"
                line.diagnoses = [code for code in line.diagnoses if code != "Z411"] or [
                    _LIKELY.get(service.code, _BENIGN_ENOUGH)
                ]
                work.lines.append(line)
                work.wrong("cosmetic_billed_as_medical", line, now=line.code)
            return


def medical_billed_as_cosmetic(work: Work) -> None:
    """Let the patient pay for what the payer covers."""
    for line in work.lines:
        if line.nature == "conditional" and len(work.lines) > 1:
            if work.happens("medical_billed_as_cosmetic"):
                work.lines.remove(line)
                work.wrong("medical_billed_as_cosmetic", line, was=line.code)
            return
