"""Turn a municipality's answers into its own handbook."""

__version__ = "0.1.0"
