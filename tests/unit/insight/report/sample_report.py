"""A report of an invented practice that uses every kind of block, chart and state a report can hold.

Numbers are made up to look like a practice's; nothing here is computed by the product.
"""

from datetime import date

from cleanskin.insight.report.model import (
    Answer,
    Answers,
    Callout,
    Chart,
    Checklist,
    Comparison,
    EntityReport,
    Figure,
    FigureGrid,
    Paragraph,
    Proof,
    Recommendation,
    Report,
    Section,
    Series,
    Table,
    TableColumn,
    Verdict,
)

MONTHS = tuple(date(2025, month, 1) for month in range(10, 13)) + tuple(date(2026, month, 1) for month in range(1, 10))
PAYERS = (
    "Medicare Part B",
    "Lakeshore Blue PPO",
    "Meridian Commercial",
    "Prairie Medicare Advantage",
    "State Medicaid Plan",
    "Union Health Trust",
)
CAUSES = (
    "Eligibility",
    "Authorization",
    "Modifier or bundling",
    "Medical necessity",
    "Timely filing",
    "Duplicate",
    "Missing information",
)


def first_pass() -> Figure:
    return Figure(
        key="first_pass_resolution",
        label="First-pass resolution",
        unit="ratio",
        value=0.8712,
        numerator=10_431,
        denominator=11_973,
        n=11_973,
        low=0.861,
        high=0.883,
        standing="watch",
        explanation="Original claims that the first remittance settled without a denied line, over original claims with a first "
        "answer. A zero payment that falls to the deductible counts as settled. Basis: month of the first remittance.",
        comparisons=(
            Comparison(
                label="Common range", kind="published", low=0.85, high=0.9, source="general knowledge, to be checked"
            ),
            Comparison(
                label="Six months before", kind="own_past", value=0.903, source="same practice, Oct 2025 to Mar 2026"
            ),
            Comparison(
                label="Goal of a billing company", kind="vendor", value=0.95, source="a vendor's page without a method"
            ),
        ),
        table="first_pass_failures",
    )


def figures() -> tuple[Figure, ...]:
    return (
        first_pass(),
        Figure(
            key="initial_denial_rate",
            label="Initial denial rate, by dollars",
            unit="ratio",
            value=0.1042,
            numerator=28_731_455,
            denominator=275_734_110,
            parts_unit="cents",
            n=11_973,
            standing="bad",
            explanation="Billed dollars of lines the first remittance denied, over billed dollars of lines with a first answer.",
            comparisons=(
                Comparison(label="Six months before", kind="own_past", value=0.081),
                Comparison(label="Best of own payers", kind="own_payers", value=0.043, source="Medicare Part B"),
                Comparison(
                    label="All specialties, 2024",
                    kind="published",
                    value=0.118,
                    source="Kodiak via TechTarget; hospital-heavy",
                ),
            ),
            table="denials",
        ),
        Figure(
            key="days_in_insurance_ar",
            label="Insurance A/R, expected",
            unit="days",
            value=38.4,
            low=36,
            high=41,
            standing="neutral",
            n=2_118,
            explanation="Expected allowed dollars still open with payers over average daily expected allowed of the last 90 days.",
            comparisons=(Comparison(label="Three months before", kind="own_past", value=33.9),),
            table="open_claims",
        ),
        Figure(
            key="insurance_yield",
            label="Insurance-side yield",
            unit="ratio",
            value=None,
            withheld="Only 61% of the charges of two payers were answered in these files; at least 80% is asked for.",
            explanation="Payer paid over allowed less patient share; expected allowed of denied lines is an estimate.",
            n=4_022,
        ),
        Figure(
            key="net_collection_rate",
            label="Net collection rate",
            unit="ratio",
            value=None,
            needs=("patient payments", "write-offs by reason"),
            explanation="Payments less refunds over expected allowed, cohorts of 120 days.",
            comparisons=(
                Comparison(
                    label="Professional associations", kind="published", low=0.95, high=1.0, source="AAFP, MGMA"
                ),
            ),
        ),
    )


