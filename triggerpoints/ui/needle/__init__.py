"""Under the needle: the section, the path through it, its panels and its quiz."""
