"""Reading the simulated world's own tables: tab-separated, one header line, `#` lines are remarks."""

from collections.abc import Mapping
from importlib.resources import files


def rows(package: str, name: str) -> list[Mapping[str, str]]:
    """Return the rows of a package's table by column name; raises ValueError for a row of another width."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    found: list[Mapping[str, str]] = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ValueError(f"{name}: a row of {len(cells)} cells under {len(columns)} columns: {cells[0]}")
        found.append(dict(zip(columns, cells, strict=True)))
    return found
