"""Rules about laboratory tests done in the office: CLIA numbers and waivers."""
