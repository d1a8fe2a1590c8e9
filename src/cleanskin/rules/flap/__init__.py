"""Flaps: their area, what they include, and what is no flap."""
