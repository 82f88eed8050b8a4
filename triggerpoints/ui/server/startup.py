"""What the server does before the first visitor, so that no visitor pays for it."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager

from streamlit.runtime import Runtime
from streamlit.runtime.pages_manager import PagesManager

from triggerpoints.atlas import MissingAssetError, load_atlas
from triggerpoints.content import ContentError, load_content
from triggerpoints.referral import kept_zones
from triggerpoints.referral.patterns import patterns
from triggerpoints.sections.cut import CutPlane, cut
from triggerpoints.ui import shell
from triggerpoints.ui.server import callbacks, damage, left_sessions, themes
from triggerpoints.ui.server.drawn_ahead import draw_ahead
from triggerpoints.ui.server.rehearsal import Visitor
from triggerpoints.ui.server.restarts import go_on_after_restarts
from triggerpoints.ui.server.wire import remember_what_was_sent

FIRST = [("", ""), ("find", ""), ("explore", "muscle=infraspinatus")]
"""What visitors come for, page and query; the server answers when these were drawn once."""
THEN = [("find", "place=forehead&side=right&step=all")]
"""Addresses that draw more than the bare page does, drawn with all pages while the first visitors come."""
_LOG = logging.getLogger(__name__)
_rest: set[asyncio.Task[None]] = set()  # the loop itself does not keep them


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Load the data and draw what visitors come for before the first of them, and every page soon after."""
    # A folder named pages/ beside app.py makes Streamlit run pages/explore.py alone, without
    # app.py, when the very first address asked for is /explore. This says that it is ours.
    PagesManager.uses_pages_directory = False
    go_on_after_restarts()
    callbacks.run_whole()
    themes.make_once()
    remember_what_was_sent()
    left = left_sessions.keep_few()
    looking = asyncio.create_task(asyncio.to_thread(damage.look))
    _rest.add(looking)
    looking.add_done_callback(_rest.discard)
    try:
        load_data()
    except (ContentError, MissingAssetError) as error:
        _LOG.error("%s", error)  # visitors are told kindly; to serve nothing would tell them nothing
        yield
        left.cancel()
        return
    exempt_from_collection()  # or else each rehearsed page pays for it
    await rehearse(FIRST)
    exempt_from_collection()
    rest = asyncio.create_task(_rehearse_rest())
    _rest.add(rest)
    ahead = asyncio.create_task(_draw_after(rest))
    yield
    ahead.cancel()
    rest.cancel()
    _rest.discard(rest)
    left.cancel()


def load_data() -> None:
    """Load content and atlas, and make what all pages share."""
    load_content()
    atlas = load_atlas()
    _ = atlas.surface, atlas.places
    cut(atlas.volume, CutPlane("transverse", (0.0, -90.0, 1600.0)))
    patterns(atlas, load_content())
    kept_zones.make_ready(atlas, load_content())


async def all_drawn() -> None:
    """Wait until every page was drawn once."""
    await asyncio.gather(*_rest)


async def _rehearse_rest() -> None:
    drawn = {page for page, _ in FIRST}
    await rehearse([*((page, "") for page in shell.page_ids() if page not in drawn), *THEN])
    exempt_from_collection()


async def _draw_after(rehearsed: Awaitable[None]) -> None:
    await rehearsed
    await draw_ahead()
    exempt_from_collection()


async def rehearse(visits: Sequence[tuple[str, str]]) -> None:
    """Draw pages, each with a query: imports what they import late and fills what they keep."""
    for page, query in visits:
        visitor = Visitor(Runtime.instance())
        await visitor.open(page, query)
        visitor.leave()


def exempt_from_collection() -> None:
    """Exempt all objects that there are from garbage collection.

    Without this each full collection walks over everything that was imported and loaded, while all visitors
    wait. What visitors leave behind later is still collected.
    """
    gc.collect()
    gc.freeze()
