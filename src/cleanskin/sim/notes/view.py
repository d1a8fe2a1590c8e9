"""A visit seen by its writer: sentences with what the note says and without what it is going to leave out."""

from decimal import Decimal

from cleanskin.record.encounter import DrugGiven, Lesion, PriorProcedure, Problem, Service
from cleanskin.sim.notes.tables import (
    drug_words,
    management_words,
    over_the_counter_words,
    phrases,
    service_words,
    trigger_words,
)
from cleanskin.sim.notes.words import Words

_VAGUE = ("several", "multiple", "a number of", "numerous")
_TECHNIQUES = {
    "mohs": "Mohs surgery",
    "tangential": "shave biopsy",
    "punch": "punch biopsy",
    "incisional": "wedge biopsy",
    "shave": "shave removal",
    "electrodesiccation": "electrodesiccation and curettage",
    "injection": "intralesional injection",
    "snip": "scissor removal",
    "cryosurgery": "freezing",
    "laser": "laser treatment",
    "chemical": "cantharidin",
    "intermediate": "layered repair",
    "complex": "complex repair",
    "flap": "flap repair",
    "graft": "skin graft",
    "": "treatment",
}
_OF_MANY = {
    "is": "are", "has": "have", "bleeds": "bleed", "catches": "catch", "causes": "cause", "itches": "itch",
    "occurs": "occur", "persists": "persist", "shows": "show", "scabs": "scab", "interferes": "interfere",
    "restricts": "restrict",
}  # fmt: skip
"""Verbs as many lesions want them."""
_VOWELS = frozenset("aeiouAEIO")


