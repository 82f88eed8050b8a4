"""Your first visit: what happens, what to ask, what is felt."""
