"""Step 4: write the MkDocs project."""
