"""One list of questions a visit: each thing asked once."""

from cleanskin.charge.queries import asked, in_one
from cleanskin.record.coding import Query
from cleanskin.record.encounter import Encounter, Unclear


def topics(*queries, unclear=()):
    return [(one.topic, one.lesions) for one in asked(Encounter(unclear=unclear), queries)]


def test_the_same_words_are_asked_once_for_all_their_codes():
    one = Query(topic="size", question="How large?", codes=("11401",), lesions=("L1",))
    other = Query(topic="size", question="How large?", codes=("11402",), lesions=("L2",))
    (query,) = asked(Encounter(), [one, other])
    assert (query.codes, query.lesions) == (("11401", "11402"), ("L1", "L2"))


def test_one_thing_about_one_lesion_is_asked_once_whatever_the_words():
    family = Query(topic="side", question="On which side was the nail treated?", lesions=("L1",))
    diagnosis = Query(topic="side", question="On which side is the lesion?", lesions=("L1",))
    wider = Query(topic="side", question="On which side is each of L1, L2?", lesions=("L1", "L2"))
    assert topics(family, diagnosis) == [("side", ("L1",))]
    assert len(topics(family, wider)) == 2


def test_contradictions_come_first_and_what_the_reading_found_is_asked_too():
    size = Query(topic="size", question="How large?")
    documentation = Query(topic="documentation", question="The note lacks ...")
    unclear = Unclear(topic="contradiction", message="Excised, or shaved?", lesions=("L1",))
    assert topics(documentation, size, unclear=(unclear,)) == [
        ("contradiction", ("L1",)),
        ("size", ()),
        ("documentation", ()),
    ]


def test_all_in_one_message():
    queries = (Query(topic="size", question="How large?"), Query(topic="side", question="Which side?"))
    assert in_one(queries) == "1. How large?\n2. Which side?"