def verdict() -> Verdict:
    return Verdict(
        headline="One claim in eight fails the first time, and two causes explain most of the loss.",
        sentences=(
            "Of 11,973 original claims with a first answer, 1,542 were not settled by it. Modifier and bundling denials at "
            "Lakeshore Blue PPO and missing authorizations at Prairie Medicare Advantage make up 58% of the refused dollars.",
            "The rate has risen for five months, from 8.1% to 10.4% of billed dollars, while the payer mix hardly changed.",
            "Of the denied dollars only 41% came back within 90 days; 402 denied claims were never sent again.",
        ),
        figures=figures(),
        at_stake_low=9_412_000,
        at_stake_high=16_873_000,
        at_stake_words="Expected allowed of refused lines that can still be recovered or kept from being refused again, each line counted once.",
        sureness="Remittances were found for most charges; Union Health Trust is missing from March to May and is left out.",
        share_observed=0.914,
    )


def trend() -> Chart:
    rates = (0.074, 0.079, 0.081, 0.083, 0.078, 0.086, 0.091, 0.097, 0.102, 0.104, 0.088, 0.061)
    return Chart(
        kind="line",
        title="Initial denial rate by month of first remittance",
        alt="The denial rate rises from 7.4% in October 2025 to 10.4% in July 2026; August and September 2026 are not yet matured.",
        x_label="",
        y_label="share of billed dollars",
        y_unit="ratio",
        x_unit="date",
        series=(
            Series(
                label="",
                x=MONTHS,
                y=rates,
                low=tuple(rate - 0.009 for rate in rates),
                high=tuple(rate + 0.009 for rate in rates),
                young=(False,) * 10 + (True, True),
                n=(1012, 988, 940, 1077, 1031, 1102, 1043, 1009, 1021, 998, 911, 540),
            ),
        ),
        reference=(
            Comparison(
                label="Published, all specialties", kind="published", value=0.118, source="Kodiak via TechTarget"
            ),
            Comparison(label="Target", kind="vendor", value=0.05, source="a billing company"),
        ),
    )


def payer_lines() -> Chart:
    return Chart(
        kind="line",
        title="Denial rate of the three largest payers",
        alt="Lakeshore Blue PPO climbs from 9% to 16%; Medicare Part B stays near 4%; Prairie Medicare Advantage near 12%.",
        x_label="month of first remittance",
        y_label="share of billed dollars",
        y_unit="ratio",
        x_unit="date",
        series=(
            Series(
                label="Lakeshore Blue PPO",
                x=MONTHS[:9],
                y=(0.09, 0.094, 0.101, 0.11, 0.118, 0.126, 0.141, 0.152, 0.161),
            ),
            Series(
                label="Medicare Part B", x=MONTHS[:9], y=(0.043, 0.04, 0.041, 0.045, 0.042, None, 0.04, 0.039, 0.043)
            ),
            Series(
                label="Prairie Medicare Advantage",
                x=MONTHS[:9],
                y=(0.12, 0.118, 0.131, 0.122, 0.125, 0.119, 0.133, 0.138, 0.155),
            ),
        ),
    )


def cause_bars() -> Chart:
    return Chart(
        kind="bars",
        title="Refused dollars by root cause",
        alt="Modifier or bundling leads with $94,210, then authorization with $71,000; duplicates are withheld.",
        x_label="",
        y_label="billed dollars refused by the first answer",
        y_unit="cents",
        series=(
            Series(
                label="",
                x=(
                    "Modifier or bundling",
                    "Authorization",
                    "Eligibility",
                    "Medical necessity",
                    "Missing information",
                    "Timely filing",
                    "Duplicate",
                ),
                y=(9_421_000, 7_102_400, 4_018_055, 3_377_210, 2_904_700, 1_101_090, None),
                low=(9_100_000, 6_600_000, 3_800_000, 3_100_000, None, None, None),
                high=(9_900_000, 7_700_000, 4_300_000, 3_600_000, None, None, None),
                n=(388, 214, 197, 151, 230, 41, 6),
            ),
        ),
    )


def lag_columns() -> Chart:
    return Chart(
        kind="columns",
        title="Days from service to first submission, median and 90th percentile",
        alt="Visits leave in 2 days at the median, surgery in 6; nine in ten surgery claims within 17 days.",
        x_label="",
        y_label="days",
        y_unit="days",
        series=(
            Series(
                label="Median",
                x=("Visit", "Procedure", "Surgery", "Pathology"),
                y=(2, 3, 6, 4),
                n=(6021, 3410, 702, 1840),
            ),
            Series(label="90th percentile", x=("Visit", "Procedure", "Surgery", "Pathology"), y=(5, 8, 17, 11)),
        ),
        reference=(Comparison(label="Charge out within", kind="goal", value=3),),
    )


