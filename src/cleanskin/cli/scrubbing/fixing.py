"""`--fix`: the new file, and the list of what was changed."""

import sys
from collections.abc import Sequence
from pathlib import Path

from cleanskin.claim.scrub import ClaimReport


def write_fixed(paths: Sequence[Path], reports: Sequence[ClaimReport], out: Path) -> bool:
    """Write; True when it could not be done."""
    print("cleanskin scrub: --fix is not built yet", file=sys.stderr)
    return True
