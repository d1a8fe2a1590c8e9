"""A filler for HIV lipoatrophy without both diagnoses.

Medicare covers a dermal filler (G0429) in one case only: facial wasting from HIV treatment that weighs on the patient.
The line names both the infection and the lipodystrophy (NCD 250.5).
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

_NEEDED = (("B20",), ("E881",))

RULE = Rule(
    id="CS-COS-025",
    name="lipoatrophy-filler-without-both-diagnoses",
    outcome="denial",
    severity="warn",
    triggers=codes("G0429"),
    carc="50",
    rarc="N386",
    message="{code} is covered only with HIV infection and lipodystrophy both on the line.",
    fix="Point the line to B20 and E88.1 if the record shows both; otherwise it is cosmetic.",
    source=cited("NCD 250.5", "medical or cosmetic, section G: fillers", trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag G0429 when one of the two diagnoses is not pointed to."""
    for line in visit.with_code("G0429"):
        if line.has("GY"):
            continue
        missing = [names[0] for names in _NEEDED if not any(code.startswith(names) for code in line.diagnoses)]
        if missing:
            yield flag(line, evidence=[f"not pointed to: {', '.join(missing)}"])


RULE.examples = """
flags   payer=medicare G0429 B20
near    payer=medicare G0429 B20,E88.1
flags   payer=medicare G0429 L90.8
near    payer=medicare G0429-GY L90.8
passes  payer=medicare 11950-GY L90.8
"""
