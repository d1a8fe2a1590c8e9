"""From a note to the documented encounter: marking, linking, what bears on the visit.  The one entry is `read`."""

from cleanskin.note.linking.contradictions import doubts
from cleanskin.note.linking.drugs import link_drugs
from cleanskin.note.linking.lesions import link_lesions
from cleanskin.note.linking.pieces import pieces_by_sentence
from cleanskin.note.linking.served import served_kinds
from cleanskin.note.linking.services import link_services
from cleanskin.note.marking import mark
from cleanskin.note.visit.apart import set_apart
from cleanskin.note.visit.earlier import earlier
from cleanskin.note.visit.reading import read_visit
from cleanskin.record.encounter import Encounter


def read(text: str) -> Encounter:
    """Return what a note documents.  Reading never fails; what stays open is in `Encounter.unclear`."""
    marked = mark(text)
    past = earlier(marked)
    marked = set_apart(marked, past)
    sentences = list(pieces_by_sentence(marked))
    linked = link_lesions(marked, sentences, served_kinds(sentences))
    services = link_services(marked, sentences, linked)
    drugs = link_drugs(marked, sentences, linked, services)
    visit = read_visit(marked, linked.lesions, services, past)
    return Encounter(
        lesions=linked.lesions,
        services=services,
        drugs=drugs,
        unclear=(*doubts(marked, linked.lesions), *visit.unclear),
        **visit.fields(),
    )
