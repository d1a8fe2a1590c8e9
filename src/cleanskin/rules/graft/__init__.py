"""Skin grafts: area, donor site and preparation of the wound."""
