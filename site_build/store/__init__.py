"""The only room that writes on disk: handbooks, their journal and look."""