class View(Words):
    """A visit seen by its writer: sentences about lesions, problems, services, drugs, earlier work."""

    __slots__ = ()

    def _why(self, lesion: Lesion, *, terse: bool) -> tuple[str, str, str]:
        """Return a relative clause, a clause of reason and a short remark for why a lesion is treated."""
        if not lesion.triggers or ("necessity_undocumented", lesion.id) in self.omitted:
            return "", "", ""
        table = trigger_words()
        known = [table[trigger] for trigger in lesion.triggers if trigger in table]
        if not known:
            return "", "", ""
        if terse:
            remarks = ", ".join([self.chance.pick(short) for _, short in known])
            return "", "", ", " + ", ".join(dict.fromkeys(remarks.split(", ")))
        said = " and ".join([self.chance.pick(full) for full, _ in known])
        if (lesion.count or 1) > 1:
            said = " ".join([_OF_MANY.get(word, word) for word in said.split(" ")])
            return f", which {said},", f" because they {said}", ""
        return f", which {said},", f" because it {said}", ""

    def slots(self, lesion: Lesion, *, terse: bool) -> dict[str, str]:
        """Return what sentences about a lesion are filled with; what is left out is empty."""
        left_out = self.omitted
        count = lesion.count or 1
        site = "" if ("site_missing", lesion.id) in left_out else lesion.site
        side = "" if ("side_missing", lesion.id) in left_out else lesion.side
        place = self.place(site, side, terse=terse)
        vague = ("count_vague", lesion.id) in left_out
        noun = self.condition(lesion.condition, count, terse=terse)
        number = self.chance.pick(_VAGUE) if vague else self.number(count, terse=terse)
        article = "an" if noun[0] in _VOWELS else "a"
        a_lesion = f"{number} {noun}" if count > 1 else f"{article} {noun}"
        why, because, note = self._why(lesion, terse=terse)
        unsized = lesion.diameter_cm is None or ("size_missing", lesion.id) in left_out
        measured = "" if unsized or lesion.diameter_cm is None else self.centimetres(lesion.diameter_cm)
        slots = {
            "lesion": noun, "a_lesion": a_lesion, "A_lesion": a_lesion[:1].upper() + a_lesion[1:],
            "n_lesion": f"{number} {noun}", "n": number if not vague else "mult", "site": place,
            "at": f" on the {place}" if place and not terse else f" {place}" if place else "",
            "preop": f", preoperative size {measured}" if measured else "",
            "measured": measured, "size": self._sized(measured), "why": why, "because": because, "note": note,
        }  # fmt: skip
        self._operation(lesion, slots)
        return slots

    def _sized(self, text: str) -> str:
        if not text:
            return ""
        return self.chance.pick((f" measuring {text}", f" {text}", f" ({text})", f" {text} in diameter"))

    def _operation(self, lesion: Lesion, slots: dict[str, str]) -> None:
        """Add what only operations say."""
        left_out = self.omitted
        hidden = ("margin_missing", lesion.id) in left_out
        margin = "" if lesion.margin_cm is None or hidden else self.centimetres(lesion.margin_cm)
        slots["margin"] = self.chance.pick((f" with {margin} margins", f", margins {margin}")) if margin else ""
        slots["with_margin"] = f" with {margin} margins" if margin else ""
        slots["margin_alone"] = margin
        excised = "" if lesion.excised_cm is None or hidden or self.chance.below(2) else f"{lesion.excised_cm:f} cm"
        slots["excised"] = f" (total excised diameter {excised})" if excised and slots["size"] else ""
        slots["drug_name"] = slots["dose"] = slots["packed"] = slots["area"] = slots["stages"] = ""
        if lesion.technique == "injection":
            slots["dose"] = self._dose(lesion, slots)
        elif lesion.technique == "drainage":
            slots["packed"] = ", packed with gauze" if "packed" in lesion.complex_criteria else ""
        elif lesion.technique == "mohs":
            slots["stages"] = self._stages(lesion)
        if lesion.treated_area_sq_cm is not None:
            slots["area"] = f", {lesion.treated_area_sq_cm:f} sq cm"
        slots["technique"] = _TECHNIQUES.get(lesion.technique, lesion.technique)
        slots["Technique"] = slots["technique"].capitalize()

    def _dose(self, lesion: Lesion, slots: dict[str, str]) -> str:
        for at, drug in enumerate(self.encounter.drugs):
            if lesion.id in drug.lesions:
                slots["drug_name"] = drug.name
                if ("dose_missing", f"D{at + 1}") in self.omitted or drug.amount is None:
                    return ""
                strength = f"{drug.concentration:f} {drug.concentration_unit}" if drug.concentration else ""
                volume = f"{drug.volume_ml:f} mL" if drug.volume_ml is not None else ""
                total = f"{drug.amount:f} {drug.unit}"
                if strength and volume:
                    return self.chance.pick((f", {strength}, {volume}", f" {strength} x {volume} ({total})"))
                return f", {total}"
        return ""

    def _stages(self, lesion: Lesion) -> str:
        blocks = lesion.mohs_blocks
        if ("stages_vague", lesion.id) in self.omitted:
            return "Tumor was cleared after further layers."
        count = len(blocks)
        if self.chance.below(2):
            each = "; ".join([f"stage {at + 1}: {number} blocks" for at, number in enumerate(blocks)])
            return f"{each[0].upper()}{each[1:]}. Margins clear after stage {count}."
        said = ", ".join(map(str, blocks))
        return f"Cleared in {count} stage{'s' if count > 1 else ''} ({said} block{'' if said == '1' else 's'})."

    def lesion(self, lesion: Lesion, *, terse: bool) -> str:
        """Return what was done to a lesion, with the closure of its wound."""
        register = "terse" if terse else "prose"
        table = phrases()
        key = "cosmetic" if lesion.intent == "cosmetic" else lesion.technique
        if (lesion.condition, key) == ("acne", "drainage"):
            key = "acne_surgery"
        texts = table.get((key, register)) or table["other", register]
        text = self.chance.pick(texts).format_map(self.slots(lesion, terse=terse))
        closing = self.closing(lesion, terse=terse)
        more = self.features(lesion)
        if more and not text.endswith("."):
            text += "."
        return " ".join([text, *more, closing]).rstrip()

    def features(self, lesion: Lesion) -> list[str]:
        """Return what else decides how an operation is coded."""
        return [_FEATURES[feature] for feature in lesion.features if feature in _FEATURES]

    def addenda(self) -> list[str]:
        """Return results that came in after the visit, one line each."""
        said = []
        for lesion in self.encounter.lesions:
            result = lesion.pathology
            if result is None or result.reported_on is None:
                continue
            site = "" if ("site_missing", lesion.id) in self.omitted else lesion.site
            side = "" if ("side_missing", lesion.id) in self.omitted else lesion.side
            place = self.place(site, side, terse=False)
            name = _result_words(result.diagnosis) or self.condition(lesion.condition, 1, terse=False)
            of = f" of the {place}" if place else ""
            kind = f", {result.behavior}" if result.diagnosis[:1] in "CD" else ""
            said.append(f"ADDENDUM {result.reported_on:%m/%d/%Y}: pathology{of} shows {name}{kind}.")
        return said

    def closing(self, lesion: Lesion, *, terse: bool) -> str:
        """Return how a wound was closed, "" when nothing is to say."""
        texts = phrases().get((f"closure_{lesion.closure}", "terse" if terse else "prose"))
        if not lesion.closure or texts is None:
            return ""
        hidden = lesion.closure_length_cm is None or ("closure_length_missing", lesion.id) in self.omitted
        length = "" if hidden else f"{lesion.closure_length_cm:f} cm"
        kind = lesion.flap_kind or "advancement"
        slots = {
            "length": self.chance.pick((f", final length {length}", f", {length} in length")) if length else "",
            "undermined": f" {lesion.undermining_cm:f} cm" if lesion.undermining_cm is not None else "",
            "defect": _area(lesion.defect_area_sq_cm), "flap": _area(lesion.flap_area_sq_cm),
            "graft": _area(lesion.graft_area_sq_cm), "flap_kind": kind, "Flap": kind.capitalize(),
            "a_flap": f"an {kind}" if kind[0] in _VOWELS else f"a {kind}",
        }  # fmt: skip
        return self.chance.pick(texts).format_map(slots)

    def problem(self, problem: Problem, *, terse: bool) -> str:
        """Return the assessment of a problem with its plan."""
        name = self.condition(problem.condition or problem.name, 1, terse=terse)
        thin = ("separate_visit_thin", "") in self.omitted
        plans = [] if thin else [self._managed(word, problem, terse=terse) for word in problem.management]
        place = self._place_of(problem, terse=terse)
        status = _STATUS.get(problem.status, "")
        if problem.is_history:
            status = "no recurrence"
        elif problem.status == "new" and problem.certainty == "suspected":
            status = "new, uncertain"
        elif problem.management == ("procedure",):
            status = ""
        if terse:
            head = f"{name}{f' {place}' if place else ''}{f' - {status}' if status else ''}"
            return f"{head}: {'; '.join(plans)}" if plans else head
        head = f"{name[0].upper()}{name[1:]}{f' of the {place}' if place else ''}{f', {status}' if status else ''}"
        return f"{head}: {'; '.join(plans)}." if plans else f"{head}."

    def _place_of(self, problem: Problem, *, terse: bool) -> str:
        """Return where a problem is; what is left out of its lesion is left out here too."""
        alike = [
            one.id for one in self.encounter.lesions if (one.condition, one.site) == (problem.condition, problem.site)
        ]
        missing = {kind for kind, of in self.omitted if of in (problem.lesions or alike)}
        if "site_missing" in missing:
            return ""
        return self.place(problem.site, "" if "side_missing" in missing else problem.side, terse=terse)

    def _managed(self, word: str, problem: Problem, *, terse: bool) -> str:
        if (problem.condition, word) == ("suture_removal", "reassurance"):
            word = "aftercare"
        words = management_words().get(word)
        if words is None:
            return word
        sold = over_the_counter_words().get(problem.condition, ())
        text = self.chance.pick(words[terse] if sold else _unnamed(words[terse]))
        if "{over_the_counter}" in text:
            return text.replace("{over_the_counter}", self.chance.pick(sold))
        if "{drug}" in text:
            table = drug_words()
            text = text.replace("{drug}", self.chance.pick(table.get(problem.condition) or table["other"]))
        return text

    def service(self, service: Service, *, terse: bool) -> str:
        """Return a service that is not done to single lesions."""
        words = service_words().get(service.kind)
        text = words[terse] if words is not None else service.kind.replace("_", " ") + "{at}{count_if}{minutes}{area}"
        place = self.place(service.site, service.side, terse=terse)
        slots = {
            "at": f" on the {place}" if place and not terse else f" {place}" if place else "",
            "agent": f" with {service.agent}" if service.agent else "",
            "minutes": f", {service.minutes} minutes" if service.minutes else "",
            "area": f", {service.area_sq_cm:f} sq cm" if service.area_sq_cm is not None else "",
            "count": str(service.count or 1), "count_if": f" x{service.count}" if service.count else "",
            "agent_name": service.agent or "petrolatum",
            "s": "" if (service.count or 1) == 1 else "s",
            "details": "".join([f", {_DETAILS.get(word, word)}" for word in service.details]),
        }  # fmt: skip
        said = text.format_map(slots)
        return said if terse else f"{said[0].upper()}{said[1:]}."

    def drug(self, at: int, drug: DrugGiven, *, terse: bool) -> str:
        """Return a drug given apart from a lesion, "" for one said with its lesion."""
        if drug.lesions:
            return ""
        hidden = drug.amount is None or ("dose_missing", f"D{at + 1}") in self.omitted
        dose = "" if hidden else f" {drug.amount:f} {drug.unit}"
        how = {"subcutaneous": "SC", "intramuscular": "IM", "topical": "topically"}.get(drug.route, drug.route)
        lot = f", lot {drug.lot}" if drug.lot else ""
        if drug.wasted is not None and not hidden:
            lot += f", {drug.wasted:f} {drug.unit} discarded" if drug.wasted else ", no waste"
        if drug.patient_supplied:
            lot += ", patient's own supply"
        if terse:
            return f"{drug.name}{dose} {how}{lot}".rstrip()
        return f"{drug.name[0].upper()}{drug.name[1:]}{dose} was given {how}{lot}.".replace("  ", " ").replace(
            " .", "."
        )

    def prior(self, *, terse: bool) -> list[str]:
        """Return earlier procedures as the record tells them; what was done at one place on one day in one sentence."""
        together: dict[tuple[object, ...], list[PriorProcedure]] = {}
        for one in self.encounter.prior:
            together.setdefault((one.site, one.side, one.on, one.days_ago, one.relation), []).append(one)
        return [self._before(several, terse=terse) for several in together.values()]

    def _earlier(self, one: PriorProcedure, *, terse: bool) -> str:
        """Return what was done: what lay under the skin is named, for its surgery has days of its own (EM-7)."""
        done = _TECHNIQUES.get(one.technique, one.technique.replace("_", " "))
        if one.relation != "aftercare" or not one.condition:
            return done
        name = self.condition(one.condition, 1, terse=terse)
        return f"{done} {name}" if terse else f"{done} of a subcutaneous {name}"

    def _before(self, several: list[PriorProcedure], *, terse: bool) -> str:
        """Return what was done before at one place on one day."""
        one = several[0]
        place = self.place(one.site, one.side, terse=terse)
        done = " and ".join([self._earlier(each, terse=terse) for each in several])
        if one.on is not None:
            when = f"on {one.on:%m/%d/%Y}"
        else:
            when = f"{one.days_ago} days ago" if one.days_ago is not None else "recently"
        relation = _RELATIONS.get(one.return_to or one.relation, "")
        at = f"{' of the ' if not terse else ' '}{place}" if place else ""
        return f"s/p {done}{at} {when}{relation}." if terse else f"Status post {done}{at} {when}{relation}."