def aging() -> Chart:
    buckets = ("0–30", "31–60", "61–90", "91–120", "over 120")
    return Chart(
        kind="stacked_columns",
        title="Open insurance dollars by age and payer",
        alt="Most open dollars are younger than 30 days; Prairie Medicare Advantage holds two thirds of those over 120 days.",
        x_label="days since service",
        y_label="expected allowed still open",
        y_unit="cents",
        series=(
            Series(label="Lakeshore Blue PPO", x=buckets, y=(8_120_000, 3_900_000, 2_010_000, 900_000, 640_000)),
            Series(
                label="Prairie Medicare Advantage", x=buckets, y=(5_010_000, 2_800_000, 1_900_000, 1_210_000, 2_340_000)
            ),
            Series(label="Medicare Part B", x=buckets, y=(6_300_000, 700_000, 200_000, 90_000, 60_000)),
            Series(label="All others", x=buckets, y=(4_000_000, 1_900_000, 1_100_000, 510_000, 480_000)),
        ),
    )


def waiting() -> Chart:
    days = (0, 7, 14, 21, 28, 35, 45, 60, 75, 90)
    return Chart(
        kind="steps",
        title="How long payers take to answer",
        alt="Medicare answers nine of ten claims within 28 days; Prairie Medicare Advantage has not answered a fifth after 90.",
        x_label="days since submission",
        y_label="share of claims answered",
        y_unit="ratio",
        x_unit="days",
        series=(
            Series(label="Medicare Part B", x=days, y=(0, 0.01, 0.55, 0.82, 0.92, 0.95, 0.97, 0.98, 0.985, 0.99)),
            Series(label="Lakeshore Blue PPO", x=days, y=(0, 0.12, 0.33, 0.52, 0.69, 0.78, 0.85, 0.9, 0.92, 0.93)),
            Series(
                label="Prairie Medicare Advantage",
                x=days,
                y=(0, 0.03, 0.1, 0.22, 0.39, 0.5, 0.61, 0.7, 0.76, 0.79),
                low=(0, 0.01, 0.07, 0.18, 0.34, 0.45, 0.56, 0.65, 0.71, 0.74),
                high=(0.01, 0.05, 0.13, 0.26, 0.44, 0.55, 0.66, 0.75, 0.81, 0.84),
            ),
        ),
    )


def fingerprint() -> Chart:
    grid = (
        (0.004, 0.001, 0.011, 0.009, 0.0, 0.006, 0.008),
        (0.012, 0.021, 0.081, 0.018, 0.003, 0.004, 0.014),
        (0.018, 0.017, 0.026, 0.02, 0.006, 0.011, 0.021),
        (0.021, 0.067, 0.019, 0.022, 0.008, 0.002, 0.016),
        (0.046, 0.012, None, 0.014, 0.022, 0.009, 0.033),
        (None, None, 0.02, None, None, None, 0.012),
    )
    counts = (2410, 3022, 1875, 1204, 640, 41)
    return Chart(
        kind="heat_map",
        title="Denial fingerprint: share of claims denied, payer by root cause",
        alt="Two cells stand out: modifier or bundling at Lakeshore Blue PPO with 8.1%, authorization at Prairie Medicare Advantage with 6.7%.",
        x_label="",
        y_label="",
        y_unit="ratio",
        series=tuple(
            Series(
                label=payer,
                x=CAUSES,
                y=row,
                n=tuple(round(count * (cell or 0)) if cell is not None else None for cell in row),
            )
            for payer, row, count in zip(PAYERS, grid, counts, strict=True)
        ),
    )


def residual() -> Table:
    rows = (
        ("Modifier or bundling", 388, 9_421_000, 0.328, "Coder", "Review modifier 25 and 59 before release", 0.52),
        ("Authorization", 214, 7_102_400, 0.247, "Front desk", "Ask for the authorization before the visit", 0.31),
        ("Eligibility", 197, 4_018_055, 0.14, "Front desk", "Verify coverage for the day of the visit", 0.44),
        ("Medical necessity", 151, 3_377_210, 0.118, "Clinician", "Link the diagnosis that supports the service", 0.38),
        ("Missing information", 230, 2_904_700, 0.101, "Biller", "Correct and send again within a week", 0.71),
        ("Timely filing", 41, 1_101_090, 0.038, "Billing partner", "Prove the first submission", 0.05),
        ("Duplicate", 6, None, None, "Biller", "Nothing to do: withheld, too few", None),
    )
    return Table(
        title="Every first-pass failure: its cause, its owner, its fix",
        columns=(
            TableColumn(name="cause", label="Root cause", unit="text"),
            TableColumn(name="claims", label="Claims", unit="count", bar=True),
            TableColumn(name="amount", label="Refused", unit="cents", bar=True),
            TableColumn(name="share", label="Share of refused", unit="ratio"),
            TableColumn(name="owner", label="Owner", unit="text"),
            TableColumn(name="fix", label="Fix", unit="text"),
            TableColumn(name="recovered", label="Recovered in 90 days", unit="ratio"),
        ),
        rows=rows,
        total=("All causes", 1_227, 27_924_455, 1.0, "", "", 0.41),
        note="Refused dollars are billed amounts of the first answer. Each claim stands under its leading cause.",
        detail="first_pass_failures",
    )


