"""The questionnaire to fill in elsewhere, written and read back."""
