"""Which transaction it is."""

import pytest

from cleanskin.x12.kinds import recognize


@pytest.mark.parametrize(
    ("st01", "st03", "gs08", "gs01", "kind", "outdated", "odd"),
    [
        ("837", "005010X222A1", "005010X222A1", "HC", "837P", False, ()),
        ("837", "005010X222A2", "", "HC", "837P", False, ()),
        ("837", "", "005010X223A3", "HC", "837I", False, ()),
        ("837", "005010X224A2", "005010X224A2", "HC", "837D", False, ()),
        ("837", "", "004010X098A1", "HC", "837P", True, ()),
        ("837", "", "004010X096A1", "HC", "837I", True, ()),
        ("837", "005010X298", "005010X298", "HC", "837-unknown", False, ()),
        ("837", "", "005010", "HC", "837-unknown", False, ()),
        ("837", "005010", "005010X222A1", "HC", "837P", False, ()),
        ("837", "005010X223A2", "005010X222A1", "HC", "837I", False, ("versions-differ",)),
        ("835", "", "004010X091A1", "HP", "835", True, ()),
        ("835", "", "00401", "HP", "835", False, ("version-missing",)),
        ("277", "005010X214", "005010X214", "HN", "277CA", False, ()),
        ("277", "005010X212", "005010X212", "HN", "277", False, ()),
        ("271", "005010X279A1", "005010X279A1", "HS", "271", False, ("group-code-differs",)),
        ("850", "", "005010", "PO", "850", False, ("transaction-unknown",)),
        ("", "", "", "", "unknown", False, ("version-missing", "transaction-unknown")),
    ],
)
def test_kind_by_guide(st01, st03, gs08, gs01, kind, outdated, odd):
    found = recognize(st01, st03, gs08, gs01)
    assert (found.kind, found.outdated, found.odd) == (kind, outdated, odd)
