"""A reference store of a few rows, for pricing by hand.

The figures are facts of CMS's relative value files of October 2025 (conversion factor 32.3465) and of 2026 (33.4009),
and of Addendum E of both years.
"""

from datetime import date
from decimal import Decimal

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.fee import DrugPrice, FeeRow, LocalityIndex, PlaceOfService, ZipLocality
from cleanskin.record.provenance import Answer, Provenance

IN_2025 = date(2025, 11, 3)
IN_2026 = date(2026, 3, 2)

# code, modifier, status, work, office PE, facility PE, MP, PC/TC, global, pre, intra, post, multiple, bilateral,
# assistant, co-surgeon, endoscopic base
_ROWS = {
    2025: """
    11102 . A 0.66 2.24 0.40 0.06 0 000 0 0 0 2 0 1 0 .
    11602 . A 2.27 4.83 2.35 0.25 0 010 .10 .80 .10 2 0 1 0 .
    14060 . A 9.23 12.89 9.77 1.12 0 090 .10 .71 .19 2 0 1 0 .
    14301 . A 12.65 17.94 11.54 2.06 0 090 .10 .71 .19 2 0 2 0 .
    15823 . A 6.81 11.18 9.07 0.60 0 090 .10 .71 .19 2 1 1 0 .
    17000 . A 0.61 1.39 1.00 0.05 0 010 .10 .80 .10 2 0 1 0 .
    17311 . A 6.20 13.60 3.76 0.64 0 000 0 0 0 2 0 1 0 .
    17312 . A 3.30 8.70 2.00 0.35 0 ZZZ 0 0 0 0 0 1 0 .
    69210 . A 0.61 0.76 0.28 0.07 0 000 0 0 0 2 2 1 0 .
    45378 . A 3.26 6.44 1.79 0.43 0 000 0 0 0 2 0 1 0 .
    45378 53 A 1.63 3.22 0.90 0.22 0 000 0 0 0 2 0 1 0 .
    45380 . A 3.56 8.79 1.93 0.47 0 000 0 0 0 3 0 1 0 45378
    45385 . A 4.57 8.33 2.38 0.56 0 000 0 0 0 3 0 1 0 45378
    88305 . A 0.75 1.38 1.38 0.02 1 XXX 0 0 0 0 0 0 0 .
    88305 26 A 0.75 0.32 0.32 0.01 1 XXX 0 0 0 0 0 0 0 .
    88305 TC A 0.00 1.06 1.06 0.01 1 XXX 0 0 0 0 0 0 0 .
    76700 . A 0.81 2.59 2.59 0.06 1 XXX 0 0 0 4 0 0 0 .
    76700 26 A 0.81 0.29 0.29 0.04 1 XXX 0 0 0 4 0 0 0 .
    76700 TC A 0.00 2.30 2.30 0.02 1 XXX 0 0 0 4 0 0 0 .
    70450 . A 0.85 2.35 2.35 0.05 1 XXX 0 0 0 4 0 0 0 .
    70450 26 A 0.85 0.31 0.31 0.04 1 XXX 0 0 0 4 0 0 0 .
    70450 TC A 0.00 2.04 2.04 0.01 1 XXX 0 0 0 4 0 0 0 .
    97110 . A 0.45 0.43 0.43 0.01 7 XXX 0 0 0 5 0 0 0 .
    97140 . A 0.43 0.40 0.40 0.01 7 XXX 0 0 0 5 0 0 0 .
    96372 . A 0.17 0.25 0.25 0.01 5 XXX 0 0 0 0 0 0 0 .
    99213 . A 1.30 1.35 0.57 0.10 0 XXX 0 0 0 0 0 0 0 .
    99024 . B 0 0 0 0 9 XXX 0 0 0 9 9 9 9 .
    J3301 . E 0 0 0 0 9 XXX 0 0 0 9 9 9 9 .
    """,
    2026: """
    11102 . A 0.64 2.16 0.20 0.06 0 000 - - - 2 0 1 0 .
    11450 . A 3.14 9.95 3.77 0.72 0 090 - - - 2 1 1 0 .
    17000 . A 0.59 1.34 0.78 0.06 0 010 - - - 2 0 1 0 .
    17003 . A 0.04 0.15 0.01 0 0 ZZZ - - - 0 0 1 0 .
    17311 . A 6.05 13.33 1.95 0.59 0 000 - - - 2 0 1 0 .
    17312 . A 3.22 8.51 1.03 0.33 0 ZZZ - - - 0 0 1 0 .
    17380 . R 0 0 0 0 0 000 - - - 2 0 0 0 .
    96372 . A 0.17 0.28 0.28 0.01 5 XXX - - - 0 0 0 0 .
    """,
}
_STATUSES = {
    "00400": "J",
    "0232T": "C",
    "15999": "C",
    "36415": "X",
    "0001F": "M",
    "G0283": "I",
    "A4550": "P",
    "15775": "N",
    "00001": "D",
}


