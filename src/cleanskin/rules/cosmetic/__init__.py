"""Rules about medical or cosmetic: necessity lesion by lesion, notices to the patient, modifiers GA, GX, GY and GZ."""
