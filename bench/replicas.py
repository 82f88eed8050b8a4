"""Several servers behind nginx, with visitors on all of them while one is killed, stopped or replaced.

Usage: python -m bench.replicas [--visitors 24] [--think-s 1] [--quick] [--log FILE]   (or deploy/try.sh)

Runs on loopback with deploy/nginx.conf, without containers; needs nginx. Every visitor chooses muscles on
Explore. One whose server goes away connects again, as a browser does, and asks for the page at its address;
what was not answered is asked once more. Prints for each phase how many actions were answered and how long
they took, for visitors of the servers that went away and for all others, and fails when an answer was
lost, when a page did not go on with the muscle that was chosen, or when others noticed anything.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import secrets
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.load import MUSCLES, SEED
from bench.server import ROOT, Server, free_port, serve
from bench.visitor import Answer, NoAnswerError, Visitor

SERVERS = 3
SETTLE_S = 4.0
RESUME_LIMIT_S = 30.0


@dataclass
class Replica:
    """A server that can go away and come back on its port."""

    port: int
    stack: ExitStack = field(default_factory=ExitStack)
    server: Server | None = None

    @property
    def address(self) -> str:
        """As nginx names it."""
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start and wait until it is ready."""
        self.server = self.stack.enter_context(serve(port=self.port))

    def end(self, how: signal.Signals) -> None:
        """End it with a signal and wait until it is gone."""
        if self.server:
            os.kill(self.server.pid, how)
            self.stack.close()
            self.server = None


@dataclass(frozen=True)
class Asked:
    """One action: how long until its answer, and whether the visitor's server went away meanwhile."""

    phase: str
    seconds: float
    broken: bool
    kept: bool
    gone: bool


