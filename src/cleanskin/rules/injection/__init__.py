"""Rules about injections into lesions, under the skin and into muscle, and botulinum toxin."""
