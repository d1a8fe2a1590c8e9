"""Destruction of precancerous lesions billed for something else."""

from cleanskin.rules.visit import Line, Visit


def not_of_keratosis(visit: Visit) -> list[Line]:
    """Return the lines of the family of which no diagnosis is precancerous.  For `Visit.once`."""
    day = visit.day
    return [
        line
        for line in visit.in_family("destruction_premalignant")
        if "premalignant" not in [day.diagnosis_group(code) for code in line.diagnoses]
    ]
