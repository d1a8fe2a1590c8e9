"""What the practice's log of authorizations says of a line, for the rules of this family."""

from cleanskin.record.paper import AuthorizationOnFile
from cleanskin.rules.visit import Line, Visit


def is_for(entry: AuthorizationOnFile, line: Line) -> bool:
    """True when the entry covers the line's code; an entry without codes covers all."""
    return not entry.codes or line.code in entry.codes


def covering(visit: Visit, line: Line) -> list[AuthorizationOnFile]:
    """Return the entries that cover the line's code on its day."""
    return [one for one in visit.context.authorizations or () if is_for(one, line) and line.on in one.period]


def named_on_claim(visit: Visit, line: Line) -> str:
    """Return the authorization number of the line, else of the claim, "" when there is none."""
    for reference in line.service.references:
        if reference.kind == "G1":
            return reference.value.strip()
    return visit.claim.reference("G1").strip()


def entry_of(visit: Visit, number: str) -> AuthorizationOnFile | None:
    """Return the log's entry of that number."""
    return next((one for one in visit.context.authorizations or () if number and one.number == number), None)
