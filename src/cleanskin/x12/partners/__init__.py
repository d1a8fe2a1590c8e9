"""Named deviations of receivers from the guides: what one of them asks for beyond, or allows against, the guide.

Belongs here: one module a deviation or receiver, with its source.
Does not: the guides themselves; the default is always the guide as it stands.
Read `deviation.py` first.
"""
