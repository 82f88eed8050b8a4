"""Many scripted visitors at once, on the application and on a bare Streamlit page in the same run.

Usage: python -m bench.load [--visitors 30 60] [--think-s 2] [--seconds 20] [--pages explore mix]

A visitor opens a page, then acts, waits, acts; each waits for the answer before thinking again. Printed for
each server and number of visitors: actions a second, their median and 95th percentile in ms (from the sent
message to the end of the server's run), errors, processor time of the server and bytes for each action, and
the memory of the server at rest. The last rows have ten visitors who do not think. Then visitors come one
after the other to new servers, act twice and stay, which says what each further one takes when nothing else
grows. Servers and visitors share the machine, so the ratios to the bare page are what compares.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.server import Server, serve, serve_bare
from bench.visitor import Answer, NoAnswerError, Visitor
from triggerpoints.content import load_content
from triggerpoints.ui.server import card_files, map_files

MUSCLES = tuple(load_content().muscles)
PLACES = tuple(place.id for place in load_content().places.values() if place.side == "paired")
PHRASES = ("behind my right eye", "left calf", "between the shoulder blades", "right side of the neck")
SATURATING = 10
FIRST_GUESTS, FURTHER_GUESTS = 20, 40
SETTLING_S = 20.0  # a server draws its other pages while the first visitors come
SEED = 12

Act = Callable[[Visitor, random.Random, int], Awaitable[Answer]]


async def press_count(visitor: Visitor, _: random.Random, __: int) -> Answer:
    """Press the button of the bare page."""
    return await visitor.press("Count")


async def pick_muscle(visitor: Visitor, rng: random.Random, _: int) -> Answer:
    """Choose a muscle on the map of Explore; the browser then asks for its pattern and its card."""
    muscle, side = rng.choice(MUSCLES), rng.choice(("right", "left"))
    answer = await visitor.tell("explore map", {"kind": "pick", "id": muscle, "side": side, "x": 1, "y": 1})
    await visitor.fetch(map_files.pattern_url("front", muscle, side))
    await visitor.fetch(card_files.card_url("patient").format(muscle=muscle))
    return answer


async def mark_pain(visitor: Visitor, rng: random.Random, n: int) -> Answer:
    """Say, tap or paint where it hurts, or take it all away."""
    act = n % 4
    if act == 0:
        answer = await visitor.write("pain words", rng.choice(PHRASES))
    elif act == 1:
        place = {"kind": "pick", "id": rng.choice(PLACES), "side": "right", "x": 1, "y": 1}
        answer = await visitor.tell("pain map", place)
    elif act == 2:
        x, y = 700 + rng.random() * 60, 700 + rng.random() * 100
        stroke = {"tool": "paint", "radius_px": 24, "points": [[x + 3 * i, y + 5 * i] for i in range(20)]}
        answer = await visitor.tell("pain map", {"kind": "stroke", "view": "front", "item": stroke})
    else:
        answer = await visitor.press("Clear all")
    await visitor.fetch_new()
    return answer


async def move_plane(visitor: Visitor, rng: random.Random, _: int) -> Answer:
    """Move the plane of a section."""
    return await visitor.move("section move_mm slider", rng.randint(-40, 40))


async def answer_question(visitor: Visitor, rng: random.Random, _: int) -> Answer:
    """Answer a question of the quiz, go on to the next, or begin anew."""
    choices = [s for s in visitor.shown.values() if s.kind == "button" and "-learn choice" in s.id]
    if choices:
        return await visitor.press(rng.choice(choices).id.split("-", 2)[2])
    for label in ("Next question", "Next", "See the score"):
        if any(getattr(s.message, "label", "") == label for s in visitor.shown.values()):
            return await visitor.press(label)
    return await visitor.open("learn", f"seed={rng.randint(1, 999)}&number=10&kind=name,action")


@dataclass(frozen=True)
class Scenario:
    """What a visitor does on one page."""

    page: str
    query: str
    act: Act


BARE = Scenario("", "", press_count)
PAGES = {
    "explore": Scenario("explore", "muscle=soleus", pick_muscle),
    "find": Scenario("find", "", mark_pain),
    "section": Scenario("under_the_needle", "muscle=infraspinatus&audience=student", move_plane),
    "learn": Scenario("learn", "seed=7&number=10&kind=name,action", answer_question),
}
MIX = ("explore", "explore", "explore", "find", "section", "learn")
"""Of six visitors three are on Explore."""


@dataclass
class Tally:
    """What happened to some visitors."""

    times_s: list[float] = field(default_factory=list)
    opens_s: list[float] = field(default_factory=list)
    received: int = 0
    sent: int = 0
    file_bytes: int = 0
    errors: Counter[str] = field(default_factory=Counter)

    def take(self, answer: Answer) -> None:
        """Count an action."""
        self.times_s.append(answer.seconds)
        self.received += answer.received_bytes
        self.sent += answer.sent_bytes
        self.errors.update(answer.faults)


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    server: str
    visitors: int
    think_s: float
    actions: int
    per_s: float
    p50_ms: float
    p95_ms: float
    open_p95_ms: float
    errors: int
    cpu_ms: float
    kb_down: float
    kb_up: float
    kb_files: float
    mb: float


async def arrive(address: str, scenario: Scenario, tally: Tally) -> Visitor | None:
    """A visitor who has opened the page; None when it did not open."""
    visitor = Visitor(address)
    try:
        await visitor.connect()
        opened = await visitor.open(scenario.page, scenario.query)
        await visitor.fetch_new()
    except (NoAnswerError, OSError) as error:
        tally.errors[str(error)] += 1
        return None
    tally.opens_s.append(opened.seconds)
    tally.errors.update(opened.faults)
    return visitor


async def stay(
    visitor: Visitor, scenario: Scenario, tally: Tally, rng: random.Random, think_s: float, seconds: float
) -> None:
    """Act and think until the time is over or an answer fails."""
    loop = asyncio.get_running_loop()
    end, before, n = loop.time() + seconds, visitor.file_bytes, 0
    await asyncio.sleep(rng.random() * think_s)
    try:
        while loop.time() < end:
            tally.take(await scenario.act(visitor, rng, n))
            n += 1
            await asyncio.sleep(think_s * (0.5 + rng.random()))
    except (NoAnswerError, OSError) as error:
        tally.errors[str(error)] += 1
    tally.file_bytes += visitor.file_bytes - before
    await visitor.close()


async def crowd(
    server: Server, scenarios: Sequence[Scenario], visitors: int, think_s: float, seconds: float
) -> tuple[Tally, float]:
    """Let all visitors arrive at once, then act; returns also the server's processor time of the acting."""
    tally, rng = Tally(), random.Random(SEED)
    plans = [scenarios[i % len(scenarios)] for i in range(visitors)]
    arrived = await asyncio.gather(*(arrive(server.address, plan, tally) for plan in plans))
    before_s = server.cpu_s()
    await asyncio.gather(
        *(
            stay(visitor, plan, tally, random.Random(rng.random()), think_s, seconds)
            for visitor, plan in zip(arrived, plans, strict=True)
            if visitor
        )
    )
    return tally, server.cpu_s() - before_s


