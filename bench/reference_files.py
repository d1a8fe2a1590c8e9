"""Inputs of the reference benchmark: invented files and rows of the size of the official ones, kept under build/bench/.

`ptp_files(form)` are four files of pair edits in the official layout ("txt" or "xlsx"), 2,546,017 rows together, with
as many codes a column, dates and indicators as the official files of 2024 have.  `fill_other_tables` writes rows of
every other table straight into a store, as many as its official file has.
"""

import random
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.code_list import AdjustmentCode, Taxonomy
from cleanskin.record.coverage_policy import ArticleCode, CodeGroup, CoverageArticle, DiagnosisGroup
from cleanskin.record.diagnosis_code import CodeNote, DiagnosisFacts
from cleanskin.record.fee import DrugPackage, DrugPrice, FeeRow, LocalityIndex, PlaceOfService, ZipLocality
from cleanskin.record.procedure import AddOnEdit, AddOnPrimary, CptDescriptor, HcpcsFacts, UnitLimit
from cleanskin.record.provenance import Dating, Provenance
from cleanskin.reference.importing import Contents, KeyedTable
from cleanskin.reference.store import Store, StoredPart

if TYPE_CHECKING:
    import polars as pl

ROOT = Path(__file__).resolve().parent.parent / "build" / "bench" / "reference"
PAIRS = 2_546_017
COLUMN1_CODES = 12_828
CODES = 13_047
SEED = 20260701
PERIOD = Period(date(2026, 7, 1), date(2026, 10, 1))
ON = date(2026, 8, 14)

_RATIONALES = tuple(f"invented reason number {number} of a pair of codes" for number in range(12))
_PREAMBLE = (
    "An invented notice above the rows\t\t\t\t\t\t",
    "Column1/Column2 Edits\t\t\t\t\t\t",
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale",
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t",
    "\t\t\t\t*=no data\t1=allowed\t",
    "\t\t\t\t\t9=not applicable\t",
)


def codes() -> list[str]:
    """Return invented codes of the shapes that the official files have, sorted."""
    numbers = [f"{number:05d}" for number in range(10_000, 10_000 + CODES - 3_047)]
    return sorted(numbers + [f"{letter}{number:04d}" for letter in "ACGJQ" for number in range(700)][:3_047])


def pairs() -> "pl.DataFrame":
    """Return the pairs as the official files write them, each pair once."""
    import numpy as np
    import polars as pl

    chance = np.random.default_rng(SEED)
    names = np.array(codes())
    shares = chance.gamma(1.2, size=COLUMN1_CODES)
    counts = np.clip((shares / shares.sum() * PAIRS).astype(int), 1, 3_000)
    counts[np.argsort(counts)[: PAIRS - counts.sum()]] += 1
    while counts.sum() < PAIRS:
        counts[chance.integers(0, COLUMN1_CODES)] += 1
    column1 = np.repeat(np.sort(chance.choice(CODES, COLUMN1_CODES, replace=False)), counts)
    column2 = np.concatenate([np.sort(chance.choice(CODES, count, replace=False)) for count in counts])
    starts = np.array([f"{year}{month}01" for year in range(1996, 2027) for month in ("01", "04", "07", "10")][:123])
    ends = np.array([f"{year}{day}" for year in range(2024, 2027) for day in ("0331", "0630", "0930", "1231")][:10])
    # most edits of a code began together, when the code came or its chapter of the manual was written
    own = np.repeat(chance.integers(0, 123, COLUMN1_CODES), counts)
    begun = np.where(chance.random(PAIRS) < 0.8, own, np.minimum(own + chance.geometric(0.1, PAIRS), 122))
    is_ended = chance.random(PAIRS) < 0.34
    begun = np.where(is_ended, np.minimum(begun, 110), begun)  # nothing ends before it began
    ended = ends[np.minimum(chance.geometric(0.3, PAIRS) - 1, len(ends) - 1)]
    reason = np.minimum(chance.geometric(0.45, PAIRS) - 1, 11)
    return pl.DataFrame(
        {
            "column1": names[column1],
            "column2": names[column2],
            "before_1996": np.repeat("", PAIRS),
            "effective_on": starts[begun],
            "ended_on": np.where(is_ended, ended, "*"),
            "indicator": np.where(chance.random(PAIRS) < 0.3, "0", "1"),
            "rationale": np.array(_RATIONALES)[reason],
        }
    )


