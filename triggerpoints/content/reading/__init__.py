"""Reads data/: which files there are, their text, and what is wrong with a record in one sentence."""
