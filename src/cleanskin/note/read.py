"""From a note to the documented encounter: marking, linking, what bears on the visit.  The one entry is `read`."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from typing import Any, Final

from msgspec.structs import replace

from cleanskin.kernel.compiled import plain_form
from cleanskin.note.linking.acts_by_steps import with_acts_by_steps
from cleanskin.note.linking.assistants import assistants_of, is_helper_alone
from cleanskin.note.linking.columns import with_columns
from cleanskin.note.linking.contradictions import doubts
from cleanskin.note.linking.digits import with_listed_digits
from cleanskin.note.linking.donor_repairs import with_donor_repairs
from cleanskin.note.linking.drugs import link_drugs
from cleanskin.note.linking.earlier_places import at_earlier_places
from cleanskin.note.linking.examined import at_examined_places, proved
from cleanskin.note.linking.for_looks import with_lines_for_looks
from cleanskin.note.linking.implied import with_exact_names, with_injections, without_questions
from cleanskin.note.linking.lesions import Linked, link_lesions
from cleanskin.note.linking.line_forms import with_line_forms
from cleanskin.note.linking.looked_over import without_places_looked_over
from cleanskin.note.linking.margins import with_whole_margins
from cleanskin.note.linking.mohs_days import of_today
from cleanskin.note.linking.other_meanings import without_other_meanings
from cleanskin.note.linking.own_drugs import given_of_own, with_own_drugs
from cleanskin.note.linking.parts_of_sum import with_couples, without_parts, without_punch_sizes
from cleanskin.note.linking.pieces import Told, pieces_by_sentence
from cleanskin.note.linking.plain_acts import with_plain_acts
from cleanskin.note.linking.returns import with_returns
from cleanskin.note.linking.second_readings import are_stains_own, during_surgery, second_reading
from cleanskin.note.linking.served import served_kinds
from cleanskin.note.linking.services import link_services
from cleanskin.note.linking.skin_products import products_of
from cleanskin.note.linking.tissue import (
    Specimen,
    holding,
    is_claim_of_laboratory,
    readings_of,
    specimens_of,
    told_readings,
)
from cleanskin.note.linking.told_acts import with_told_acts
from cleanskin.note.linking.told_closures import with_told_closures
from cleanskin.note.linking.told_flaps import with_told_flaps
from cleanskin.note.linking.told_sizes import with_told_sizes
from cleanskin.note.linking.told_work import with_told_work
from cleanskin.note.linking.told_wounds import with_told_wounds
from cleanskin.note.linking.twice_today import with_second_session
from cleanskin.note.linking.two_sides import with_sides_summed
from cleanskin.note.linking.wounds import with_wounds_cleaned
from cleanskin.note.logs import written_out
from cleanskin.note.marking import mark
from cleanskin.note.mention import LIVE_OR_PAST, MarkedText, Mention
from cleanskin.note.page_layout import note_of_page
from cleanskin.note.rewritten import as_given, as_written
from cleanskin.note.terms import table
from cleanskin.note.turned_tables import turned
from cleanskin.note.visit.apart import set_apart
from cleanskin.note.visit.divided import of_division
from cleanskin.note.visit.earlier import Earlier, earlier
from cleanskin.note.visit.idle import parted
from cleanskin.note.visit.nothing_done import without_empty_title
from cleanskin.note.visit.reading import read_visit
from cleanskin.note.visit.repaired_later import without_earlier_mohs
from cleanskin.note.visit.taken_back import without_what_is_taken_back
from cleanskin.note.words_of_work import words_of_work
from cleanskin.record.encounter import DrugGiven, Encounter, Lesion, Service


def read(text: str) -> Encounter:
    """Return what a note documents.  Reading never fails; what stays open is in `Encounter.unclear`."""
    try:
        return _read(text)
    except Exception:  # boundary: what only the compiled form of a module takes for a fault
        plain = plain_form(__name__, __file__)
        if plain is None:
            raise
        encounter: Encounter = plain.read(text)
        return encounter


def _read(text: str) -> Encounter:
    whole = note_of_page(text)
    return _logged(text) if whole == text else as_written(_logged(whole), text)


def _logged(text: str) -> Encounter:
    held = written_out(text)
    return _turned(text) if held is None else as_given(_turned(held.text), held, text)


def _turned(text: str) -> Encounter:
    held = turned(text)
    return _told(text) if held is None else as_given(_told(held.text), held, text)


def _told(text: str) -> Encounter:
    marked = mark(text)
    encounter, read_from = _documented(marked)
    encounter = replace(encounter, words_of_work=words_of_work(marked))
    return encounter if read_from == text else as_written(encounter, text)


def _documented(marked: MarkedText) -> tuple[Encounter, str]:
    """Return what a note documents, and the words it was read from: some may have been hidden."""
    text = marked.text
    marked = without_parts(without_punch_sizes(with_couples(with_sides_summed(without_empty_title(marked)))))
    marked = with_exact_names(without_questions(with_listed_digits(with_columns(without_other_meanings(marked)))))
    marked = with_acts_by_steps(with_told_sizes(with_told_acts(with_plain_acts(marked))))
    marked = with_told_flaps(with_told_wounds(with_told_closures(marked)))
    marked = with_whole_margins(without_what_is_taken_back(without_places_looked_over(marked)))
    marked = with_lines_for_looks(with_wounds_cleaned(marked))
    marked = of_division(with_returns(with_told_work(marked)))
    past = earlier(marked)
    marked = with_own_drugs(with_injections(told_readings(without_earlier_mohs(set_apart(marked, past), past.prior))))
    marked, whole, idle = parted(marked)
    sentences = with_line_forms(list(pieces_by_sentence(marked)), marked.text)
    specimens = specimens_of(marked)
    if specimens:
        return _report(whole, sentences, specimens, past), marked.text
    second = second_reading(marked)
    if second:
        return _second(whole, sentences, second, past), marked.text
    served = served_kinds(sentences)
    linked = link_lesions(marked, sentences, served)
    services = link_services(marked, sentences, linked, served)
    if any(one.kind in _OF_TISSUE for one in services) and is_claim_of_laboratory(text):
        visit = read_visit(whole, (), (), past)
        return Encounter(services=services, **_of_report(visit.fields())), marked.text
    services = (*_with_consultation(services, during_surgery(marked)), *assistants_of(marked.text))
    drugs = link_drugs(marked, sentences, linked, services)
    lesions = at_earlier_places(linked.lesions, past.prior, services) if past.prior else linked.lesions
    lesions = with_donor_repairs(marked, lesions)
    lesions = of_today(marked.text, proved(marked, at_examined_places(marked, lesions)), past.prior)
    lesions = with_second_session(marked.text, lesions)
    seen = lesions if idle is None else (*lesions, *_left_alone(idle, len(lesions)))
    visit = read_visit(_without_given(whole, drugs), seen, services, past)
    fields = visit.fields()
    if fields["performed_by"] == "practitioner" and is_helper_alone(services):
        fields["performed_by"] = ""
    encounter = Encounter(
        lesions=lesions,
        services=services,
        drugs=(*drugs, *products_of(marked, lesions)),
        unclear=(*doubts(whole, lesions), *visit.unclear),
        **fields,
    )
    return encounter, marked.text


def _left_alone(idle: MarkedText, known: int) -> Iterator[Lesion]:
    """Yield the lesions of statements that tell of nothing done today: the visit may have looked at them.

    Where no disease is named there is none that a problem could be about.
    """
    if not any(one.kind == "condition" and one.scope in LIVE_OR_PAST for one in idle.mentions):
        return
    sentences = with_line_forms(list(pieces_by_sentence(idle)), idle.text)
    if sentences:
        for one in link_lesions(idle, sentences, served_kinds(sentences)).lesions:
            if not one.technique:
                known += 1
                yield replace(one, id=f"L{known}")


def _without_given(marked: MarkedText, drugs: Sequence[DrugGiven]) -> MarkedText:
    """Return the note without the names of drugs that the practice gave: giving one is no prescription."""
    given = {
        (one.start, one.end)
        for drug in drugs
        if drug.amount is not None
        for one in drug.evidence
        if one.field == "name"
    }
    own = given_of_own(marked)
    given |= own
    if not given:
        return marked
    names = {drug.name for drug in drugs if drug.amount is not None or own}
    marked = _without_word_of_order(marked, given)
    given |= _ordered(marked, names)
    kept = [one for one in marked.mentions if not _is_given(one, given, names)]
    return marked._replace(mentions=kept)


_ORDER_WORDS: Final = frozenset({"rx", "order", "ordered"})


def _without_word_of_order(marked: MarkedText, given: Set[tuple[int, int]]) -> MarkedText:
    """Leave out "Rx" right before the name of a drug that was given: it tells of the order, and prescribes nothing."""
    starts = sorted(start for start, _ in given)
    kept = [
        one
        for one in marked.mentions
        if one.kind != "decision"
        or one.words.lower() not in _ORDER_WORDS
        or not any(0 <= start - one.end <= _ORDER_GAP_MAX for start in starts)
    ]
    return marked._replace(mentions=kept)


_ORDER_GAP_MAX: Final = 3
"""Most characters between "Rx" and the name of what was ordered."""


def _ordered(marked: MarkedText, names: Set[str]) -> set[tuple[int, int]]:
    """Return where the order for a drug that was given is told: "Order: omalizumab 300 mg SC q4 wk"."""
    decided = {one.sentence for one in marked.mentions if one.kind == "decision"}
    return {
        (one.start, one.end)
        for one in marked.mentions
        if one.kind == "drug" and one.sentence not in decided and table("drug").get(one.value, {}).get("name") in names
    }


_CLASS_NAMES: Final = frozenset({"biologic", "biologics"})
"""Names of drugs that say nothing more where one is given by its own name: "biologic injection record"."""


def _is_given(mention: Mention, given: Set[tuple[int, int]], names: Set[str]) -> bool:
    if mention.kind == "medication":
        return (mention.start, mention.end) in given or mention.words.lower() in _CLASS_NAMES
    return mention.kind == "drug" and table("drug").get(mention.value, {}).get("name") in names


_OF_REPORT: Final = frozenset({"on", "payer", "state", "place_of_service"})
"""What of a visit a report tells too."""

_STAINS: Final = frozenset({"immunostain", "special_stain", "immunofluorescence"})
_OF_TISSUE: Final = frozenset({"slide_reading", "immunofluorescence"})


Part = tuple[list[Told], Service | None]


def _by_specimen(sentences: Sequence[Told], specimens: Sequence[Specimen], readings: Sequence[Service]) -> list[Part]:
    """Return the sentences of each specimen with its reading; all of them alone when lines are not apart."""
    starts = [one.start for one, _ in sentences]
    if len({bisect_right(starts, one.start) for one in specimens}) < len({one.number for one in specimens}):
        return [(list(sentences), None)]
    parts: list[Part] = [([], None), *(([], reading) for reading in readings)]
    for sentence, pieces in sentences:
        begun = [
            one.number for one in specimens if one.start < sentence.end and one.start <= sentence.start + _LABEL_LENGTH
        ]
        parts[begun[-1] + 1 if begun else 0][0].append((sentence, pieces))
    return [one for one in parts if one[0]]


_LABEL_LENGTH: Final = 16
"""How many characters at most a sentence begins before its label is found, or after."""


def _of_specimen(stain: Service, reading: Service | None) -> Service:
    """Give a stain the place and the disease of its specimen."""
    if reading is None:
        return stain
    stain = replace(stain, details=tuple(dict.fromkeys((*stain.details, "one_specimen"))))
    if stain.site:
        return stain
    condition = reading.condition or stain.condition
    return replace(stain, site=reading.site, side=reading.side, condition=condition)


def _report(
    marked: MarkedText,
    sentences: Sequence[Told],
    specimens: Sequence[Specimen],
    past: Earlier,
) -> Encounter:
    """Return what a report of tissue read here documents: readings and stains, no patient seen."""
    visit = read_visit(marked, (), (), past)
    readings = readings_of(marked, specimens)
    stains: list[Service] = []

    def _held(stain: Service) -> Service | None:
        number = holding(marked, stain, specimens)
        return None if number is None or len(readings) <= number else readings[number]

    for part, reading in _by_specimen(sentences, specimens, readings):
        others = link_services(marked, part, Linked((), ()), served_kinds(part))
        stains += [_of_specimen(one, reading or _held(one)) for one in others if one.kind in _STAINS]
    return Encounter(
        services=(*readings, *stains),
        **_of_report(visit.fields()),
    )


def _second(
    marked: MarkedText,
    sentences: Sequence[Told],
    second: tuple[Service, ...],
    past: Earlier,
) -> Encounter:
    """Return what a second reading of outside slides documents, with the stains that were made here."""
    visit = read_visit(marked, (), (), past)
    stains: list[Service] = []
    if are_stains_own(marked.text):
        for part, _ in _by_specimen(sentences, (), ()):
            stains += link_services(marked, part, Linked((), ()), served_kinds(part))
    return Encounter(
        services=(*second, *(one for one in stains if one.kind in _STAINS or one.kind == "immunostain_antibody")),
        **_of_report(visit.fields()),
    )


def _with_consultation(services: tuple[Service, ...], told: tuple[Service, ...]) -> tuple[Service, ...]:
    """Return the services with a pathologist's consultation, which is also what tells of its frozen sections."""
    if not told:
        return services
    return (*(one for one in services if one.kind not in ("frozen_section", "slide_reading")), *told)


def _of_report(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name in _OF_REPORT}
