"""What codes ask of a lesion: its behavior, place, size, wound; and how to speak of it.

Belongs here: pure questions about one documented lesion that several families of codes ask.
Does not: codes of one family (`families`), what was done to the lesion (`acts.py`).
"""
