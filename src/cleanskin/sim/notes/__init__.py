"""Notes of visits: what a clinician would have written about the true encounter, in many styles and with flaws."""

from cleanskin.sim.notes.write import flaws, write_note

__all__ = ["flaws", "write_note"]
