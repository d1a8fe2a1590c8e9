"""Rules about how often: services that a payer counts over weeks or months, with the patient's history."""
