"""Dated public code sets: codes, edits, fees, policies, by date of service.

`look_up.py` answers (start there); `store.py` keeps what the user loaded, `importers/` reads the official files, one
file per source, `dermatology/` is the built-in pack, `parameters/` the dated values with their citation, `pricing/`
Medicare's allowed amounts.  Data-frame libraries serve loading only, never a look-up.
Does not belong here: what a claim should do about it (`rules`), X12.
"""