def measure(
    name: str, server: Server, scenarios: Sequence[Scenario], visitors: int, think_s: float, seconds: float
) -> tuple[Row, Mapping[str, int]]:
    """Let visitors act on a server for some seconds; also returns the errors by what they say."""
    tally, cpu_s = asyncio.run(crowd(server, scenarios, visitors, think_s, seconds))
    times_ms = sorted(1e3 * t for t in tally.times_s) or [float("nan")] * 2
    opens_ms = sorted(1e3 * t for t in tally.opens_s) or [float("nan")] * 2
    count = max(1, len(tally.times_s))
    row = Row(
        server=name,
        visitors=visitors,
        think_s=think_s,
        actions=len(tally.times_s),
        per_s=round(len(tally.times_s) / seconds, 1),
        p50_ms=round(statistics.median(times_ms), 1),
        p95_ms=round(times_ms[int(0.95 * (len(times_ms) - 1))], 1),
        open_p95_ms=round(opens_ms[int(0.95 * (len(opens_ms) - 1))], 1),
        errors=sum(tally.errors.values()),
        cpu_ms=round(1e3 * cpu_s / count, 1),
        kb_down=round(tally.received / count / 1e3, 2),
        kb_up=round(tally.sent / count / 1e3, 2),
        kb_files=round(tally.file_bytes / count / 1e3, 2),
        mb=round(server.mb(), 1),
    )
    return row, tally.errors


