"""Search by words.

The queries were written as a biller would type them before any result was seen; one of the codes named must be among
the first three.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.record.procedure import CptDescriptor, HcpcsFacts
from cleanskin.reference.search import Searcher, search
from cleanskin.reference.store import StoredPart

ON = date(2026, 5, 1)
MALIGNANT_DESTRUCTION = " ".join(f"172{group}{size}" for group in "678" for size in "012346")
QUERIES = {
    "sebhoric keratosis": "L820 L821",
    "basel cell nose left": "C44311",
    "bx punch": "11104",
    "AK": "L570",
    "ISK": "L820",
    "SCC scalp": "C4442",
    "bcc right ear": "C44212",
    "melanoma back": "C4359",
    "mole trunk": "D225",
    "dysplastic nevus left leg": "D2272",
    "plantar wart": "B070",
    "molluscum": "B081",
    "genital warts": "A630",
    "skin tag": "L918 11200",
    "shave biopsy": "11102",
    "I&D abscess": "10060",
    "LN2 warts": "17110",
    "mohs head first stage": "17311",
    "mohs trunk": "17313",
    "toenail fungus": "B351",
    "hidradinitis": "L732",
    "psoriasis": "L409 L400",
    "plaque psoriasis": "L400",
    "poison ivy": "L237",
    "atopic dermatitis": "L209",
    "dyshidrotic eczema": "L301",
    "shingles": "B029",
    "epidermal cyst": "L720",
    "sebaceous cyst": "L723",
    "lipoma right arm": "D1721",
    "cherry angioma": "D1801",
    "keloid": "L910",
    "rosacea": "L719",
    "hyperhydrosis axilla": "L74510",
    "history of melanoma": "Z85820",
    "skin cancer screening": "Z1283",
    "suture removal": "Z4802 15853",
    "uncertain behavior skin": "D485",
    "L57": "L570",
    "1731": "17311",
    "hx bcc": "Z85828",
    "kenalog injection": "11900 J3301",
    "phototherapy": "96900 96910 96912",
    "patch test": "95044",
    "squamous cell in situ left lower leg": "D0472",
    "ED&C malignant": MALIGNANT_DESTRUCTION,
    "alopecia areata": "L639",
    "telogen effluvium": "L650",
    "acne": "L700 L709",
    "cosmetic surgery": "Z411",
}


class Loaded:
    """Loaded tables by name; none by default."""

    def __init__(self, **tables: Sequence[Any]) -> None:
        self.tables = tables

    def rows(self, kind: str, table: str, on: date) -> Iterator[tuple[str, Any]]:
        return iter([(row.code, row) for row in self.tables.get(table, ())])

    def releases(self) -> Sequence[StoredPart]:
        return ()


@pytest.fixture(scope="module")
def pack() -> Searcher:
    return Searcher(Loaded(), ON)


@pytest.mark.parametrize(("words", "expected"), QUERIES.items())
def test_first_three(pack, words, expected):
    found = [hit.code for hit in pack.search(words, limit=3)]
    assert set(found) & set(expected.split()), found


def test_a_code_finds_itself_first(pack):
    assert pack.search("11102")[0].code == "11102"
    assert pack.search("C44.519")[0].code == "C44519"
    assert [hit.code for hit in pack.search("l82.")][:2] == ["L820", "L821"]


def test_the_side_typed_is_not_answered_with_the_other(pack):
    assert pack.search("basal cell carcinoma left ear")[0].code == "C44219"
    assert pack.search("bcc rt upper eyelid")[0].code == "C441121"


@pytest.mark.parametrize("words", ["", "   ", "&", "zzzzqqqq", "of the with", "-", "💉", "x" * 500])
def test_anything_may_be_typed(pack, words):
    assert isinstance(pack.search(words), list)


def test_limit(pack):
    assert len(pack.search("carcinoma", limit=4)) == 4
    assert len(pack.search("carcinoma", limit=1)) == 1


def test_loaded_texts_are_searched_too():
    tree = (
        DiagnosisFacts(
            code="S090",
            label="Injury of vessels of head",
            billable=False,
            children=("S090XXA", "S090XXS"),
            seventh_characters=(("A", "first"), ("S", "late")),
        ),
        DiagnosisFacts(code="S090XXA", label="Injury of vessels of head, first", billable=True, parent="S090"),
        DiagnosisFacts(code="S090XXS", label="Injury of vessels of head, late", billable=True, parent="S090"),
        DiagnosisFacts(code="L821", label="Other growth", billable=True, inclusion_terms=("Barnacle of the wise",)),
    )
    hcpcs = (HcpcsFacts(code="J9999", short="Zzylumab inj", long="Injection, zzylumab, 5 mg"),)
    words = (CptDescriptor(code="11102", short="INVENTED", medium="INVENTED SKIN WORK", long="Quixotic scraping"),)
    full = Searcher(Loaded(diagnoses=tree, hcpcs=hcpcs, descriptors=words), ON)
    assert full.search("zzylumab")[0].code == "J9999"
    assert full.search("barnacle")[0].code == "L821"
    assert full.search("quixotic")[0].code == "11102"
    vessels = [hit.code for hit in full.search("injury vessels head")]
    assert vessels[0] == "S090XXA"  # of the codes that 7th characters make, the first stands for all
    assert "S090XXS" not in vessels
    assert full.search("barnacle")[0].label == "Seborrheic keratosis, not inflamed"  # the pack's own words are shown


def test_the_index_is_kept_and_read_again(tmp_path: Path):
    first = search("keloid", Loaded(), ON, limit=5, cache_folder=tmp_path)
    (kept,) = tmp_path.iterdir()
    assert search("keloid", Loaded(), ON, limit=5, cache_folder=tmp_path) == first
    kept.write_bytes(b"damaged")
    assert search("keloid", Loaded(), ON, limit=5, cache_folder=tmp_path) == first
    assert kept.read_bytes() != b"damaged"


def test_an_index_of_another_quarter_is_another(tmp_path: Path):
    search("keloid", Loaded(), ON, cache_folder=tmp_path)
    (first,) = tmp_path.iterdir()
    search("keloid", Loaded(), date(2026, 8, 1), cache_folder=tmp_path)
    (second,) = tmp_path.iterdir()  # the older one is dropped
    assert first != second


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path):
    file = tmp_path / "file"
    file.write_text("in the way")
    assert search("plantar wart", Loaded(), ON, limit=1, cache_folder=file)[0].code == "B070"
