"""The box of red flags that stands before everything else about a region."""

from __future__ import annotations

from collections.abc import Sequence

from triggerpoints.content import Content


def box(content: Content, regions: Sequence[str]) -> str:
    """HTML of the red flags of some regions, the most urgent first; empty when there are none."""
    return ""
