"""How `cleanskin scrub` works: performing a run, and the forms in which its findings are printed.

One module a form (`text`, `data` for JSON and CSV, `page` for HTML); `perform` first.
"""
