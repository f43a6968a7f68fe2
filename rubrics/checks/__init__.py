"""Checks across rubric files: what one names, another must hold."""
