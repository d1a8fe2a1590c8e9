"""The chapters of the report: one file each, found by walking, in the order of their `ORDER`.

A section module has `KEY` (its anchor), `TITLE`, `ORDER` and `build(view, details) -> Section | None`; None when its
files have nothing to say on it.  Sections state what is seen; `recommendations` say what to change.
"""
