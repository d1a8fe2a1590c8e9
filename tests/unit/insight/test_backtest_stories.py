"""Refusals that an invented world was told to make are found, with what they have in common."""

import contextlib
import io
import json
from datetime import date

import pytest

from cleanskin.cli import main
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    write_world(folder, of_size(damaged=False, seed=9, claims=4000, months=8, start=date(2026, 1, 1)))
    stories = {one["name"]: one for one in json.loads((folder / "truth_summary.json").read_text())["stories"]}
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main(
            ["backtest", "--claims", str(folder / "claims"), "--remits", str(folder / "remits"), "--format", "json"]
        )
    assert code == 0
    return stories, json.loads(out.getvalue())["unforeseen"]


def clusters(unforeseen, payer, carc):
    return [one for one in unforeseen if payer in one["payer_label"].lower() and one["carc"] == carc]


def test_a_payer_that_bundles_visits_with_25_is_found_with_its_modifier(world):
    stories, unforeseen = world
    assert stories["modifier_25_at_tanager"]["codes"].startswith("CO-97")
    found = clusters(unforeseen, "tanager", "97")
    assert found
    assert all(one["code"].startswith("99") for one in found)
    assert any((each["what"], each["value"]) == ("modifier", "25") for one in found for each in one["common"])


def test_claims_filed_late_are_found_with_the_payer_s_limit(world):
    stories, unforeseen = world
    assert stories["filed_late_at_bramble"]["what"].endswith("its limit is 90")
    found = clusters(unforeseen, "bramble", "29")
    assert found
    for one in found:
        (late,) = (each for each in one["common"] if each["what"] == "sent")
        assert late["value"] == "more than 90 days after the service"
        assert (late["denied_with"], late["settled_with"]) == (one["denied"], 0)


def test_few_clusters_of_one_payer_are_of_no_story(world):
    """At most 5 % of what is shown may be chance; with a dozen clusters one may be, two are already rare."""
    stories, unforeseen = world
    told = {one["payer"].split("_")[0] for one in stories.values() if one["payer"]}
    own = [one for one in unforeseen if one["payer"]]
    strange = [one for one in own if one["payer_label"].split()[0].lower() not in told]
    assert own
    assert len(strange) <= 2, strange
