"""Rules about shave removals: lesion diameter without margins, one line a lesion, removal and not sampling."""
