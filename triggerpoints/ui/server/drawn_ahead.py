"""Patterns that nobody has asked for yet, drawn between clicks of visitors and kept for the next start."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from pathlib import Path
from typing import TypeVar, get_args

import numpy as np

import triggerpoints
from triggerpoints import kept
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.framing import close_up
from triggerpoints.figures.state import Audience
from triggerpoints.referral.zones import SIDES
from triggerpoints.ui.server import card_files, map_files

T = TypeVar("T")

PAUSES = 2
"""How much longer the pauses are than the work that is done for visitors who may come."""

_KIND = "drawn"
_MADE_BY = ("atlas", "figures", "referral")
"""Parts of the package whose code a pattern depends on."""


async def draw_ahead() -> None:
    """Have the patterns at hand that visitors ask for first: read what was kept, or draw and keep them."""
    name = await asyncio.to_thread(made_from)
    known = await asyncio.to_thread(kept.read_json, _KIND, name)
    if isinstance(known, dict):
        map_files.patterns.take_over({_key(address): text.encode() for address, text in known.items()})
    wanted: dict[str, str] = {}
    for muscle in load_content().muscles:
        await _then_pause(asyncio.to_thread(_make_ready, muscle))
        for pattern in await _then_pause(asyncio.to_thread(map_files.likely_patterns, muscle)):
            if drawn := await _then_pause(map_files.pattern(*pattern)):
                wanted["/".join(pattern)] = drawn.decode()
    if wanted != known:
        await asyncio.to_thread(kept.keep_json, _KIND, name, wanted)


def _make_ready(muscle: str) -> None:
    """Have at hand what choosing a muscle asks for besides its pattern: its card and its close-up."""
    atlas, content = load_atlas(), load_content()
    for audience in get_args(Audience):
        card_files.card(muscle, audience)
    for side in SIDES:
        close_up(atlas, content.muscles[muscle], side)


async def _then_pause(work: Awaitable[T]) -> T:
    began = asyncio.get_running_loop().time()
    done = await work
    await asyncio.sleep(PAUSES * (asyncio.get_running_loop().time() - began))  # longer with many visitors
    return done


def made_from() -> str:
    """Name of the patterns: changes with the data, the pictures and the code that draws them."""
    package = Path(triggerpoints.__file__).parent
    code = [path.read_bytes() for part in _MADE_BY for path in sorted((package / part).rglob("*.py"))]
    return kept.key(*code, map_files.patterns_version().encode(), np.__version__.encode())


def _key(address: str) -> tuple[str, ...]:
    return tuple(address.split("/"))
