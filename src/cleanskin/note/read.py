"""From a note's text to the documented encounter: marking, linking, and what bears on the visit.  The one entry is `read`."""

from cleanskin.note.linking.contradictions import doubts
from cleanskin.note.linking.drugs import link_drugs
from cleanskin.note.linking.lesions import link_lesions
from cleanskin.note.linking.pieces import pieces_by_sentence
from cleanskin.note.linking.services import link_services, served_kinds
from cleanskin.note.marking import mark
from cleanskin.record.encounter import Encounter


def read(text: str) -> Encounter:
    """Return what a note documents.  Reading never fails; what stays open is in `Encounter.unclear`."""
    marked = mark(text)
    sentences = list(pieces_by_sentence(marked))
    linked = link_lesions(marked, sentences, served_kinds(sentences))
    services = link_services(marked, sentences, linked)
    drugs = link_drugs(marked, sentences, linked, services)
    return Encounter(
        lesions=linked.lesions, services=services, drugs=drugs, unclear=doubts(marked, linked.lesions, services)
    )
