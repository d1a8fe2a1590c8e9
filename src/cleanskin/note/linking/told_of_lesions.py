"""Which frames tell of a lesion of today, of one of the past, or of an eruption only."""

from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.sharing import was_done_then


def is_of_a_lesion(frame: Frame) -> bool:
    """True when a frame tells of a lesion: something done to it, planned for it, or found and named."""
    slots = frame.slots
    if not (frame.get("site") or frame.get("condition")) and not frame.get("wound") and _is_only_treated(frame):
        return False
    if slots.get("technique") or slots.get("planned"):
        return True
    if slots.get("closure"):
        return bool(_strong_closure(frame) or slots.get("lesion") or slots.get("condition"))
    if slots.get("condition"):
        return any(one.scope not in ("negated", "historical", "declined") for one in slots["condition"])
    return bool(slots.get("lesion") and slots.get("site") and (slots.get("trigger") or slots.get("length")))


def _is_only_treated(frame: Frame) -> bool:
    """True when a frame says no more than that something was treated."""
    return all(one.value == "treat" for one in frame.get("technique")) and not (
        frame.get("closure") or frame.get("length") or frame.get("planned") or frame.count
    )


def _strong_closure(frame: Frame) -> bool:
    return any(one.value not in ("closed", "sutured", "none", "primary") for one in frame.get("closure")) or bool(
        frame.get("length") and (frame.get("site") or frame.get("lesion"))
    )


def is_of_past(told: Frame) -> bool:
    """True for a lesion of the history with its place, to which nothing was done today."""
    held = told.slots
    if "condition" in held or "technique" in held or "closure" in held or "length" in held or "lesion" in held:
        return False
    return "past_condition" in held or was_done_then(told)


def is_rash(told: Frame) -> bool:
    """True for what tells of an eruption only, and of nothing done to it."""
    return bool(told.slots.get("eruption")) and not told.has_object and not told.get("technique")