def work_list(count: int = 12) -> Table:
    names = ("Juniper Vale", "Rowan Ash", "Linden Moor", "Hazel Brook")
    return Table(
        title="Denied claims never sent again, largest first",
        columns=(
            TableColumn(name="control", label="Control number", unit="code"),
            TableColumn(name="patient", label="Patient", unit="text", personal=True),
            TableColumn(name="born", label="Born", unit="date", personal=True),
            TableColumn(name="service", label="Service", unit="date"),
            TableColumn(name="payer", label="Payer", unit="text"),
            TableColumn(name="age", label="Age", unit="days"),
            TableColumn(name="billed", label="Billed", unit="cents"),
        ),
        rows=tuple(
            (
                f"CS{100234 + k * 17}",
                names[k % 4],
                date(1950 + k, 3, 9),
                date(2026, 1 + k % 6, 12),
                PAYERS[k % 6],
                60 + k * 3,
                41_050 - k * 1_317,
            )
            for k in range(count)
        ),
        detail="never_resent",
    )


def advice() -> tuple[Recommendation, ...]:
    return (
        Recommendation(
            rank=1,
            title="Check modifier 25 on visits billed with a destruction before they leave",
            what="Hold every visit code on the day of a minor procedure for Lakeshore Blue PPO until a coder has read the note.",
            why="Since February the payer bundles these visits; 388 claims were refused, and 52% of those sent again with a note were paid.",
            owner="Coder",
            first_step="Work the 61 largest of the list below this week, then set the hold.",
            amount_low=3_120_000,
            amount_high=5_240_000,
            arithmetic="388 claims with $61,400 expected allowed; own overturn rate 52% (n 124, 43% to 61%), less $1,900 already in appeal.",
            annual_low=4_100_000,
            annual_high=6_900_000,
            annual_factor="12 observed months of 12, times 1.31 for the last quarter's level",
            sureness="High: own overturns, more than 100 decided claims.",
            proof=Proof(
                claims=388,
                amount=9_421_000,
                detail="denials",
                filter='category = "bundling" and payer = "lakeshore"',
                sample=("CS100234", "CS100251", "CS100268"),
            ),
        ),
        Recommendation(
            rank=2,
            title="Ask Prairie Medicare Advantage for authorization before phototherapy and biologics",
            what="Add the two services to the list that cannot be booked without an authorization number.",
            why="214 claims were refused for a missing authorization; most cannot be repaired afterwards.",
            owner="Front desk",
            first_step="Take the eight booked patients of next week first.",
            amount_low=1_450_000,
            amount_high=None,
            arithmetic="214 claims, $41,900 expected allowed, of which 31% came back in 90 days. The upper end is not estimated.",
            sureness="Medium: overturn chance is an assumption, marked so.",
            proof=Proof(claims=214, amount=7_102_400, detail="denials", filter='category = "authorization"'),
        ),
        Recommendation(
            rank=3,
            title="Review the spread of visit levels between providers",
            what="Read ten charts of each provider against the level billed.",
            why="One provider bills level 4 at twice the rate of the others after adjusting for case mix. This asks for a review and says nothing about fault.",
            owner="Compliance lead",
            first_step="Draw the sample of ten charts.",
            amount_low=None,
            amount_high=None,
            arithmetic="No dollars are claimed: which level is right is in the notes, not in these files.",
        ),
    )


