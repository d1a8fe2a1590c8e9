"""The JSON schema of the documented encounter and of what coding gives."""

from typing import Any

import msgspec

from cleanskin.record.encounter import Encounter


def encounter_schema() -> dict[str, Any]:
    """Return the schema of the encounter's JSON form: what a form writes and the note reader gives."""
    return msgspec.json.schema(Encounter)
