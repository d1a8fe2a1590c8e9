"""The parts of `cleanskin reference`, one module each, and what they share.

A part has `add_parser(parts)` and `run(args) -> int`, like a command.  `asking.py` holds the arguments and opens the
store, `screen.py` lays an answer out, `about_procedure.py` and `about_diagnosis.py` say what `show` tells.
"""
