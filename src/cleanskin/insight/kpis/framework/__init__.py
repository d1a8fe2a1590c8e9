"""How KPIs are written, computed and looked up.

Belongs here: the shape of a definition, the frames definitions read, the arithmetic, worked examples.
Does not: any single KPI (one file each in the package above).  Read `definition.py` first, then `compute.py`.
"""
