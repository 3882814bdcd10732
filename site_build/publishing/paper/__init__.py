"""The book: one reading of a handbook's pages for PDF and Word."""
