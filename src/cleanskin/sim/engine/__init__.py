"""Running a simulated world: each patient's life through all its parts, in blocks, to files by day.

`life.py` lets one patient live, `blocks.py` runs blocks of patients in processes, `spool.py` keeps what they did in
order of days, `write.py` puts it into files with the truth, `refusals.py` says what cannot be simulated.  The parts
themselves (people, clinic, staff, payer, clearinghouse) know nothing of one another's insides.  Read `write.py` first.
"""
