"""A deviation as data, and the guide that it makes."""

import msgspec

from cleanskin.kernel.source import Source
from cleanskin.x12.guide import ElementSpec, GuideSpec, LoopSpec, SegmentSpec, Usage


class Deviation(msgspec.Struct, frozen=True, kw_only=True):
    """One element that a receiver wants otherwise than the guide.

    `qualifier` picks the segment among those of its id by a code of its first qualifier; "" takes all of them.
    `component` 0 means the whole element.  What is None stays as the guide has it; `codes` replace the guide's.
    """

    loop: str
    segment: str
    element: int
    component: int = 0
    qualifier: str = ""
    usage: Usage | None = None
    codes: tuple[str, ...] | None = None
    max_length: int | None = None


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """A receiver, or a habit several of them share, with what it asks of one transaction ("837P", "835")."""

    name: str
    transaction: str
    deviations: tuple[Deviation, ...]
    reason: str
    source: Source


def guide_for(guide: GuideSpec, partner: Partner) -> GuideSpec:
    """Return the guide with a partner's deviations.

    ValueError when the partner is about another transaction, or when a deviation names a place the guide lacks:
    a deviation that changes nothing would look as if it were checked.
    """
    if partner.transaction != guide.transaction:
        raise ValueError(f"{partner.name} is about {partner.transaction}, not {guide.transaction}")
    root = guide.root
    for deviation in partner.deviations:
        changed = _in_loop(root, deviation)
        if changed == root:
            raise ValueError(
                f"{partner.name}: {deviation.loop} {deviation.segment} has no such place, or says so already"
            )
        root = changed
    return msgspec.structs.replace(guide, root=root)


def _in_loop(loop: LoopSpec, deviation: Deviation) -> LoopSpec:
    here = loop.id == deviation.loop
    content = tuple(
        _in_loop(item, deviation)
        if isinstance(item, LoopSpec)
        else _in_segment(item, deviation)
        if here and _is_meant(item, deviation)
        else item
        for item in loop.content
    )
    return msgspec.structs.replace(loop, content=content)


def _is_meant(segment: SegmentSpec, deviation: Deviation) -> bool:
    if segment.id != deviation.segment:
        return False
    return not deviation.qualifier or any(deviation.qualifier in one.codes for one in segment.qualifiers[:1])


def _in_segment(segment: SegmentSpec, deviation: Deviation) -> SegmentSpec:
    elements = tuple(
        _in_element(element, deviation) if element.position == deviation.element else element
        for element in segment.elements
    )
    return msgspec.structs.replace(segment, elements=elements)


def _in_element(element: ElementSpec, deviation: Deviation) -> ElementSpec:
    if deviation.component:
        components = tuple(
            _changed(one, deviation) if one.position == deviation.component else one for one in element.components
        )
        return msgspec.structs.replace(element, components=components)
    return _changed(element, deviation)


def _changed(element: ElementSpec, deviation: Deviation) -> ElementSpec:
    return msgspec.structs.replace(
        element,
        usage=deviation.usage or element.usage,
        codes=element.codes if deviation.codes is None else deviation.codes,
        max_length=deviation.max_length or element.max_length,
    )