def ptp_files(form: str) -> list[Path]:
    """Return the four files of pair edits in a form, made once."""
    ROOT.mkdir(parents=True, exist_ok=True)
    paths = [ROOT / f"ccipra-v322r0-f{part}.{form}" for part in range(1, 5)]
    if not all(path.exists() for path in paths):
        frame = pairs()
        step = -(-PAIRS // 4)
        for part, path in enumerate(paths):
            (_write_txt if form == "txt" else _write_xlsx)(frame.slice(part * step, step), path)
    return paths


def _write_txt(frame: "pl.DataFrame", path: Path) -> None:
    body = frame.write_csv(include_header=False, separator="\t", quote_style="never", line_terminator="\r\n")
    path.write_text("\r\n".join(_PREAMBLE) + "\r\n" + body, newline="")


def _write_xlsx(frame: "pl.DataFrame", path: Path) -> None:
    """Write a workbook as a spreadsheet program does: every text once, cells point to it."""
    import polars as pl

    texts = pl.concat([frame[name] for name in frame.columns]).unique().sort()
    preamble = [line.split("\t") for line in _PREAMBLE]
    table = {
        text: number
        for number, text in enumerate(dict.fromkeys([cell for row in preamble for cell in row] + texts.to_list()))
    }
    numbers = frame.with_columns(pl.all().replace_strict(table, return_dtype=pl.UInt32))
    at = pl.int_range(7, 7 + len(frame)).cast(pl.String)
    cells = [
        pl.format('<c r="{}{}" t="s"><v>{}</v></c>', pl.lit("ABCDEFG"[place]), at, pl.col(name))
        for place, name in enumerate(frame.columns)
    ]
    rows = numbers.select(pl.concat_str(pl.format('<row r="{}">', at), *cells, pl.lit("</row>")))
    top = "".join(
        f'<row r="{line}">'
        + "".join(f'<c r="{"ABCDEFG"[place]}{line}" t="s"><v>{table[cell]}</v></c>' for place, cell in enumerate(row))
        + "</row>"
        for line, row in enumerate(preamble, 1)
    )
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}.sharedStrings+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'{head}<Relationships {relations}><Relationship Id="rId1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'{head}<workbook {main} xmlns:r="{office}"><sheets><sheet name="Edits" sheetId="1" r:id="rId1"/></sheets>'
            "</workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f"{head}<Relationships {relations}>"
            f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        )
        shared = "".join(f"<si><t>{text}</t></si>" for text in table)
        archive.writestr(
            "xl/sharedStrings.xml", f'{head}<sst {main} count="{len(table)}" uniqueCount="{len(table)}">{shared}</sst>'
        )
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f"{head}<worksheet {main}><sheetData>{top}".encode())
            for piece in rows.iter_slices(50_000):
                sheet.write("".join(piece.to_series()).encode())
            sheet.write(b"</sheetData></worksheet>")


