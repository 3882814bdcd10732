"""Step 2: ask, keep and read answers."""
