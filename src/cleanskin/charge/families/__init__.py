"""One file per family of procedures: `FAMILY`, found by walking.  Shared arithmetic lies beside, without a `FAMILY`.

Belongs here: which codes and units of the family the record supports.  Does not: modifiers between lines, the order.
"""
