"""Opens every page of the running server twice and counts what garbage collection then walks over.

Prints as JSON: the modules that the visits imported, the objects that are exempt and those that are not, how
many pages were opened and how many of the collections meanwhile walked over everything.
The sessions stay open, as those of visitors do. Usage: python -m tests.ui.count_collected
"""

import asyncio
import gc
import json
import sys

from streamlit.runtime import Runtime

from app import app
from triggerpoints.ui import shell
from triggerpoints.ui.server import startup
from triggerpoints.ui.server.rehearsal import Visitor


async def main() -> None:
    async with app.lifespan()(None):
        await startup.all_drawn()
        before = set(sys.modules)
        visitors = []
        full = 0

        def count(phase: str, info: dict[str, int]) -> None:
            nonlocal full
            full += phase == "start" and info["generation"] == 2

        gc.callbacks.append(count)
        for page in shell.page_ids() * 2:
            visitors.append(Visitor(Runtime.instance()))
            await visitors[-1].open(page, "muscle=soleus&audience=student")
        gc.callbacks.remove(count)
        gc.collect()
        counts = {"pages": len(visitors), "full": full}
        counts |= {"exempt": gc.get_freeze_count(), "walked": len(gc.get_objects())}
        counts |= {"tables": sorted({"pandas", "pyarrow"} & set(sys.modules))}
        print(json.dumps({"imported": sorted(set(sys.modules) - before), **counts}))


asyncio.run(main())
