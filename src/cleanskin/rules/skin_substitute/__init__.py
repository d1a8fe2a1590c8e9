"""Skin substitutes: application by area, products by square centimeter."""
