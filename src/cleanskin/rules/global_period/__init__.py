"""Rules about services inside, and outside, the days after a procedure that its payment already covers.

Belongs here: follow-up visits, modifiers 24, 58, 78 and 79, 76 and 77, removal of stitches, care taken over.  Does not:
visits on the day of a procedure (`evaluation`, `modifier`).  All but a few need the patient's earlier claims.
"""
