"""Rules about skin biopsies and the biopsies of special sites: technique, count, order, and the lesion's fate."""
