"""All works that are told by their doing, in the order in which they are asked for."""

from typing import Final

from cleanskin.note.doings.doing import Doing
from cleanskin.note.doings.given import GIVEN
from cleanskin.note.doings.nails import NAILS
from cleanskin.note.doings.openings import OPENINGS

DOINGS: Final[tuple[Doing, ...]] = (*OPENINGS, *NAILS, *GIVEN)
