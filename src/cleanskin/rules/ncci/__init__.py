"""Rules about two codes of one day: pairs of which one is part of the other, and add-on codes with their primaries."""
