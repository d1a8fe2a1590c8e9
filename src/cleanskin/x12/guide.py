"""The declaration format of an implementation guide: what a transaction may hold, as plain tables.

A guide is a `GuideSpec`; its `root` is a loop whose content begins with ST and ends with SE.  Order is said by
`position`: a segment or loop may not come after one of a higher position in the same loop, and those of one position
may come in any order (several REF, several NM1 loops).  A loop begins with the first segment of its content, its
trigger; qualifiers on that segment tell loops with the same trigger apart.

Tables state facts (an id, a usage, a length, a code) in the project's own short names; no guide's prose.  Nothing here
checks anything: see `walk.py`.
"""

from typing import Literal, get_args

import msgspec

from cleanskin.record.protocols import CodeSetName

Usage = Literal["R", "S", "N"]
"""R: required; S: situational; N: not used."""

ElementKind = Literal["AN", "ID", "N0", "N2", "R", "DT", "TM", "B"]
"""AN: text; ID: code; N0: integer; N2: number with two implied decimals; R: decimal; DT: date CCYYMMDD (or YYMMDD when
six are allowed); TM: time HHMM, HHMMSS or with decimals; B: binary."""

UNLIMITED = 0
"""`max_repeats` without a limit."""

CODE_SET_NAMES = (*get_args(CodeSetName), "npi", "postal", "icd9cm")
"""Names of code lists kept outside the guide: those of `record.protocols.CodeSetName`, and three more.  "npi" is
checked by its check digit, "postal" by its shape; the others are asked of the `CodeSets` that the caller gives, or
said to be not checked.  "hcpcs" stands for CPT and HCPCS level II together."""


class CodeSetBy(msgspec.Struct, frozen=True):
    """An outside code list chosen by a qualifier beside the element.

    `position` is that of the qualifier among the same elements (or, inside a composite, the same components);
    `sets` pairs a qualifier with the name of a code set.  A qualifier that is not listed chooses none.
    """

    position: int
    sets: tuple[tuple[str, str], ...]


class ElementSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One element of a segment, or one component of a composite; `position` counts from 1.

    An empty `codes` allows any value.  `code_set` names an outside list, `code_set_by` one chosen by a qualifier.
    `format_at` is the position of the element that holds this one's date format (D8, RD8, TM, DT ...), 0 for none.
    `repeats` above 1 allows that many repetitions, 0 any number.  `components` make it a composite: kind, lengths and
    codes are then theirs.
    """

    position: int
    name: str
    usage: Usage = "S"
    kind: ElementKind = "AN"
    min_length: int = 1
    max_length: int = 80
    codes: tuple[str, ...] = ()
    code_set: str = ""
    code_set_by: CodeSetBy | None = None
    format_at: int = 0
    repeats: int = 1
    components: tuple["ElementSpec", ...] = ()


class Qualifier(msgspec.Struct, frozen=True):
    """What an element must hold for the segment to be this one.

    Element `position` (its `component` when it is a composite, else 0) holds one of `codes`.
    """

    position: int
    codes: tuple[str, ...]
    component: int = 0


class SegmentSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One segment at one place of a guide.

    `qualifiers` identify it among segments of the same id; without them any segment of that id at this place is it.
    `syntax` holds the relations between its elements as X12 writes them: "P0304" (both or neither), "R0203" (at
    least one), "E0203" (at most one), "C0304" (if the first, then all), "L030405" (if the first, then one of the rest).
    """

    id: str
    name: str
    position: int
    usage: Usage = "S"
    max_repeats: int = 1
    qualifiers: tuple[Qualifier, ...] = ()
    elements: tuple[ElementSpec, ...] = ()
    syntax: tuple[str, ...] = ()


class LoopSpec(msgspec.Struct, frozen=True, kw_only=True):
    """A loop.  The first item of `content` is the trigger segment; the rest are segments and loops by position."""

    id: str
    name: str
    position: int
    content: tuple["SegmentSpec | LoopSpec", ...]
    usage: Usage = "S"
    max_repeats: int = 1

    @property
    def trigger(self) -> SegmentSpec:
        """The segment that begins the loop."""
        first = self.content[0]
        if not isinstance(first, SegmentSpec):
            raise TypeError(f"loop {self.id} does not begin with a segment")
        return first


class GuideSpec(msgspec.Struct, frozen=True, kw_only=True):
    """A guide: its transaction as people call it ("837P"), the ST01 and GS01 codes, and the versions it reads.

    `versions` are the identifiers in ST03 and GS08 that this table states exactly; `outdated` those that are read with
    it although they are older, the guide's checks then being relaxed (`walk.py` says so in a finding).  `purposes` are
    the codes of BHT02 by which it is told where one ST01 serves a question and its answer; empty where it is the one
    that is read when no other fits.
    """

    transaction: str
    st01: str
    gs01: str
    versions: tuple[str, ...]
    root: LoopSpec
    outdated: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
