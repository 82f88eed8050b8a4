"""Formats of `export`, besides those of the data."""

MADE = ("set", "worksheet", "anki")
"""What is made of a set of muscles."""
GLTF = "gltf"
