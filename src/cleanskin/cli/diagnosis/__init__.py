"""The main job behind `diagnose` and `demo`: from paths to written files.  Read `perform.py` first."""
