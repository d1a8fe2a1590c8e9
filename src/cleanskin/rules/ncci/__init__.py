"""Rules about what is part of what: pairs of codes of one day, add-on codes, codes that are part of every service."""