@dataclass
class Trial:
    """What is going on, and what has happened."""

    address: str
    phase: str = "before"
    over: bool = False
    asked: list[Asked] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    ended_s: dict[str, float] = field(default_factory=dict)
    started_s: float = field(default_factory=time.perf_counter)
    lines: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Write a line of the log."""
        self.lines.append(f"{time.perf_counter() - self.started_s:7.1f} s  {text}")
        print(self.lines[-1], flush=True)


def selected(visitor: Visitor) -> str | None:
    """The muscle that the page shows as chosen."""
    try:
        data = json.loads(visitor.find("explore map").message.json)[0]
    except NoAnswerError:  # it is just being drawn
        return None
    chosen: str | None = data.get("selected")
    return chosen


async def resume(visitor: Visitor, chosen: tuple[str, str]) -> bool:
    """Connect again and ask for the page at its address; whether it shows what was chosen.

    That is the muscle of the last answer, or the next one if the address had it before the end came.
    """
    end = time.perf_counter() + RESUME_LIMIT_S
    while True:
        try:
            await visitor.connect()
            await visitor.again()
            return selected(visitor) in chosen
        except NoAnswerError:
            if time.perf_counter() > end:
                raise
            await asyncio.sleep(0.5)


async def choose(visitor: Visitor, wanted: str) -> Answer:
    """Choose a muscle on the map and wait until page and address have it."""
    answer = await visitor.tell(
        "explore map", {"kind": "pick", "id": wanted, "side": "right", "x": 1, "y": 1}
    )
    await visitor.until(
        lambda: selected(visitor) == wanted and f"muscle={wanted}" in visitor.query.split("&"),
        f"{wanted} on the map and in the address",
    )
    return answer


async def stay(trial: Trial, rng: random.Random, think_s: float) -> None:
    """One visitor, from opening the page to the end of the trial."""
    visitor = Visitor(trial.address)
    muscle = rng.choice(MUSCLES)
    await visitor.connect()
    connected_s = time.perf_counter()
    await visitor.open("explore", f"muscle={muscle}")
    while not trial.over:
        await asyncio.sleep(think_s * (0.5 + rng.random()))
        wanted, start, phase, on = rng.choice(MUSCLES), time.perf_counter(), trial.phase, visitor.served_by
        broken, kept, came_s = False, True, connected_s
        try:
            try:
                answer = await choose(visitor, wanted)
            except NoAnswerError:
                broken, came_s = True, connected_s
                kept = await resume(visitor, (muscle, wanted))
                connected_s = time.perf_counter()
                answer = await choose(visitor, wanted)
        except NoAnswerError as error:
            trial.lost.append(f"{phase}: {error}")
            continue
        if answer.faults:
            trial.lost.append(f"{phase}: {answer.faults}")
        muscle = wanted
        gone = trial.ended_s.get(on, 0) > came_s
        trial.asked.append(Asked(phase, time.perf_counter() - start, broken, kept, gone))
    await visitor.close()


async def run(trial: Trial, replicas: list[Replica], visitors: int, think_s: float, quick: bool) -> None:
    """Let things happen to the servers while visitors are there."""
    rng = random.Random(SEED)
    tasks = [asyncio.create_task(stay(trial, random.Random(rng.random()), think_s)) for _ in range(visitors)]
    await asyncio.sleep(2 * SETTLE_S)

    async def phase(name: str, replica: Replica, how: signal.Signals | None) -> None:
        trial.phase = name
        if how:
            trial.ended_s[replica.address] = time.perf_counter()
            trial.say(f"{name}: {how.name} to {replica.address}")
            await asyncio.to_thread(replica.end, how)
        else:
            await asyncio.to_thread(replica.start)
            trial.say(f"{name}: {replica.address} is ready")
        await asyncio.sleep(SETTLE_S)

    try:
        await phase("one is killed", replicas[0], signal.SIGKILL)
        await phase("and comes back", replicas[0], None)
        await phase("another is stopped", replicas[1], signal.SIGTERM)
        await phase("and is started", replicas[1], None)
        for replica in replicas if not quick else ():
            await phase(f"{replica.address} is replaced", replica, signal.SIGTERM)
            await phase(f"{replica.address} is replaced", replica, None)
    finally:
        trial.over = True
        ended, late = await asyncio.wait(tasks, timeout=2 * RESUME_LIMIT_S)
        for task in ended:
            if task.exception():
                trial.lost.append(f"a visitor gave up: {task.exception()!r}")
        for task in late:
            task.cancel()
            trial.lost.append("a visitor never came to an end")


def start_nginx(folder: Path, port: int, replicas: list[Replica]) -> subprocess.Popen[bytes]:
    """Start nginx on loopback with deploy/nginx.conf."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        raise SystemExit("nginx is not installed: apt-get install nginx-light")
    site = (ROOT / "deploy" / "nginx.conf").read_text()
    site = site.replace("listen 8080", f"listen 127.0.0.1:{port}")
    site = site.replace("/tmp/nginx-cache", str(folder / "cache"))
    for number, replica in enumerate(replicas, 1):
        site = site.replace(f"app{number}:8501", replica.address)
    (folder / "site.conf").write_text(site)
    (folder / "extra").mkdir()
    (folder / "extra" / "served-by.conf").write_text("add_header X-Served-By $upstream_addr always;\n")
    temporary = "".join(
        f"  {kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log warn;\nworker_processes 1;\n"
        f"events {{ worker_connections 2048; }}\n"
        f"http {{\n{temporary}  access_log off;\n  include {folder}/site.conf;\n}}\n"
    )
    return subprocess.Popen([nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")])


def report(trial: Trial) -> bool:
    """Print what was answered in each phase; returns whether all is well."""
    good = not trial.lost
    head = f"{'phase':38}{'answers':>9}{'p50 ms':>8}{'p95 ms':>8}{'slowest':>9}{'broken':>8}{'went on':>9}"
    lines = ["", head]
    for phase in dict.fromkeys(asked.phase for asked in trial.asked):
        here = [asked for asked in trial.asked if asked.phase == phase]
        groups = {
            phase: [asked for asked in here if not asked.gone],
            "   visitors of the server that went": [asked for asked in here if asked.gone],
        }
        for number, (name, asked) in enumerate(groups.items()):
            if not asked:
                continue
            times = sorted(1e3 * a.seconds for a in asked)
            broken = [a for a in asked if a.broken]
            p95 = times[int(0.95 * (len(times) - 1))]
            lines.append(
                f"{name:38}{len(asked):9}{statistics.median(times):8.0f}{p95:8.0f}"
                f"{times[-1]:9.0f}{len(broken):8}{sum(a.kept for a in broken):9}"
            )
            good &= all(a.kept for a in asked) and not (number == 0 and broken)
    lines += [
        "",
        f"{len(trial.asked)} answers, {len(trial.lost)} lost; "
        + ("others noticed nothing" if good else "NOT AS PROMISED"),
        *trial.lost[:20],
    ]
    trial.lines += lines
    print("\n".join(lines))
    return good


def main() -> None:
    """Run the trial."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--visitors", type=int, default=24)
    parser.add_argument("--think-s", type=float, default=1.0)
    parser.add_argument("--quick", action="store_true", help="kill one and stop one, but replace none")
    parser.add_argument("--log", type=Path, help="also write the log to this file")
    options = parser.parse_args()
    os.environ["STREAMLIT_SERVER_COOKIE_SECRET"] = secrets.token_hex(32)
    replicas = [Replica(free_port()) for _ in range(SERVERS)]
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        for replica in replicas:
            stack.callback(replica.end, signal.SIGTERM)
        with ThreadPoolExecutor(SERVERS) as threads:
            list(threads.map(Replica.start, replicas))
        port = free_port()
        nginx = start_nginx(Path(name), port, replicas)
        stack.callback(nginx.wait, 10)
        stack.callback(nginx.terminate)
        time.sleep(1)
        trial = Trial(f"127.0.0.1:{port}")
        trial.say(f"{SERVERS} servers behind nginx, {options.visitors} visitors")
        asyncio.run(run(trial, replicas, options.visitors, options.think_s, options.quick))
        good = report(trial)
        with suppress(FileNotFoundError):
            print((Path(name) / "error.log").read_text()[-2000:], file=sys.stderr)
    if options.log:
        options.log.write_text("\n".join(trial.lines) + "\n")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
