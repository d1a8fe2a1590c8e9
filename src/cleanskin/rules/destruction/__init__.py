"""Rules about destroying lesions: precancerous, benign, malignant, vascular, special sites; cautery; acne surgery."""
