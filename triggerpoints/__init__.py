"""Trigger Point Explorer: muscles, their trigger points and referred pain on one body, with sources."""

__version__ = "0.2.0"
