"""Rules about tissue examinations: specimens, stains, parts, and the services the tissue came from."""
