"""Whose skin is shown: man, woman or neither."""