def _row(text: str) -> FeeRow:
    (
        code,
        modifier,
        status,
        work,
        office,
        facility,
        mp,
        pc_tc,
        days,
        pre,
        intra,
        post,
        several,
        sides,
        assistant,
        co,
        base,
    ) = text.split()
    share = {
        name: None if cell == "-" else Decimal(cell)
        for name, cell in zip(("pre_share", "intra_share", "post_share"), (pre, intra, post))
    }
    return FeeRow(
        code=code,
        modifier=modifier.strip("."),
        status=status,
        work_rvu=Decimal(work),
        nonfacility_pe_rvu=Decimal(office),
        facility_pe_rvu=Decimal(facility),
        mp_rvu=Decimal(mp),
        pc_tc=pc_tc,
        global_days=days,
        multiple_procedure=several,
        bilateral=sides,
        assistant=assistant,
        co_surgeon=co,
        endoscopic_base="" if base in (".", "0") else base,
        **share,
    )


class MiniReference:
    """Answers from dictionaries; what a test adds to `fees` comes on top."""

    def __init__(self) -> None:
        self.fees = {
            (year, row.code, row.modifier): row
            for year, text in _ROWS.items()
            for row in (_row(line) for line in text.strip().splitlines())
        }
        for code, status in _STATUSES.items():
            self.fees[(2026, code, "")] = FeeRow(code=code, status=status)
        self.localities = {
            ("13202", "01"): LocalityIndex(
                mac="13202",
                locality="01",
                state="NY",
                name="MANHATTAN",
                work=Decimal("1.064"),
                pe=Decimal("1.162"),
                mp=Decimal("1.586"),
            ),
            ("02102", "01"): LocalityIndex(
                mac="02102",
                locality="01",
                state="AK",
                name="ALASKA",
                work=Decimal("1.500"),
                pe=Decimal("1.065"),
                mp=Decimal("0.551"),
            ),
        }
        self.zips = {
            "10021": ZipLocality(zip="10021", state="NY", mac="13202", locality="01"),
            "99501": ZipLocality(zip="99501", state="AK", mac="02102", locality="01", rural="R", needs_plus_four=True),
            "60601": ZipLocality(zip="60601", state="IL", mac="06102", locality="16"),
        }
        self.drugs = {
            "J0585": DrugPrice(code="J0585", payment_limit=Decimal("6.514"), coinsurance_percent=Decimal(20)),
            "J1100": DrugPrice(code="J1100", payment_limit=Decimal("0.099"), coinsurance_percent=Decimal("18.5")),
        }
        self.places = {"11": "nonfacility", "22": "facility", "24": "facility"}

    def _answer(self, value, on, kind="mini"):
        if value is None:
            return None
        period = Period(date(on.year, 1, 1), date(on.year + 1, 1, 1))
        source = Source(title="A hand-made row", trust="published")
        return Answer(value=value, provenance=Provenance(kind=kind, release="mini", period=period, source=source))

    def fee(self, code, on, *, modifier="", qualifying_apm=False):
        return self._answer(self.fees.get((on.year, code, modifier)), on)

    def locality(self, mac, locality, on):
        return self._answer(self.localities.get((mac, locality)), on)

    def zip_locality(self, zip_code, on):
        return self._answer(self.zips.get(zip_code), on)

    def drug_price(self, code, on):
        return self._answer(self.drugs.get(code), on)

    def place_of_service(self, code, on):
        setting = self.places.get(code)
        return self._answer(PlaceOfService(code=code, name=code, setting=setting) if setting else None, on)
