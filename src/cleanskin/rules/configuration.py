"""What a practice decides about the rules: severities, preview rules, suppressions.  Read from a TOML file.

preview = true                     # also show rules in preview

[severity]
"CS-MOD-025" = "warn"               # hold, warn, note or off; a rule's id, its name, or a family
biopsy = "hold"

[[suppress]]
rule = "CS-MOD-025"
codes = ["11102", "17000"]         # any narrowing may be left out: codes, payer, claim
reason = "contract amendment 4 pays both"
who = "J. Example"
expires = 2027-01-01
"""

import tomllib
from datetime import date
from typing import Literal

import msgspec

from cleanskin.record.claim_finding import Hold

Level = Literal["hold", "warn", "note", "off"]


class Suppression(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding that is not to be shown, why, by whom, and until when (the first day on which it is shown again)."""

    rule: str
    reason: str
    who: str
    expires: date
    codes: tuple[str, ...] = ()
    payer: str = ""
    claim: str = ""


class Configuration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A practice's decisions.  `severity` goes by rule id, rule name or family, the nearest first."""

    preview: bool = False
    severity: dict[str, Level] = {}
    suppress: tuple[Suppression, ...] = ()

    def level(self, rule_id: str, name: str, family: str, default: Hold) -> Level:
        """Return what a practice makes of a rule."""
        for key in (rule_id, name, family):
            if key in self.severity:
                return self.severity[key]
        return default


class WrongConfiguration(ValueError):
    """The file is not a configuration; the message says where and what was expected."""


def read_configuration(text: str) -> Configuration:
    """Read a practice's TOML; raises WrongConfiguration with the place and reason."""
    try:
        return msgspec.convert(tomllib.loads(text), Configuration)
    except tomllib.TOMLDecodeError as error:
        raise WrongConfiguration(f"not TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise WrongConfiguration(str(error)) from error
