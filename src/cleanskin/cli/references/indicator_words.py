"""What the indicators of the fee schedule and of NCCI mean, in own words.

Source: CMS, record layout of the relative value file (RVU25D); NCCI policy manual 2026, chapter 1; read 2026-11-21.
"""

GLOBAL_DAYS = {
    "000": "the day itself; a visit that day needs modifier 25",
    "010": "the day and the 10 days after it",
    "090": "the day before, the day and the 90 days after it",
    "XXX": "none: the concept does not apply",
    "YYY": "the contractor decides",
    "ZZZ": "that of the primary code",
    "MMM": "maternity: does not apply",
}

MULTIPLE_PROCEDURE = {
    "0": "no reduction when several procedures are done",
    "1": "reduced beside others: 100/50/25/25/25 %",
    "2": "reduced beside others: 100/50/50/50/50 %, by total RVU",
    "3": "endoscopy of a family: the base is paid once",
    "4": "imaging: technical part 50 %, professional part 5 % less",
    "5": "therapy: practice expense reduced",
    "6": "cardiovascular imaging: technical part 25 % less",
    "7": "eye imaging: technical part 20 % less",
    "9": "does not apply",
}

BILATERAL = {
    "0": "no 150 % for both sides",
    "1": "150 % for both sides (modifier 50)",
    "2": "already priced for both sides",
    "3": "100 % for each side",
    "9": "does not apply",
}

ASSISTANT = {
    "0": "an assistant at surgery is paid only with a record of the need",
    "1": "an assistant at surgery is never paid",
    "2": "an assistant at surgery may be paid",
    "9": "does not apply",
}

STATUS = {
    "A": "active: paid by relative values",
    "B": "bundled: never paid apart",
    "C": "the contractor sets the price",
    "D": "deleted",
    "E": "excluded from the schedule by regulation",
    "I": "not valid for Medicare, which uses another code",
    "J": "anesthesia",
    "M": "measurement only",
    "N": "not covered",
    "P": "bundled or excluded",
    "R": "restricted coverage",
    "T": "paid only when nothing else is paid that day",
    "X": "excluded by statute",
}

UNITS_ADJUDICATION = {
    1: "checked by claim line: further units may stand on another line with a modifier that says why",
    2: "checked by day, absolute: no modifier or appeal lifts it",
    3: "checked by day, a clinical benchmark: more may be paid on appeal with the record",
}

MODIFIER_INDICATOR = {
    0: "no modifier may separate the two",
    1: "a modifier may separate the two when the record supports it",
    9: "withdrawn from its first day",
}

ADD_ON_TYPE = {
    1: "these primaries only",
    2: "the contractor decides which primaries",
    3: "these, and others the contractor accepts",
}
