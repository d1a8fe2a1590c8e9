"""Rules about excisions of skin and soft-tissue lesions: diagnosis against code, diameter with margins, sites."""
