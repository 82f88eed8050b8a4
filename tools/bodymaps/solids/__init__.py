"""The body that turns: closed surfaces of every part, light and fibres on their vertices, packed by system."""
