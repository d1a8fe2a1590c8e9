"""Finding the rules: every module below this package with a constant `RULE`."""

import functools
import inspect
from importlib import import_module
from pkgutil import walk_packages

from cleanskin.rules.rule import Rule


@functools.cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule in the order of its id, removed ones too.

    Raises ValueError when two rules share an id or a name: an error of the rules, which a test finds.
    """
    import cleanskin.rules as package

    found: list[Rule] = []
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        if module.ispkg or module.name.count(".") < 3:
            continue  # the engine's own modules lie directly in the package, rules in the packages of their families
        loaded = import_module(module.name)
        rule = getattr(loaded, "RULE", None)
        if isinstance(rule, Rule):
            rule.module, rule.doc = module.name, inspect.getdoc(loaded) or ""
            found.append(rule)
    for what in ("id", "name"):
        values = [getattr(rule, what) for rule in found]
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise ValueError(f"two rules have the same {what}: {', '.join(twice)}")
    return tuple(sorted(found, key=lambda rule: rule.id))


def family_of(rule: Rule) -> str:
    """Return the package a rule lies in: "biopsy", "ncci", ...; "" for one that lies in none."""
    parts = rule.module.split(".")
    return parts[-2] if len(parts) > 1 else ""


def find_rule(text: str) -> list[Rule]:
    """Return the rules that an id, a name or a part of a name means, an exact one alone."""
    wanted = text.strip().lower()
    exact = [rule for rule in all_rules() if wanted in (rule.id.lower(), rule.name)]
    return exact or [rule for rule in all_rules() if wanted and wanted in rule.name]
