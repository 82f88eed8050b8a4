"""The alarm: what to do about an emergency sign, over the whole screen and then as a bar on every page."""
