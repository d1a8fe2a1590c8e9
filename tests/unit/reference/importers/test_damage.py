"""No damage to a file makes an importer fail, and no importer takes another's file for its own."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.reference.importers import importers
from cleanskin.reference.importing import Batch, Contents, Refusal
from cleanskin.reference.opening import OpenedMember, UserFile

from . import (
    test_claim_adjustment_codes,
    test_cpt_descriptors,
    test_hcpcs,
    test_ncci_add_on,
    test_ncci_mue,
    test_ncci_ptp,
    test_nucc_taxonomy,
    test_place_of_service,
)

FILES = {
    "ncci-ptp-practitioner": (test_ncci_ptp.NAME, test_ncci_ptp.text_of()),
    "ncci-mue-practitioner": (test_ncci_mue.NAME, test_ncci_mue.text_of()),
    "ncci-add-on": (test_ncci_add_on.NAME, test_ncci_add_on.text_of()),
    "hcpcs-level-2": (test_hcpcs.NAME, test_hcpcs.csv_of(test_hcpcs.CODE, test_hcpcs.MODIFIER)),
    "claim-adjustment-codes": (test_claim_adjustment_codes.NAME, test_claim_adjustment_codes.text_of()),
    "place-of-service": (test_place_of_service.NAME, test_place_of_service.text_of()),
    "nucc-taxonomy": (test_nucc_taxonomy.NAME, test_nucc_taxonomy.text_of()),
    "cpt-descriptors": ("codes_2026.csv", test_cpt_descriptors.TABLE.encode()),
}
FIXED = test_hcpcs.fixed_of(test_hcpcs.CODE, test_hcpcs.MODIFIER)
SOURCES = {importer.kind: importer for importer in importers()}


def member(data, name):
    return OpenedMember(UserFile(Path(name)), name, len(data), lambda: io.BytesIO(data))


@pytest.mark.parametrize("kind", FILES)
def test_a_file_belongs_to_one_importer(kind):
    name, data = FILES[kind]
    found = {one: importer.recognise([member(data, name)]) for one, importer in SOURCES.items()}
    assert [one for one, batches in found.items() if batches] == [kind]


@pytest.mark.parametrize("kind", FILES)
def test_a_file_read_twice_gives_the_same(kind):
    name, data = FILES[kind]
    (batch,) = SOURCES[kind].recognise([member(data, name)])
    first, second = SOURCES[kind].read(batch), SOURCES[kind].read(batch)
    assert isinstance(first, Contents)
    assert [repr(table) for table in first.tables] == [repr(table) for table in second.tables]


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=40)
@given(data=st.data())
def test_bytes_that_are_changed_are_read_without_an_error(kind, data):
    name, whole = FILES[kind]
    whole = FIXED if kind == "hcpcs-level-2" and data.draw(st.booleans()) else whole
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    changed = whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:]
    for found in SOURCES[kind].recognise([member(changed, name)]):
        contents = SOURCES[kind].read(found) if isinstance(found, Batch) else found
        assert isinstance(contents, (Contents, Refusal))
        if isinstance(contents, Contents):
            for table in contents.tables:
                for _ in getattr(table, "rows", ()):
                    pass
        else:
            assert contents.finding.message
            assert contents.finding.expected


@pytest.mark.parametrize("kind", FILES)
def test_line_ends_do_not_matter(kind):
    name, data = FILES[kind]
    plain = data.replace(b"\r\n", b"\n")
    texts = []
    for changed in (plain, plain.replace(b"\n", b"\r\n"), plain.replace(b"\n", b"\r")):
        (batch,) = SOURCES[kind].recognise([member(changed, name)])
        contents = SOURCES[kind].read(batch)
        assert isinstance(contents, Contents), contents
        texts.append([repr(table) for table in contents.tables])
    assert texts[0] == texts[1] == texts[2]
