"""The page of the documented encounter's JSON form, made from the nouns: every part, its words, its fields."""

import inspect
from typing import Any

import msgspec

from cleanskin.charge.schema import encounter_schema
from cleanskin.record import encounter as nouns

_INTRODUCTION = """# The documented encounter

One visit as JSON: what the note reader makes of a note, and what a form or another program may write instead. `cleanskin
code --encounter FILE` codes it; `cleanskin code --note FILE --show-encounter` shows what was read; `cleanskin code --schema`
prints the JSON schema. Every field may be left out: what is not documented is asked for, never assumed. Lengths are
centimeters, areas square centimeters. Numbers with decimals are written as text ("0.6") or as numbers.

"""


def encounter_page() -> str:
    """Every part of the encounter: what it is, its fields with type and default."""
    parts = [_INTRODUCTION, _example()]
    names = encounter_schema()["$defs"]
    ordered = ["Encounter", *(name for name in names if name != "Encounter")]
    for name in ordered:
        held: Any = getattr(nouns, name)
        parts.append(f"## {name}\n\n{_words(held)}\n")
        parts.append("| field | holds | left out means |\n|---|---|---|\n")
        parts.extend(_row(field, names[name]["properties"]) for field in msgspec.structs.fields(held))
        parts.append("\n")
    return "\n".join(part.rstrip("\n") if part.startswith("|") else part for part in parts)


def _example() -> str:
    lesion = nouns.Lesion(
        id="L1",
        site="forearm",
        side="right",
        technique="tangential",
        intent="sample",
        condition="basal_cell_carcinoma",
        certainty="suspected",
    )
    held = msgspec.json.format(msgspec.json.encode(nouns.Encounter(payer="medicare", lesions=(lesion,))), indent=2)
    return f"```json\n{held.decode()}\n```\n\n"


def _words(held: Any) -> str:
    """The noun's own docstring, its code words in code."""
    return inspect.cleandoc(held.__doc__ or "").replace("<", "&lt;")


def _row(field: Any, properties: dict[str, Any]) -> str:
    default = field.default if field.default is not msgspec.NODEFAULT else None
    left_out = {None: "not known", "": "not told", (): "none"}.get(default, str(default).lower())
    if field.required:
        left_out = "must be there"
    return f"| `{field.name}` | {_kind(properties[field.name])} | {left_out} |"


def _kind(schema: dict[str, Any]) -> str:
    """Say in words what a field holds."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return " ".join(f"`{one}`" for one in schema["enum"] if one not in ("", None))
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_kind(one) for one in schema["anyOf"] if one.get("type") != "null"))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    known = {"string": "text", "integer": "whole number", "boolean": "true or false", "number": "number"}
    if schema.get("format") == "date":
        return "day (2026-03-01)"
    if schema.get("format") == "decimal":
        return "number"
    return known.get(schema.get("type", ""), "value")
