"""Sections through the body: the cut, the path of a line, what it meets, and their pictures and words."""
