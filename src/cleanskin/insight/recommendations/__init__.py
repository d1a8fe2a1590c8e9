"""What to change: one kind of recommendation a file, found by walking.

A module has `PRIORITY` (lower is asked first) and `propose(view) -> list[Proposal]`.  `recommend.py` gives each line's
dollars to one proposal only, in that order, ranks what is left and writes it down.  A kind states its arithmetic in
words; an assumption in it is called one.  Read `proposal.py` first.
"""
