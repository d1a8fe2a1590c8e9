"""How far a coding of a note may be trusted: signs of doubt, and how often answers with as many were right."""
