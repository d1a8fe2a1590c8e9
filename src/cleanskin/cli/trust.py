"""How far a source can be trusted, in words: one wording for every command and page."""

from typing import Final

TRUST_WORDS: Final = {
    "published": "read in the named source",
    "derived": "reasoned from the named source",
    "vendor": "a vendor's page without a method",
    "estimate": "general knowledge, to be replaced",
    "assumption": "chosen by this project",
    "unverified": "believed, not confirmed in a primary source",
}
"""By the `trust` of a `kernel.source.Source`."""


def caution(trust: str) -> str:
    """Return what is to be said after a source that was not read itself, with a comma before it; "" for a published."""
    return "" if trust == "published" else f", {TRUST_WORDS[trust]}"
