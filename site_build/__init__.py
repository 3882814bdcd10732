"""Turn a municipality's answers into its own handbook."""
