"""Rules about the removal of skin tags: how many the codes stand for, and for which diagnosis."""
