"""Whatever happened to a fee file on its way, its importer answers with rows, findings or a refusal; it never fails."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.reference.importers import asp_prices, ndc_crosswalk, pfs_gpci, pfs_localities, pfs_rvu, zip_localities
from cleanskin.reference.importing import Batch, Contents, Refusal

from .test_asp_prices import HEADER as ASP_HEADER
from .test_asp_prices import ROWS as ASP_ROWS
from .test_asp_prices import TITLES as ASP_TITLES
from .test_ndc_crosswalk import HEADER as NDC_HEADER
from .test_ndc_crosswalk import ROWS as NDC_ROWS
from .test_ndc_crosswalk import TITLES as NDC_TITLES
from .test_pfs_gpci import LINES as GPCI_LINES
from .test_pfs_localities import LINES as LOCALITY_LINES
from .test_pfs_rvu import ROWS as RVU_ROWS
from .test_pfs_rvu import Given, fixed_width, text
from .test_zip_localities import LINES as ZIP_LINES

FILES = {
    "pfs_rvu": (pfs_rvu.IMPORTER, "PPRRVU2025_Oct.csv", text()),
    "pfs_rvu_fixed": (pfs_rvu.IMPORTER, "PPRRVU2025_Oct.txt", "\r\n".join(map(fixed_width, RVU_ROWS))),
    "pfs_gpci": (pfs_gpci.IMPORTER, "GPCI2026.csv", "\r\n".join(GPCI_LINES)),
    "pfs_localities": (pfs_localities.IMPORTER, "25LOCCO.csv", "\r\n".join(LOCALITY_LINES)),
    "zip_localities": (zip_localities.IMPORTER, "ZIP5.txt", "\r\n".join(ZIP_LINES)),
    "asp_prices": (asp_prices.IMPORTER, "asp.csv", "\r\n".join([*ASP_TITLES, ASP_HEADER, *ASP_ROWS])),
    "ndc_crosswalk": (ndc_crosswalk.IMPORTER, "ASP NDC-HCPCS.csv", "\r\n".join([*NDC_TITLES, NDC_HEADER, *NDC_ROWS])),
}


@pytest.mark.parametrize("name", FILES)
def test_the_whole_file_is_read(name):
    importer, file, content = FILES[name]
    (batch,) = importer.recognise([Given(file, content)])
    assert isinstance(importer.read(batch), Contents)


@pytest.mark.parametrize("name", FILES)
@given(
    cuts=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 60), st.binary(max_size=8)), min_size=1, max_size=4)
)
@settings(max_examples=60, deadline=None)
def test_a_damaged_file(name, cuts):
    importer, file, content = FILES[name]
    data = content.encode()
    for place, length, put in cuts:
        place %= len(data) + 1
        data = data[:place] + put + data[place + length :]
    for found in importer.recognise([Given(file, data)]):
        if isinstance(found, Batch):
            found = importer.read(found)
        assert isinstance(found, Contents | Refusal)
        if isinstance(found, Contents):
            (table,) = found.tables
            rows = list(table.rows)
            assert 0 < len(rows) <= found.rows_read
            assert all(key.isascii() and key.isalnum() and key == key.upper() and len(key) <= 12 for key, _ in rows)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_cut_off(name, share):
    importer, file, content = FILES[name]
    for found in importer.recognise([Given(file, content[: int(len(content) * share)])]):
        read = importer.read(found) if isinstance(found, Batch) else found
        assert isinstance(read, Contents | Refusal)
