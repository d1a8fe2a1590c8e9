import json

import msgspec
import pytest

from cleanskin.insight.report.json import check_json, render_json, report_schema


@pytest.fixture(scope="module")
def made(report):
    return json.loads(render_json(report))


def test_it_names_its_format_and_keeps_numbers_as_numbers(made):
    assert made["format"] == "cleanskin.report"
    assert made["format_version"] == 1
    report = made["report"]
    assert report["as_of"] == "2026-09-30"
    verdict = report["entities"][0]["verdict"]
    assert verdict["at_stake_low"] == 9_412_000
    assert verdict["figures"][0]["value"] == 0.8712
    assert verdict["figures"][3]["value"] is None
    assert "61%" in verdict["figures"][3]["withheld"]


def test_personal_cells_are_masked(made):
    text = json.dumps(made)
    assert "Juniper" not in text
    assert "1950-03-09" not in text
    assert "xxxxxxx xxxx" in text


def test_it_keeps_to_its_own_schema(report):
    check_json(render_json(report))


@pytest.mark.parametrize("change", [{"format": "else"}, {"report": {}}, {"report": None}])
def test_what_is_no_report_is_refused(made, change):
    with pytest.raises(msgspec.ValidationError):
        check_json(json.dumps({**made, **change}).encode())


def test_the_schema_explains_itself():
    schema = report_schema()
    parts = schema["$defs"]
    assert parts["Figure"]["description"].startswith("One number")
    kinds = {one["properties"]["type"]["enum"][0] for one in parts.values() if "type" in one.get("properties", {})}
    assert {"paragraph", "callout", "figures", "table", "chart", "recommendation", "answers", "checklist"} <= kinds
