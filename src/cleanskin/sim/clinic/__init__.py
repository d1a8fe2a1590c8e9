"""The clinic of the simulated world: conditions that evolve, visits, what was truly done.

Read `course.py`, `life.py`, `draft.py`, `acts.py`, `surgery.py`, `conditions/`, then `pooling.py`, `modifiers.py` and
`finish.py`, which make true services of what happened.
"""

from cleanskin.sim.clinic.course import course

__all__ = ["course"]
