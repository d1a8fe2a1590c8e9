"""What stands in notes and decides nothing: family history, denials, plans, refusals, earlier work, boilerplate."""

from cleanskin.sim.notes.view import View

_GROWN = 40
_SUN_WORN = 50
"""Ages in years from which a history is a grown person's, and keratoses are talked of."""
_OF_ANY_AGE = 3
"""So many of the histories fit anybody."""
_HISTORY = (
    "Family history: mother with melanoma, father with basal cell carcinoma.",
    "FHx: no melanoma in first-degree relatives.",
    "Family history is notable for psoriasis in a brother.",
    "PMH: hypertension, seasonal allergies. No pacemaker.",
    "Social: former smoker, gardens on weekends, uses SPF 30.",
)
_DENIALS = (
    "Patient denies bleeding, itching or pain elsewhere.",
    "ROS: negative for fever, weight loss; skin otherwise negative.",
    "No change in the size or color of other moles.",
    "Denies new or changing lesions apart from those noted.",
)
_PLANS = (
    "Return sooner if any spot begins to bleed or itch.",
    "If the area on the nose does not heal in six weeks we will plan a biopsy.",
    "May consider photodynamic therapy next winter.",
    "Soft lipoma of the left flank: plan excision at a later visit should it grow; nothing done to it today.",
    "Will consider field treatment with a topical cream in the future.",
)
_REFUSALS = (
    "Removal of the remaining asymptomatic keratoses was offered and declined.",
    "Patient declined cryotherapy to the lesions on the legs.",
    "Cosmetic options for the brown spots were discussed; patient is not interested today.",
)
_EARLIER = (
    "Last year three keratoses were frozen without complications.",
    "Biopsy of the shoulder in 2019 was benign.",
    "Previously treated with cryotherapy at another practice.",
    "Had Mohs surgery of the nose elsewhere in 2016, no recurrence.",
)
_BOILERPLATE = (
    "Risks including bleeding, infection, scar, pain and recurrence were reviewed and consent was obtained.",
    "Time out was performed. Wound care was reviewed, written instructions given. Minimal bleeding.",
    "The patient tolerated the procedure well. Hemostasis with aluminum chloride.",
    "Aftercare discussed: keep moist with petrolatum and covered.",
)


def _age(view: View) -> int:
    return view.encounter.age_years or 0


def history(view: View) -> list[str]:
    """Return up to two sentences of history and denials."""
    chance = view.chance
    point = chance.below(16)
    said = []
    if point & 3 == 0:
        said.append(chance.pick(_HISTORY if _age(view) >= _GROWN else _HISTORY[:_OF_ANY_AGE]))
    if point & 12 == 0:
        said.append(chance.pick(_DENIALS))
    if point == 5 and _age(view) >= _SUN_WORN:
        said.append(chance.pick(_EARLIER))
    return said


def closing(view: View) -> list[str]:
    """Return up to three sentences of boilerplate, refusals and plans."""
    chance = view.chance
    point = chance.below(32)
    said = []
    if view.encounter.lesions and point & 1:
        said.append(chance.pick(_BOILERPLATE))
    worn = _age(view) >= _SUN_WORN
    if point & 14 == 0 and worn:
        said.append(chance.pick(_REFUSALS))
    if point & 24 == 8:
        said.append(chance.pick(_PLANS if worn else _PLANS[:1]))
    return said