_RESULTS = {
    "C43": "melanoma", "D03": "melanoma in situ", "D04": "squamous cell carcinoma in situ", "D22": "melanocytic nevus",
    "D23": "dermatofibroma", "L82": "seborrheic keratosis", "L57": "actinic keratosis", "L30": "spongiotic dermatitis",
    "L60": "melanotic macule of the nail matrix",
}  # fmt: skip


def _result_words(diagnosis: str) -> str:
    """Return what a result is called, "" for one that the lesion's own name tells."""
    if diagnosis.startswith("C44"):
        return "squamous cell carcinoma" if diagnosis[4:5] == "2" else "basal cell carcinoma"
    return _RESULTS.get(diagnosis[:3], "")


def _unnamed(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sentences that name no drug sold over the counter."""
    return tuple([text for text in texts if "{over_the_counter}" not in text])


_STATUS = {"stable": "stable", "worse": "not at goal", "severe": "severe flare", "acute": "acute", "new": "new"}
_DETAILS = {
    "by_physician": "agent applied and lamp run by the physician", "by_staff": "applied by the nurse",
    "cosmetic": "for appearance, self-pay", "dystrophic": "dystrophic and thickened",
    "class_findings": "absent pulses and thin, hairless skin (class findings)",
    "physician_applied": "agent applied by the physician",
}  # fmt: skip
_FEATURES = {
    "re_excision": "Re-excision of the earlier site.",
    "subcutaneous": "The mass lay in the subcutaneous fat.",
    "class_findings": "Pedal pulses absent, skin thin and hairless (class findings).",
}
_RELATIONS = {
    "staged": ", further treatment as planned", "more_extensive": ", further surgery because of the result",
    "complication": ", now with a complication",
    "operating_room": ", now with a complication, taken back to the operating room",
    "office": ", now with a complication, treated in the office", "unrelated": ", unrelated to today's work",
    "aftercare": ", here for aftercare",
}  # fmt: skip


def _area(area: Decimal | None) -> str:
    return f"{area:f} sq cm" if area is not None else "not measured"
