"""The website: built with MkDocs, trimmed, served."""
