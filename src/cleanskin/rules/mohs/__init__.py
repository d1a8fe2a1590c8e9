"""Rules about Mohs surgery: its stages, blocks and tumors, what it includes, who does it, and when it is in place."""
