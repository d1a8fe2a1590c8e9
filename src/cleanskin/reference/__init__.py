"""Dated public code sets and the built-in dermatology pack.

Belongs here: what was true of a code on a day, and who says so.  Does not: what to do about it (`rules`, `charge`).
Read `dermatology/README.md` first.
"""
