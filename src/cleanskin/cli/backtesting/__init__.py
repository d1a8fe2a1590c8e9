"""One run of `cleanskin backtest`: reading both sides, scrubbing, comparing, printing.  Read `perform.py` first."""
