"""Work that a note tells by its doing: by the tool, the motion, the tissue and the result, not by its name.

`doing` finds it, the other modules declare it: what opens the skin, what is done to nails, what is given, lit and read.
"""
