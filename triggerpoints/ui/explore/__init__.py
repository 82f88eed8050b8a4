"""Explore: the map with its controls, and the card of the chosen muscle."""
