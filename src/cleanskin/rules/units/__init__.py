"""Rules about how many units of a code may be billed, on a line and on a day."""
