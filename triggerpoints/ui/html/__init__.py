"""Pieces of HTML and the words in them; no piece knows a page."""
