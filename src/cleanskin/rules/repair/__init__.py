"""Closures: what is closed, by which class and length, and whose closure it is."""
