"""Where the user's data lies."""

from pathlib import Path

import pytest

from cleanskin.reference.home import home, reference_folder

USER = Path("/home/ann")


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({"CLEANSKIN_HOME": "/data/skin"}, "linux", Path("/data/skin")),
        ({"CLEANSKIN_HOME": ""}, "linux", USER / ".local/share/cleanskin"),
        ({"XDG_DATA_HOME": "/xdg"}, "linux", Path("/xdg/cleanskin")),
        ({"XDG_DATA_HOME": "relative"}, "linux", USER / ".local/share/cleanskin"),
        ({}, "darwin", USER / "Library/Application Support/Cleanskin"),
        ({"LOCALAPPDATA": "/appdata"}, "win32", Path("/appdata/Cleanskin")),
        ({}, "win32", USER / "AppData/Local/Cleanskin"),
    ],
)
def test_home_is_where_it_is_stated_or_the_platform_keeps_it(
    environment: dict[str, str], platform: str, expected: Path
) -> None:
    assert home(environment=environment, platform=platform, user_folder=USER) == expected
    assert reference_folder(expected) == expected / "reference"
