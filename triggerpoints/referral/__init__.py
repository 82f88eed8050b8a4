"""Referred pain: the words people use for places, and the search from places to trigger points."""
