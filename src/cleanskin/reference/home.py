"""Where the user's own data lies: the folder in CLEANSKIN_HOME, else the platform's folder for application data."""

from collections.abc import Mapping
from pathlib import Path

VARIABLE = "CLEANSKIN_HOME"


def home(*, environment: Mapping[str, str], platform: str, user_folder: Path) -> Path:
    """Return the folder of everything that Cleanskin keeps for this user; it need not exist yet.

    `platform` is spelled as `sys.platform`.  An empty variable counts as not set; a relative XDG_DATA_HOME is ignored,
    as the XDG Base Directory Specification 0.8 demands.
    """
    if stated := environment.get(VARIABLE, ""):
        return Path(stated).expanduser()
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or user_folder / "AppData" / "Local") / "Cleanskin"
    if platform == "darwin":
        return user_folder / "Library" / "Application Support" / "Cleanskin"
    stated = environment.get("XDG_DATA_HOME", "")
    return (Path(stated) if Path(stated).is_absolute() else user_folder / ".local" / "share") / "cleanskin"


def reference_folder(home_folder: Path) -> Path:
    """Return the folder of the reference store inside the home folder."""
    return home_folder / "reference"
