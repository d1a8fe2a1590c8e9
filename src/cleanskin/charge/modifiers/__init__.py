"""One file per question about modifiers that needs more than one line, found by walking: `ORDER` and `apply`.

`apply(drafts, case)` gives back all drafts, changed where needed, in any order; a `NotReported` or a `Query` among them
is set aside.  `ORDER` is a number: the lowest is asked first.  20 repeats, 30 pairs, 40 global periods, 50 visits, 60
notices.  Modifiers of one line alone (digits, JW, RT) are its family's work.
"""
