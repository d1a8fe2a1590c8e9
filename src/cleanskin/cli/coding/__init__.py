"""`cleanskin code` at work: reading what is to be coded, coding it, showing it.  Read first: `perform.py`."""
