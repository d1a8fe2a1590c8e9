"""People of the simulated world: the practice, its calendars, its patients and what truly covers them.

Read `practice.py`, `calendar.py`, `patients.py`, `coverage.py`; the numbers stand in the tables beside them, each with
its source and trust.
"""

from cleanskin.sim.people.calendar import open_day
from cleanskin.sim.people.patients import build_patient
from cleanskin.sim.people.practice import build_practice
from cleanskin.sim.people.profile import patient_count

__all__ = ["build_patient", "build_practice", "open_day", "patient_count"]
