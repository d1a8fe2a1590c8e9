from pathlib import Path

import polars as pl
import pytest

from cleanskin.insight.payers import (
    UNKNOWN_PAYER,
    Alias,
    identify_payers,
    normalized_id,
    normalized_name,
    parse_aliases,
    read_aliases,
)

NO_PAIRS = pl.DataFrame(
    schema={
        "claim_name": pl.String,
        "claim_id": pl.String,
        "remit_name": pl.String,
        "remit_id": pl.String,
        "n": pl.Int64,
    }
)


def side(*rows: tuple[str | None, str | None, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"payer_name": pl.String, "payer_id": pl.String, "n": pl.Int64}, orient="row")


def pairs(*rows: tuple[str, str, str, str, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=NO_PAIRS.schema, orient="row")


def keys(payers: object) -> dict[tuple[str, str, str], str]:
    lookup = payers.lookup  # type: ignore[attr-defined]
    return {tuple(row[:3]): row[3] for row in lookup.iter_rows()}


def identify(
    claims: pl.DataFrame, remits: pl.DataFrame, matched: pl.DataFrame = NO_PAIRS, aliases: tuple[Alias, ...] = ()
) -> dict[tuple[str, str, str], str]:
    return keys(identify_payers(claim_side=claims, remit_side=remits, pairs=matched, aliases=aliases))


def test_names_are_written_alike() -> None:
    assert normalized_name("The Quarry Health Co., Inc.") == "QUARRY HEALTH"
    assert normalized_name("Fleet & Garrison") == normalized_name("FLEET AND GARRISON")
    assert normalized_name(None) == ""


@pytest.mark.parametrize("identifier", ["", " ", "00000", "99999", "unknown", None])
def test_an_identifier_that_says_nothing_joins_nobody(identifier: str | None) -> None:
    assert normalized_id(identifier) == ""


def test_same_number_or_same_name_is_one_payer() -> None:
    found = identify(
        side(("QUARRY HEALTH", "QH1", 5), ("Quarry Health, Inc", "OLD", 1)), side(("QUARRY HLTH", "QH1", 3))
    )
    assert set(found.values()) == {"quarry_health"}


def test_two_payers_without_numbers_stay_two() -> None:
    found = identify(side(("QUARRY HEALTH", "00000", 5), ("MUTUAL LIFE", "00000", 1)), side())
    assert len(set(found.values())) == 2


def test_a_payer_without_name_and_number_is_unknown() -> None:
    assert identify(side((None, None, 5)), side((None, None, 2))) == {
        ("claim", "", ""): UNKNOWN_PAYER,
        ("remit", "", ""): UNKNOWN_PAYER,
    }


def test_matched_pairs_teach_that_two_numbers_are_one_payer() -> None:
    result = identify_payers(
        claim_side=side(("QUARRY", "QH1", 9)), remit_side=side(("LEGAL NAME OF IT", "512345678", 9)),
        pairs=pairs(("QUARRY", "QH1", "LEGAL NAME OF IT", "512345678", 9)), aliases=(),
    )  # fmt: skip
    assert set(keys(result).values()) == {"quarry"}
    assert [finding.id for finding in result.findings] == ["CS-INS-004"]


def test_a_remittance_payer_that_pays_for_several_melts_nobody() -> None:
    found = identify(
        side(("ALPHA", "A1", 10), ("BETA", "B1", 10)), side(("BIG PAYER", "TIN1", 20)),
        pairs(("ALPHA", "A1", "BIG PAYER", "TIN1", 10), ("BETA", "B1", "BIG PAYER", "TIN1", 10)),
    )  # fmt: skip
    assert len(set(found.values())) == 3


def test_few_pairs_teach_nothing() -> None:
    found = identify(side(("ALPHA", "A1", 2)), side(("OMEGA", "T1", 2)), pairs(("ALPHA", "A1", "OMEGA", "T1", 2)))
    assert len(set(found.values())) == 2


def test_the_alias_table_joins_and_its_word_is_final() -> None:
    aliases = parse_aliases(
        {
            "payer": [
                {"key": "one", "label": "One", "names": ["Alpha Inc"], "ids": ["B1"]},
                {"key": "two", "names": ["Gamma"], "starts": ["Gamma of"]},
            ]
        }
    )
    found = identify(
        side(("ALPHA", "X", 10), ("BETA", "B1", 10), ("GAMMA OF TEXAS", "X", 5)), side(("GAMMA", "T", 9)),
        pairs(("ALPHA", "X", "GAMMA", "T", 9)), aliases,
    )  # fmt: skip
    assert found["claim", "ALPHA", "X"] == found["claim", "BETA", "B1"] == "one"
    assert found["claim", "GAMMA OF TEXAS", "X"] == found["remit", "GAMMA", "T"] == "two"


def test_the_answer_does_not_depend_on_order() -> None:
    claims = [("ALPHA", "A1", 10), ("BETA", "A1", 3), ("GAMMA", "C1", 4)]
    matched = [("ALPHA", "A1", "R1", "T1", 9), ("GAMMA", "C1", "R2", "T2", 9), ("GAMMA", "C1", "R1", "T1", 1)]
    remits = [("R1", "T1", 10), ("R2", "T2", 9)]
    assert identify(side(*claims), side(*remits), pairs(*matched)) == identify(
        side(*claims[::-1]), side(*remits[::-1]), pairs(*matched[::-1])
    )


def test_the_packaged_table_reads() -> None:
    assert {alias.key for alias in read_aliases()} >= {"aetna", "medicare_part_b"}


def test_a_faulty_table_names_its_entry(tmp_path: Path) -> None:
    table = tmp_path / "aliases.toml"
    table.write_text('[[payer]]\nlabel = "no key"\n')
    with pytest.raises(ValueError, match="payer alias 1 has no key"):
        read_aliases(table)
    with pytest.raises(ValueError, match="a and b both claim SAME"):
        parse_aliases({"payer": [{"key": "a", "names": ["Same"]}, {"key": "b", "names": ["SAME"]}]})
