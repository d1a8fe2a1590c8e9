"""Words for root causes, owners and actions, read from the tables of `denial`."""

from cleanskin.denial.codebook import Category, book

UNDETERMINED = "undetermined"


def label(category: str | None) -> str:
    """Return the words for a root cause; a missing one is "No cause told"."""
    row = book().categories.get(category or UNDETERMINED)
    return row.label if row is not None else str(category)


def owner_label(owner: str | None) -> str:
    """Return the words for who fixes it; "Biller" when the codes do not say."""
    row = book().owners.get(owner or "biller")
    return row.label if row is not None else str(owner)


def action_label(action: str | None) -> str:
    """Return the words for the next action; "Investigate" when the codes do not say."""
    row = book().actions.get(action or "investigate")
    return row.label if row is not None else str(action)


def cause(category: str | None) -> Category:
    """Return the whole row of a root cause: its owner, and how it is prevented; a missing one is "undetermined"."""
    categories = book().categories
    return categories.get(category or UNDETERMINED, categories[UNDETERMINED])
