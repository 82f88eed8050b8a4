"""Printable summaries."""