def sections() -> tuple[Section, ...]:
    return (
        Section(
            key="residual",
            title="Why claims fail the first time",
            blocks=(
                Paragraph(
                    "Two causes make 58% of the refused dollars, and both are decided before the claim leaves the practice.",
                    strong=True,
                ),
                cause_bars(),
                residual(),
                Callout(
                    kind="doubt",
                    title="What could still change",
                    text="August and September are young: 9% of their claims have no answer yet.",
                ),
                trend(),
            ),
        ),
        Section(
            key="fingerprint",
            title="Which payer refuses what",
            blocks=(
                Paragraph("A cell is shown from 10 claims on; the others are hatched. Darker cells hold more."),
                fingerprint(),
                payer_lines(),
            ),
        ),
        Section(
            key="aging",
            title="Open claims and waiting",
            blocks=(
                FigureGrid(figures()[2:4]),
                aging(),
                waiting(),
                lag_columns(),
                work_list(),
            ),
        ),
        Section(
            key="stated",
            title="What the practice said, and what its files say",
            blocks=(
                Answers(
                    (
                        Answer(
                            stated="“Our denial rate is about 5%.”",
                            verdict="contradicted",
                            why="By dollars it is 10.4% (n 11,973), by claims 12.9%.",
                        ),
                        Answer(
                            stated="“Prairie takes forever to pay.”",
                            verdict="confirmed",
                            why="Half its claims are answered after 35 days; Medicare needs 14.",
                        ),
                        Answer(
                            stated="“Our net collection is 97%.”",
                            verdict="unknown",
                            why="Patient payments and write-offs are not in these files.",
                        ),
                    )
                ),
                Checklist(
                    title="Five questions for the billing partner",
                    items=(
                        (
                            "How long from service to first submission?",
                            "2 days at the median, 17 for nine in ten surgeries.",
                            "watch",
                        ),
                        ("Is every denial worked?", "402 of 1,227 denied claims were never sent again.", "bad"),
                        ("How long until a denied claim is sent again?", "19 days at the median.", "neutral"),
                        ("Are rejections followed up?", "Cannot be known: no 277CA in these files.", "unknown"),
                        ("Are payments posted to the cent?", "All 412 remittances balance.", "good"),
                    ),
                ),
            ),
        ),
        Section(
            key="recommendations",
            title="What to change first",
            blocks=(Paragraph("Each dollar is assigned to one recommendation only."), *advice()),
        ),
    )


def back() -> tuple[Section, ...]:
    return (
        Section(
            key="coverage",
            title="What the files hold and what they do not",
            blocks=(
                Table(
                    title="Files read",
                    columns=(
                        TableColumn(name="kind", label="Kind", unit="text"),
                        TableColumn(name="files", label="Files", unit="count"),
                        TableColumn(name="claims", label="Claims", unit="count"),
                        TableColumn(name="amount", label="Charges", unit="cents"),
                    ),
                    rows=(
                        ("837P claims out", 251, 12_904, 301_220_015),
                        ("835 remittances", 412, 12_377, 289_101_450),
                        ("277CA", 0, 0, 0),
                    ),
                    detail="files",
                ),
                Callout(
                    kind="warning",
                    title="Three files could not be read whole",
                    text="Two end in the middle of a claim, one is a picture. They are listed with the place of the fault.",
                ),
                Callout(
                    kind="good",
                    title="All remittances balance",
                    text="412 of 412 remittances balance to the cent at line, claim and payment.",
                ),
                Table(
                    title="Findings",
                    columns=(
                        TableColumn(name="what", label="What", unit="text"),
                        TableColumn(name="n", label="Count", unit="count"),
                    ),
                    rows=(),
                ),
            ),
        ),
        Section(
            key="definitions",
            title="Definitions",
            blocks=(
                Paragraph("Claims", strong=True),
                Paragraph("Original claim: the first claim sent for a service; a corrected claim belongs to it."),
                FigureGrid((first_pass(),)),
            ),
        ),
    )


def sample_report(*, entities: int = 1, invented: bool = True, names_shown: bool = False) -> Report:
    """Return the report; with several entities the same one is told of each."""
    return Report(
        practice="Harbor Lane Dermatology",
        as_of=date(2026, 9, 30),
        period_start=date(2025, 10, 1),
        period_end=date(2026, 9, 30),
        version="0.1.0",
        invented=invented,
        contains_patient_data=not invented,
        names_shown=names_shown,
        front=(
            Callout(
                kind="note",
                title="Set apart",
                text="41 encounter records and 12 workers' compensation claims are counted apart and are in no figure.",
            ),
        ),
        entities=tuple(
            EntityReport(
                entity=f"99000000{k}:1234567893",
                label=f"Harbor Lane Dermatology, office {k}",
                verdict=verdict(),
                sections=sections(),
            )
            for k in range(1, entities + 1)
        ),
        back=back(),
    )
