"""Nails, and the paring of corns and calluses."""
