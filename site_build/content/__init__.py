"""Step 1: read what editors wrote."""
