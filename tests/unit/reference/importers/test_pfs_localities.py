"""Counties of localities: blanks that repeat, numbers without their zeros, lists that go on."""

from cleanskin.record.fee import LocalityCounties
from cleanskin.reference.importers.pfs_localities import IMPORTER
from cleanskin.reference.importing import Batch, Contents, Refusal

from .test_pfs_rvu import Given

LINES = (
    '"COUNTIES INCLUDED IN 2025 LOCALITIES. (ALPHABETICALLY BY STATE)",,,,',
    ",,,,",
    "Medicare Adminstrative Contractor,Locality Number,State ,Fee Schedule Area ,Counties",
    ",,,,",
    "10112,0,ALABAMA ,STATEWIDE ,ALL COUNTIES ",
    "1182,18,CALIFORNIA,LOS ANGELES,LOS ANGELES/ORANGE",
    "1112,52,,SAN FRANCISCO (MARIN CNTY),MARIN",
    ",5,,SAN FRANCISCO,SAN FRANCISCO/ALAMEDA",
    ",,,,CONTRA COSTA",
    "*  Payment locality is serviced by two carriers.,,,,",
)


def read(*lines: str) -> Contents | Refusal:
    (batch,) = IMPORTER.recognise([Given("25LOCCO.csv", "\r\n".join(lines))])
    assert isinstance(batch, Batch), batch
    return IMPORTER.read(batch)


def test_blank_cells_repeat_downwards():
    contents = read(*LINES)
    assert (contents.release, contents.rows_read, contents.problems) == ("2025", 4, ())
    rows = dict(contents.tables[0].rows)
    assert sorted(rows) == ["0111205", "0111252", "0118218", "1011200"]
    assert rows["0111205"] == LocalityCounties(
        mac="01112", locality="05", state="CA", name="SAN FRANCISCO", counties="SAN FRANCISCO/ALAMEDA CONTRA COSTA"
    )


def test_a_row_that_breaks_the_layout():
    contents = read(*LINES[:4], "10112,x,ALABAMA,STATEWIDE,ALL", "1182,18,ATLANTIS,ALL,ALL", *LINES[5:])
    assert [problem.name for problem in contents.problems] == ["row-not-readable"] * 2
    assert len(contents.tables[0].rows) == 3


def test_refused():
    (found,) = IMPORTER.recognise([Given("x.csv", "\n".join(LINES).replace("Locality Number", "No"))])
    assert found.finding.name == "columns-not-as-expected"
    assert read(*LINES[:4]).finding.name == "no-rows"
    assert IMPORTER.recognise([Given("x.csv", "COUNTIES,1\n")]) == []
