"""Speed and memory against named peers.  `python -m bench` runs every module here that has a `main`."""
