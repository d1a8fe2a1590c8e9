"""Where benchmarks of KPIs come from.  `trust` decides what may be shown: see `Benchmark.kind`."""

from cleanskin.kernel.source import Source

AAFP = Source(title="American Academy of Family Physicians, practice finances", trust="published")
HFMA = Source(title="Healthcare Financial Management Association, MAP Keys and claim integrity task force (March 2021)", trust="published")  # fmt: skip
KODIAK = Source(title="Kodiak Solutions 2024 data, as reported by TechTarget; hospital-heavy", trust="published")
KFF = Source(title="KFF, claims denials and appeals in ACA Marketplace plans 2024, second hand", trust="unverified")
PREMIER = Source(title="Premier Inc. surveys 2022 and 2023, as reported by Becker's; hospitals", trust="published")
AMA_2008 = Source(title="AMA National Health Insurer Report Card 2008, as reported by the press", trust="published")
DEFINITIVE = Source(
    title="Definitive Healthcare Atlas, all-payer dermatology procedures, January to November 2023",
    url="https://www.definitivehc.com/resources/healthcare-insights/top-dermatology-procedures",
    trust="derived",
)
OIG_2025 = Source(title="HHS Office of Inspector General, November 2025, dermatology visits on the day of minor surgery, 2019-2020", trust="published")  # fmt: skip
CUTIS = Source(title="Cutis 2016, citing RUC data of 12 May 2016", trust="published")
MGMA_VENDOR = Source(title="billing company pages quoting MGMA, third hand", trust="vendor")
PRACTICE_LAYER = Source(title="practicelayer.com", trust="vendor")
DERMATOLOGY_VENDORS = Source(title="medprecisionbilling.com, masterbilling.org, clarityrcm.com", trust="vendor")
CLARITY = Source(title="clarityrcm.com", trust="vendor")
MED_PRECISION = Source(title="medprecisionbilling.com", trust="vendor")
PHREESIA = Source(title="Phreesia 2018, third-party figures", trust="vendor")
GENERAL_KNOWLEDGE = Source(title="general knowledge, to be confirmed", trust="unverified")
OUR_CHOICE = Source(title="goal chosen by this project", trust="assumption")
