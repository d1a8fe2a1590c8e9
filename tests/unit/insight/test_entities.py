import polars as pl

from cleanskin.insight.entities import completed_entities, entity_findings, entity_key, entity_list


def test_the_key_is_tax_number_and_npi() -> None:
    rows = pl.DataFrame({"tin": ["12-3456789", None], "npi": ["1999999992", "1"]})
    assert rows.select(entity_key("tin", "npi"))["entity"].to_list() == ["123456789:1999999992", ":1"]


def test_a_missing_part_is_completed_only_when_one_entity_fits() -> None:
    keys = ["1:A", ":A", "1:", "2:B", "3:B", ":B", ":", ":C"]
    assert completed_entities(pl.DataFrame({"entity": keys}))["entity"].to_list() == [
        "1:A",
        "1:A",
        "1:A",
        "2:B",
        "3:B",
        ":B",
        ":",
        ":C",
    ]


def test_several_entities_are_listed_and_warned_of() -> None:
    claims = pl.DataFrame(
        {
            "entity": ["1:A", "1:A", "2:B"],
            "population": ["insurance", "test", "insurance"],
            "amount_billed": [100, 900, 300],
        }
    )
    names = pl.DataFrame(
        {"entity": ["1:A", "1:A", "2:B"], "billing_name": ["Rare", "Usual", None], "claims": [1, 5, 1]}
    )
    remits = pl.DataFrame({"entity": ["2:B", "9:Z"], "payee_name": ["B Clinic", None], "remits": [4, 1]})
    listed = entity_list(claims, names, remits)
    assert listed.select("entity", "label", "claims", "amount_billed", "remits").rows() == [
        ("2:B", "B Clinic", 1, 300, 4),
        ("1:A", "Usual", 1, 100, 0),
        ("9:Z", "9:Z", 0, 0, 1),
    ]
    assert [finding.id for finding in entity_findings(listed)] == ["CS-INS-003"]
    assert entity_findings(listed.head(1)) == ()