def diagnosis_codes() -> list[str]:
    """Return 98,505 invented codes of the shape of ICD-10-CM, sorted."""
    chance = random.Random(SEED)
    stems = [f"{letter}{number:02d}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for number in range(100)][:1_900]
    found = set(stems)
    while len(found) < 98_505:
        stem = chance.choice(stems)
        found.add(stem + "".join(chance.choice("0123456789") for _ in range(chance.choice((1, 2, 2, 3, 3)))) + "")
        found.add(stem + f"{chance.randrange(1000):03d}" + chance.choice("ADS"))
    return sorted(found)[:98_505]


def fill_other_tables(store_folder: Path) -> None:
    """Write rows of every table but the pairs into the store, as many as the official file of each has."""
    store = Store(store_folder)
    held = {part.provenance.kind for part in store.index().parts}
    with store.locked():
        for kind, part, dating, tables in other_tables():
            if kind not in held:
                provenance = Provenance(
                    kind=kind,
                    release="2026Q3",
                    part=part,
                    period=PERIOD,
                    file=f"{kind}.csv",
                    sha256="0" * 64,
                    loaded_at=datetime(2026, 7, 2, tzinfo=UTC),
                    source=Source(title="invented rows"),
                )
                contents = Contents(
                    kind=kind,
                    release="2026Q3",
                    part=part,
                    period=PERIOD,
                    source=provenance.source,
                    tables=tables,
                    rows_read=1,
                )
                store.put(contents, StoredPart(provenance=provenance, dating=dating, tables=(), rows_read=1))


def other_tables() -> Iterator[tuple[str, str, Dating, tuple[KeyedTable, ...]]]:
    """Iterate over kind, part, dating and tables of every official file but the pairs."""
    names = codes()
    long = "invented words of about the length of a description in the official file, so that sizes are alike"
    for part in ("nonQPP", "QPP"):
        fees = [(name + modifier, _fee(name, modifier)) for name in names[:6_363] for modifier in ("", "26", "TC")]
        yield "pfs-rvu", part, "release", (_table("fees", fees),)
    note = CodeNote(long, ("L570", "C44.-"))
    diagnoses = [
        (
            code,
            DiagnosisFacts(
                code=code,
                label=long[:70],
                billable=len(code) > 3,
                parent=code[:-1],
                chapter="12",
                excludes1=(note,) * (len(code) < 5),
            ),
        )
        for code in diagnosis_codes()
    ]
    yield "icd10cm", "", "release", (_table("diagnoses", diagnoses),)
    limits = [(n, UnitLimit(code=n, units=3, adjudication=2, rationale=long[:30])) for n in names]
    yield "ncci-mue-practitioner", "", "release", (_table("unit_limits", limits),)
    primaries = tuple(AddOnPrimary(code=name, period=PERIOD) for name in names[:13])
    add_ons = [(n, AddOnEdit(add_on=n, type=1, primaries=primaries, period=PERIOD)) for n in names[:580]]
    yield "ncci-add-on", "", "rows", (_table("add_ons", add_ons),)
    hcpcs = [
        (n, HcpcsFacts(code=n, short=long[:28], long=long, coverage="C", added_on=date(2001, 1, 1)))
        for n in names[-8_725:]
    ]
    yield "hcpcs-level-2", "", "release", (_table("hcpcs", hcpcs),)
    zips = [(f"{n:05d}", ZipLocality(zip=f"{n:05d}", state="TX", mac="04412", locality="99")) for n in range(42_956)]
    yield "zip-localities", "", "release", (_table("zips", zips),)
    indices = [
        (
            f"04412{n:02d}",
            LocalityIndex(
                mac="04412",
                locality=f"{n:02d}",
                state="TX",
                name=long[:20],
                work=Decimal("1.000"),
                pe=Decimal("0.987"),
                mp=Decimal("0.777"),
            ),
        )
        for n in range(99)
    ]
    yield "pfs-gpci", "", "release", (_table("localities", indices),)
    prices = [
        (n, DrugPrice(code=n, label=long[:40], dosage="1 mg", payment_limit=Decimal("12.345"))) for n in names[-950:]
    ]
    yield "asp-prices", "", "release", (_table("drug_prices", prices),)
    packages = [
        (f"{n:011d}", DrugPackage(ndc=f"{n:011d}", code=names[-1 - n % 950], label=long[:40], drug=long[:20]))
        for n in range(9_000)
    ]
    yield "ndc-crosswalk", "", "release", (_table("drug_packages", packages),)
    articles, index = _articles(names)
    yield "coverage-articles", "", "release", (_table("articles", articles), _table("article_codes", index))
    places = [(f"{n:02d}", PlaceOfService(code=f"{n:02d}", name=long[:20])) for n in range(99)]
    yield "place-of-service", "", "release", (_table("places", places),)
    taxonomies = [
        (f"{n:09d}X", Taxonomy(code=f"{n:09d}X", grouping=long[:40], classification=long[:30])) for n in range(880)
    ]
    yield "nucc-taxonomy", "", "release", (_table("taxonomies", taxonomies),)
    reasons = [(f"C{n}", AdjustmentCode(code=str(n), code_list="carc", period=PERIOD)) for n in range(1, 1_582)]
    yield "claim-adjustment-codes", "", "rows", (_table("adjustment_codes", reasons),)
    wordings = [(n, CptDescriptor(code=n, short=long[:28], medium=long[:48], long=long)) for n in names[:10_000]]
    yield "cpt-descriptors", "", "release", (_table("descriptors", wordings),)


def _articles(names: list[str]) -> tuple[list[tuple[str, msgspec.Struct]], list[tuple[str, msgspec.Struct]]]:
    """About as many articles as the coverage database lists, each with its codes and diagnoses."""
    chance = random.Random(SEED)
    diagnoses = diagnosis_codes()
    articles: list[tuple[str, msgspec.Struct]] = []
    index: list[tuple[str, msgspec.Struct]] = []
    for number in range(1_155):
        article = f"A{50_000 + number}"
        covered = tuple(chance.sample(diagnoses, 200))
        named = tuple(chance.sample(names, 12))
        groups = (CodeGroup(group=1, codes=named),)
        row = CoverageArticle(
            article=article,
            version=1,
            states=("TX", "OK"),
            period=PERIOD,
            code_groups=groups,
            diagnosis_groups=(DiagnosisGroup(group=1, codes=covered),),
        )
        articles.append((article, row))
        index += [
            (code, ArticleCode(code=code, article=article, version=1, states=("TX", "OK"), period=PERIOD))
            for code in named
        ]
    return articles, index


def _fee(code: str, modifier: str) -> FeeRow:
    rvu = Decimal("1.25")
    return FeeRow(
        code=code,
        modifier=modifier,
        status="A",
        work_rvu=rvu,
        nonfacility_pe_rvu=rvu,
        facility_pe_rvu=rvu,
        mp_rvu=rvu,
        pc_tc="0",
        global_days="010",
        pre_share=rvu,
        intra_share=rvu,
        post_share=rvu,
        multiple_procedure="2",
        bilateral="0",
        assistant="1",
        co_surgeon="0",
        team="0",
        conversion_factor=Decimal("33.4009"),
        supervision="09",
        imaging_family="99",
    )


def _table(name: str, rows: list[tuple[str, msgspec.Struct]]) -> KeyedTable:
    return KeyedTable(name=name, row_type=type(rows[0][1]), rows=rows)
