"""Drainage, foreign bodies, debridement and burns."""
