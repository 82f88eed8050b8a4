"""The body that turns: closed surfaces of every part with light and fibres, packed by system."""
