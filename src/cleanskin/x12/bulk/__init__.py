"""837P and 835 files straight to Polars frames, for files of any size.

`frames.py` declares every frame; `read.py` makes them.  Held equal to the walker by tests.
"""
