"""Work of others billed under a physician's number ("incident to"), for the rules of this family."""

from cleanskin.rules.visit import Line, Visit


def office_work_under_physician(visit: Visit, *performers: str) -> list[Line]:
    """Return the lines billed under a listed physician, when the record names one of `performers` as who did the work.

    Drugs, pathology and laboratory work are left out: they are not billed by who did them.
    """
    note = visit.encounter
    if note is None or note.performed_by not in performers:
        return []
    known = visit.context.providers or {}
    return [
        line
        for line in visit.of_class("visit", "procedure", "surgery")
        if (provider := known.get(line.rendering_npi)) is not None and provider.is_physician
    ]
