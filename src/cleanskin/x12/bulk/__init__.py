"""837P, 835 and 277CA files straight to Polars frames, for files of any size.

`frames.py` declares every frame; `read.py` makes them and says what becomes of faulty input.  Files are cut into
pieces (`pieces.py`), pieces scanned into arrays of offsets (`scan.py`), and columns made of spans (`spans.py`,
`values.py`, `arrow.py`) by `claims.py`, `remits.py` and `acks.py`.  Held equal to the walker by tests.
"""
