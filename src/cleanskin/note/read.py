"""From a note to the documented encounter: marking, linking, what bears on the visit.  The one entry is `read`."""

from collections.abc import Sequence, Set

from cleanskin.note.linking.contradictions import doubts
from cleanskin.note.linking.digits import with_listed_digits
from cleanskin.note.linking.drugs import link_drugs
from cleanskin.note.linking.implied import with_injections, without_questions
from cleanskin.note.linking.lesions import Linked, link_lesions
from cleanskin.note.linking.pieces import Piece, pieces_by_sentence
from cleanskin.note.linking.served import served_kinds
from cleanskin.note.linking.services import link_services
from cleanskin.note.linking.tissue import Specimen, readings_of, specimens_of, told_readings
from cleanskin.note.marking import mark
from cleanskin.note.mention import MarkedText, Mention, Sentence
from cleanskin.note.terms import table
from cleanskin.note.visit.apart import set_apart
from cleanskin.note.visit.earlier import Earlier, earlier
from cleanskin.note.visit.reading import read_visit
from cleanskin.record.encounter import DrugGiven, Encounter


def read(text: str) -> Encounter:
    """Return what a note documents.  Reading never fails; what stays open is in `Encounter.unclear`."""
    marked = without_questions(with_listed_digits(mark(text)))
    past = earlier(marked)
    marked = with_injections(told_readings(set_apart(marked, past)))
    sentences = list(pieces_by_sentence(marked))
    specimens = specimens_of(marked)
    if specimens:
        return _report(marked, sentences, specimens, past)
    linked = link_lesions(marked, sentences, served_kinds(sentences))
    services = link_services(marked, sentences, linked)
    drugs = link_drugs(marked, sentences, linked, services)
    visit = read_visit(_without_given(marked, drugs), linked.lesions, services, past)
    return Encounter(
        lesions=linked.lesions,
        services=services,
        drugs=drugs,
        unclear=(*doubts(marked, linked.lesions), *visit.unclear),
        **visit.fields(),
    )


def _without_given(marked: MarkedText, drugs: Sequence[DrugGiven]) -> MarkedText:
    """Return the note without the names of drugs that the practice gave: giving one is no prescription."""
    given = {
        (one.start, one.end)
        for drug in drugs
        if drug.amount is not None
        for one in drug.evidence
        if one.field == "name"
    }
    if not given:
        return marked
    names = {drug.name for drug in drugs if drug.amount is not None}
    kept = [one for one in marked.mentions if not _is_given(one, given, names)]
    return marked._replace(mentions=kept)


def _is_given(mention: Mention, given: Set[tuple[int, int]], names: Set[str]) -> bool:
    if mention.kind == "medication":
        return (mention.start, mention.end) in given
    return mention.kind == "drug" and table("drug").get(mention.value, {}).get("name") in names


_OF_REPORT = frozenset({"on", "payer", "state", "place_of_service"})
"""What of a visit a report tells too."""

_STAINS = frozenset({"immunostain", "special_stain", "immunofluorescence"})


def _report(
    marked: MarkedText,
    sentences: Sequence[tuple[Sentence, list[Piece]]],
    specimens: Sequence[Specimen],
    past: Earlier,
) -> Encounter:
    """Return what a report of tissue read here documents: readings and stains, no patient seen."""
    visit = read_visit(marked, (), (), past)
    others = link_services(marked, sentences, Linked((), ()))
    stains = tuple(one for one in others if one.kind in _STAINS)
    return Encounter(
        services=(*readings_of(marked, specimens), *stains),
        **{name: value for name, value in visit.fields().items() if name in _OF_REPORT},
    )
