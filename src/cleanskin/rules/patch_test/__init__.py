"""Rules about patch and skin tests: units and diagnosis."""
