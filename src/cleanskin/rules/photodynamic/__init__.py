"""Rules about photodynamic therapy: its agent, once a day, and what it includes."""
