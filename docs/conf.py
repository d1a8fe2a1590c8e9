"""The documentation site.  `make docs` builds it strictly; nothing is fetched."""

project = "Cleanskin"
author = "The Cleanskin maintainers"
copyright = "The Cleanskin maintainers, Apache-2.0"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Cleanskin"
html_theme_options = {"top_of_page_buttons": []}
suppress_warnings: list[str] = []
