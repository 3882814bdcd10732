"""Step 3: decide what applies, and why. Pure: no files, no printing, no clock."""
