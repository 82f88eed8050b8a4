"""Techniques and Conditions: the map of all muscles involved, and the card of a record."""