async def _further_mb(server: Server, scenarios: Sequence[Scenario]) -> float:
    guests: list[Visitor] = []
    rng = random.Random(SEED)
    taken = [0.0]
    for number in (FIRST_GUESTS, FURTHER_GUESTS):
        for i in range(number):
            plan = scenarios[i % len(scenarios)]
            if guest := await arrive(server.address, plan, Tally()):
                guests.append(guest)
                for n in range(2):
                    await plan.act(guest, rng, n)
        await asyncio.sleep(SETTLING_S)
        taken.append(server.mb())
    for guest in guests:
        await guest.close()
    return (taken[-1] - taken[-2]) / FURTHER_GUESTS


def further_mb(server: Server, scenarios: Sequence[Scenario]) -> float:
    """Memory in MB that each further visitor takes who comes, acts twice and stays."""
    return asyncio.run(_further_mb(server, scenarios))


COLUMNS = {
    "server": "server",
    "visitors": "visitors",
    "think_s": "think s",
    "per_s": "actions/s",
    "p50_ms": "p50 ms",
    "p95_ms": "p95 ms",
    "open_p95_ms": "open p95 ms",
    "errors": "errors",
    "cpu_ms": "CPU ms",
    "kb_down": "kB down",
    "kb_up": "kB up",
    "kb_files": "kB files",
    "mb": "MB",
}


def table(rows: Sequence[Row]) -> str:
    """Rows as a Markdown table, each with its ratio to the bare page in the same conditions."""
    bare = {(row.visitors, row.think_s): row for row in rows if row.server == "bare"}
    lines = [
        "| " + " | ".join([*COLUMNS.values(), "p50, p95, actions/s beside bare"]) + " |",
        "|" + "---|" * (len(COLUMNS) + 1),
    ]
    for row in rows:
        base = bare.get((row.visitors, row.think_s))
        ratios = ""
        if base and base is not row:
            pairs = ((row.p50_ms, base.p50_ms), (row.p95_ms, base.p95_ms), (row.per_s, base.per_s))
            ratios = ", ".join(f"{mine / other:.2f}" for mine, other in pairs if other)
        lines.append("| " + " | ".join([*(str(getattr(row, name)) for name in COLUMNS), ratios]) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--visitors", type=int, nargs="+", default=[30, 60])
    parser.add_argument("--think-s", type=float, default=2.0)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--pages", nargs="+", choices=[*PAGES, "mix"], default=["explore", "mix"])
    parser.add_argument("--json", type=Path, help="also write the rows to this file")
    options = parser.parse_args()
    rows: list[Row] = []
    failed: Counter[str] = Counter()
    with ExitStack() as stack:
        servers = {"bare": stack.enter_context(serve_bare())}
        servers |= {name: stack.enter_context(serve()) for name in options.pages}
        scenarios = {"bare": [BARE], "mix": [PAGES[name] for name in MIX]}
        scenarios |= {name: [page] for name, page in PAGES.items()}
        rest = {name: server.mb() for name, server in servers.items()}
        for visitors, think_s in [
            (1, 0.5),
            *((n, options.think_s) for n in options.visitors),
            (SATURATING, 0.0),
        ]:
            for name, server in servers.items():
                row, errors = measure(name, server, scenarios[name], visitors, think_s, options.seconds)
                rows.append(row)
                failed.update({f"{name}: {error}": n for error, n in errors.items()})
                print(f"{name}, {visitors} visitors: done", file=sys.stderr)
    further = {}
    for name in servers:
        with serve_bare() if name == "bare" else serve() as server:
            further[name] = further_mb(server, scenarios[name])
    print(table(rows))
    print()
    for name, mb in rest.items():
        print(f"{name}: {mb:.0f} MB at rest, ready after {servers[name].ready_s:.1f} s")
        print(f"{name}: {further[name]:.2f} MB for each further visitor")
    for error, n in failed.most_common():
        print(f"{n} times {error}")
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1))


if __name__ == "__main__":
    main()
