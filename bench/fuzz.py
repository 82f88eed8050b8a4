"""Hostile input without end, against what pages and commands call: data files, links, saved files, sentences.

Usage: python -m bench.fuzz data|links|files|words [--minutes 1] [--seed 0] [--again FILE]

Each try runs in a process of its own kind, so that an endless loop, a crash of the interpreter and memory
without bound are found too. Prints every minute what was tried; what is found is written to
build/fuzz/PART.jsonl, one try a line, which --again tries once more. Ends with 1 when something was found.
"""

from __future__ import annotations

import argparse
import base64
import csv
import functools
import json
import logging
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.server import ROOT

OUT = ROOT / "build" / "fuzz"
STUCK_S = 60  # of the processor, without an answer
SILENT_S = 1800  # by the clock, however busy the machine is
MOST_GROWTH_MB = 400
Case = dict[str, Any]
"""What is tried, as JSON can hold it; its kind stands under `kind`."""


@dataclass(frozen=True)
class Fuzz:
    """One part: what is tried, and what is wrong with how it went."""

    make: Callable[[random.Random], Case]
    attempt: Callable[[Case], list[str]]
    limits_s: dict[str, float]
    """Processor time a try may take, by kind."""


# Bytes, texts and values that have broken readers before

NASTY_TEXT = (
    "", " ", "\x00", "\x1b[31m", "\u202e", "\ufeff", "\ud83d", "é" * 40, "𝟙", "٣", "null", "~", "true", "no",
    "0x10", "1e999", "-0", ".nan", "NaN", "1_000", "2026-02-30", "9" * 400, "'", '"', "`", "\\", "%", "%00",
    "../../etc/passwd", "<b id=tpq>", "<img src=x onerror=tpq()>", "![tpq](http://tpq.invalid/p.png)",
    "[tpq](javascript:tpq)", ":red[tpq]", "$tpq$", "{tpq}", "{0}", "%s", "a-b-c", "soleus", "front", "left",
    "x" * 5000, "a,b,c", "nan,nan,nan", "inf", "1,2", "\r\n", "\t", "- ", ": ", "&a ", "*a", "<<: ",
    "!!python/object:os.system", "|", ">", "---\n", "...\n", "# ", "? ", "[" * 60, "{" * 60, "]", "}", "{}",
    "[]", "[[]]", "=", "\u2028", "ſ", "İ", "ß", "\U0001f600",
)  # fmt: skip
NASTY_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 10**30, -(10**30), 1.5, 1e308, -1e308, 1e-300, [], {}, [[]], [None],
    {"": None}, {"id": 1}, *NASTY_TEXT,
)  # fmt: skip


def changed_bytes(rng: random.Random, data: bytes, other: bytes = b"") -> bytes:
    """Bytes with a few changes: flipped, cut, doubled, filled in, mixed with others."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        at = rng.randrange(len(made) + 1)
        end = min(len(made), at + rng.choice((1, 2, 8, 40, 400)))
        match rng.randrange(8):
            case 0:
                made[at:end] = b""
            case 1:
                made[at:at] = rng.choice(NASTY_TEXT).encode("utf-8", "surrogatepass")
            case 2:
                made[at:end] = rng.choice(NASTY_TEXT).encode("utf-8", "surrogatepass")
            case 3 if made:
                made[at % len(made)] = rng.randrange(256)
            case 4:
                made[at:at] = made[at:end] * rng.choice((1, 2, 50))
            case 5:
                del made[at:]
            case 6:
                start = rng.randrange(len(other) + 1)
                made[at:at] = other[start : start + rng.choice((5, 50, 500))]
            case _:
                lines = bytes(made).split(b"\n")
                rng.shuffle(lines[(i := rng.randrange(len(lines))) : i + 3])
                lines.insert(rng.randrange(len(lines) + 1), rng.choice(lines))
                made = bytearray(b"\n".join(lines))
    return bytes(made)


def changed_value(rng: random.Random, data: Any) -> Any:
    """Plain data with one value, key or item changed somewhere within."""
    data = json.loads(json.dumps(data))
    path = list(_ways(rng, data))
    holder, key = rng.choice(path) if path else (None, None)
    if holder is None:
        return rng.choice(NASTY_VALUES)
    match rng.randrange(7):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[rng.choice((str(key).upper(), f"{key}x", rng.choice(NASTY_TEXT)))] = holder.pop(key)
        case 2 if isinstance(holder, list):
            holder.extend(json.loads(json.dumps([holder[key]])) * rng.choice((1, 3, 700)))
        case 3:
            holder[key] = [holder[key]]
        case 4 if isinstance(holder[key], str):
            holder[key] = (
                holder[key][: rng.randrange(9)] + rng.choice(NASTY_TEXT) + holder[key][rng.randrange(9) :]
            )
        case 5 if isinstance(holder[key], (int, float)):
            holder[key] = holder[key] * rng.choice((-1, 0, 1.5, 1000, 1e30))
        case _:
            holder[key] = rng.choice(NASTY_VALUES)
    return data


def _ways(rng: random.Random, data: Any) -> Iterator[tuple[Any, Any]]:
    """A random way down into the data: each step's holder and key."""
    while isinstance(data, (dict, list)) and data:
        key = rng.choice(list(data)) if isinstance(data, dict) else rng.randrange(len(data))
        yield data, key
        data = data[key]


def coded(data: bytes) -> str:
    """Bytes as JSON can hold them."""
    return base64.b64encode(data).decode()


# data: what stands in the folder data/

_SHORTENED = 3  # records of each part: all kinds of records, read in a moment


@functools.cache
def _data_texts() -> dict[str, bytes]:
    """The real files, and each shortened to its first records."""
    from triggerpoints.content.reading import yaml_text
    from triggerpoints.content.reading.files import DATA_FOLDER, FILES

    texts = {}
    for name in dict.fromkeys(file.name for file in FILES):
        whole = (DATA_FOLDER / name).read_bytes()
        plain = yaml_text.load(whole.decode())
        short = _first(plain) if name == "sources.yml" else {key: _first(part) for key, part in plain.items()}
        texts[f"whole {name}"] = whole
        texts[f"short {name}"] = _yaml(short)
    return texts


def _yaml(plain: Any) -> bytes:
    import yaml

    made = yaml.dump(plain, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    return made.encode("utf-8", "surrogatepass")


def _first(part: Any) -> Any:
    if isinstance(part, list):
        return part[:_SHORTENED]
    return dict(list(part.items())[:_SHORTENED]) if isinstance(part, dict) and len(part) > 20 else part


def make_data(rng: random.Random) -> Case:
    """A data file that is broken somewhere, among sound ones."""
    from triggerpoints.content.reading import yaml_text

    texts = _data_texts()
    kind = rng.choices(("short", "whole"), (40, 1))[0]
    name = rng.choice([key for key in texts if key.startswith(kind)])
    text = texts[name]
    if kind == "short" and rng.random() < 0.6:
        plain = yaml_text.load(text.decode())
        for _ in range(rng.choice((1, 1, 2, 5))):
            plain = changed_value(rng, plain)
        try:
            text = _yaml(plain)
        except (ValueError, TypeError):  # half a letter, which YAML cannot write
            text = json.dumps(plain).encode()
    else:
        text = changed_bytes(rng, text, texts[rng.choice(list(texts))])
    return {"kind": kind, "file": name.partition(" ")[2], "data": coded(text)}


@functools.cache
def _data_folder(kind: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{kind}-"))
    for name, text in _data_texts().items():
        if name.startswith(kind):
            (folder / name.partition(" ")[2]).write_bytes(text)
    return folder


@functools.cache
def _steady_data() -> None:
    """Sound files are parsed once, the atlas is looked through once; the broken file goes the whole way."""
    from triggerpoints.content.checks import check
    from triggerpoints.content.reading import loader

    true, read, atlas = loader._plain_data, {}, tuple(check.damaged())

    def plain(path: Path) -> Any:
        sound = f"{'short' if 'short' in path.parent.name else 'whole'} {path.name}"
        text = path.read_bytes()
        if text != _data_texts()[sound]:
            return true(path)
        if sound not in read:
            read[sound] = true(path)
        return read[sound]

    loader._plain_data = plain
    check.damaged = lambda _: iter(atlas)


def attempt_data(case: Case) -> list[str]:
    """`check`, and what the app reads: problems with file and fix, nothing else."""
    from triggerpoints.content.checks.check import check

    _steady_data()
    folder = _data_folder(case["kind"])
    file, sound = folder / case["file"], _data_texts()[f"{case['kind']} {case['file']}"]
    file.write_bytes(base64.b64decode(case["data"]))
    try:
        report = check(folder)
    finally:
        file.write_bytes(sound)
    wrong = []
    for problem in report.problems:
        said = str(problem)
        if not (problem.file and problem.problem and problem.fix):
            wrong.append(f"no file or no fix: {said[:200]}")
        elif not said.isprintable() or len(said) > 700:
            wrong.append(f"not one short line: {said[:200]!r}")
    return list(dict.fromkeys(wrong))


# links: query parameters of every page

PARAMETERS = {
    "home": ("audience",),
    "find": ("areas", "place", "side", "step", "audience"),
    "explore": ("muscle", "point", "view", "layer", "side", "turn", "hidden", "kin", "audience"),
    "under_the_needle": (
        "muscle", "point", "side", "place", "plane", "move", "angle", "build", "frame", "view", "audience"
    ),
    "techniques": ("technique", "condition", "part", "view", "audience"),
    "conditions": ("condition", "technique", "part", "view", "audience"),
    "safety": ("part", "region", "view", "audience"),
    "visit": ("part", "audience"),
    "evidence": ("technique", "condition", "part", "audience"),
    "learn": ("do", "set", "region", "kind", "number", "seed", "audience"),
    "compare": ("muscles", "view", "audience"),
    "glossary": ("term", "audience"),
    "about": ("audience",),
}  # fmt: skip
PAGE_SHARE = 0.04  # a page takes as long as some dozens of readings
MARKDOWN = ("markdown", "caption", "warning", "error", "info", "success", "toast", "title", "header")
MARK = "tpq"
"""A word that nothing of ours holds."""


@functools.cache
def _sound_values() -> dict[str, tuple[str, ...]]:
    from triggerpoints.atlas import load_atlas
    from triggerpoints.content import load_content
    from triggerpoints.referral import record
    from triggerpoints.study import set as sets

    content, atlas = load_content(), load_atlas()
    records = [record.from_json(text, atlas, content) for text in _saved()["pain"]]
    return {
        "muscle": tuple(content.muscles),
        "muscles": ("soleus,plantaris", ",".join(list(content.muscles)[:40])),
        "point": tuple(point.id for muscle in content.muscles.values() for point in muscle.trigger_points),
        "view": tuple(atlas.views),
        "layer": tuple(atlas.layers),
        "side": ("left", "right", "both"),
        "turn": ("10,20,300", "0,0,1", "-180.5,89.9,2", "1e3,1e3,1e3"),
        "hidden": ("soleus_tibia.left", "soleus.left", "a_b_c"),
        "kin": ("tibial-nerve", "scapula", "flex-the-big-toe"),
        "place": (*list(content.places)[:9], "-90,-50,800", "0,0,0", "399,399,1899", "1e300,0,0"),
        "plane": ("transverse", "sagittal", "frontal", "coronal"),
        "move": ("3", "-60", "1e9", "0.5"),
        "angle": ("10", "-30", "nan", "1e400"),
        "build": ("slim", "average", "heavy"),
        "frame": ("close", "whole"),
        "technique": tuple(content.techniques),
        "condition": tuple(content.conditions),
        "term": tuple(content.glossary),
        "region": ("neck", "foot", "thigh,leg", "head"),
        "kind": ("find,name", "plane", "which", "paint", "layers"),
        "do": ("quiz", "review", "set", "sheet", "deck", "show", "results"),
        "number": ("5", "40"),
        "seed": ("1", "999999999", "²", "0"),
        "step": ("where", "signs", "feel", "fits", "else", "keep", "all", "3"),
        "part": ("muscles", "points", "evidence", "self-care", "signs", "harms", "needles"),
        "audience": ("patient", "student"),
        "areas": tuple(record.to_link(one) for one in records),
        "set": tuple(sets.to_text(sets.from_json(text)) for text in _saved()["set"]),
    }


def make_links(rng: random.Random) -> Case:
    """Parameters for a page: sound, changed, foreign and nasty ones; links packed around broken contents."""
    page = rng.choice(list(PARAMETERS))
    names = [name for name in PARAMETERS[page] if rng.random() < 0.6] or [rng.choice(PARAMETERS[page])]
    if rng.random() < 0.1:
        names.append(rng.choice([*_sound_values(), "utm", ""]))
    params = {name: _parameter(rng, name) for name in names}
    return {"kind": "page" if rng.random() < PAGE_SHARE else "reader", "page": page, "params": params}


def _parameter(rng: random.Random, name: str) -> str:
    import zlib

    sound = rng.choice(_sound_values().get(name, NASTY_TEXT))
    roll = rng.random()
    if roll < 0.35:
        return sound
    if name in ("areas", "set") and roll < 0.8:
        from triggerpoints.study import set as sets

        kind = "pain" if name == "areas" else "set"
        plain = changed_value(rng, json.loads(rng.choice(_saved()[kind])))
        if name == "areas":
            packed = zlib.compress(json.dumps(plain).encode(), 9)
            return base64.urlsafe_b64encode(packed).decode().rstrip("=")
        if isinstance(plain, dict):
            plain = {"e" if key == "exam_date" else key[:1]: value for key, value in plain.items()}
        packer = zlib.compressobj(9, wbits=-15, zdict=sets._WORDS)
        packed = packer.compress(json.dumps(plain).encode()) + packer.flush()
        return "1" + base64.urlsafe_b64encode(packed).decode().rstrip("=")
    if roll < 0.7:
        return changed_bytes(rng, sound.encode("utf-8", "surrogatepass"), b"front,left").decode(
            "utf-8", "replace"
        )
    return rng.choice(NASTY_TEXT).encode("utf-8", "replace").decode() * rng.choice((1, 1, 3))


def attempt_links(case: Case) -> list[str]:
    """What reads the address; in some tries the page itself."""
    return _open_page(case) if case["kind"] == "page" else _read_link(case)


def _read_link(case: Case) -> list[str]:
    from triggerpoints.atlas import load_atlas
    from triggerpoints.content import load_content
    from triggerpoints.referral import record
    from triggerpoints.study import set as sets
    from triggerpoints.ui.explore import address
    from triggerpoints.ui.needle import session

    params, atlas, content = case["params"], load_atlas(), load_content()
    problems: list[str] = []
    if case["page"] == "under_the_needle":
        state, problems = session.read(params, content)
        session.site(atlas, content, state)
        if session.read(session.write(state), content) != (state, []):
            return [f"what is written is not read again: {state}"]
    elif case["page"] in ("find", "learn"):
        try:
            if "areas" in params:
                known = record.from_link(params["areas"], atlas, content)
                record.to_json(known)
            if "set" in params:
                sets.to_text(sets.fitting(sets.from_text(params["set"]), content.muscles, ())[0])
        except (record.UnreadableRecordError, sets.UnreadableSetError) as error:
            problems = [str(error)]
    else:
        shown, problems = address.read(params, atlas, content)
        if address.read(address.write(shown, atlas, content), atlas, content) != (shown, []):
            return [f"what is written is not read again: {shown}"]
    return [f"no short sentence: {said[:200]!r}" for said in problems if not _is_sentence(said)]


def _is_sentence(said: str) -> bool:
    return said.isprintable() and said.endswith(".") and said[:1].isupper() and len(said) < 400


def _open_page(case: Case) -> list[str]:
    from streamlit.testing.v1 import AppTest

    from triggerpoints.ui.messages import WENT_WRONG

    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SILENT_S)
    app.switch_page(f"pages/{case['page']}.py")
    for name, value in case["params"].items():
        app.query_params[name] = value
    failures: list[str] = []
    log = logging.getLogger("triggerpoints.ui.messages")
    log.exception = lambda said: failures.append(traceback.format_exc())  # type: ignore[method-assign,assignment]
    app.run()
    wrong = [f"exception: {error.message}" for error in app.exception] + failures
    drawn = "\n".join(element.proto.body for element in app.get("html"))
    if WENT_WRONG in drawn and not failures:
        wrong.append("the page says that something went wrong")
    for quoted in (f"<b id={MARK}>", f"<img src=x onerror={MARK}"):
        if quoted in drawn:
            wrong.append(f"the link's {quoted} is HTML of the page")
    for kind in MARKDOWN:
        for element in app.get(kind):
            if MARK in element.value.replace("\\[", ""):
                wrong.append(f"the link is Markdown of the page in a {kind}: {element.value[:200]}")
    return wrong


# files: what is opened from a disk


@functools.cache
def _saved() -> dict[str, tuple[str, ...]]:
    """Sound files of each kind."""
    from datetime import UTC, datetime, timedelta

    from triggerpoints.atlas import load_atlas
    from triggerpoints.content import load_content
    from triggerpoints.referral import areas, record
    from triggerpoints.reports.review_sheet import sheet_csv, sheets
    from triggerpoints.study import progress_file, results, schedule
    from triggerpoints.study import set as sets
    from triggerpoints.study.quiz import Card

    content, now = load_content(), datetime(2026, 3, 1, 9, tzinfo=UTC)
    drawn = areas.Stroke("paint", "front", 30, ((200, 400), (210, 420), (230, 430)))
    lasso = areas.Stroke("lasso", "back", 0, ((200, 400), (300, 400), (300, 600), (200, 600)))
    place = areas.Area(
        "forehead" if "forehead" in content.places else next(iter(content.places)), "left", strength=4
    )
    flags = list(content.red_flags)
    pains = (
        record.PainRecord((place,), (flags[0],), tuple(flags[1:4])),
        record.PainRecord((areas.Area(strokes=(drawn, lasso)),)),
    )
    progress = schedule.Progress()
    for number, muscle in enumerate(list(content.muscles)[:8]):
        progress = schedule.rate(progress, Card(muscle, "find"), "good", now + timedelta(days=number))
    made = sets.StudySet("Calf", ("soleus", "plantaris"), ("find", "name"), "7", 10)
    answered = tuple(
        results.Answered(f"{muscle}/find", 1.0, "Soleus") for muscle in list(content.muscles)[:5]
    )
    result = results.Result("Ann", "Calf", sets.to_text(made), now, answered)
    sheet = sheet_csv(sheets(content, ["soleus"]))
    return {
        "pain": tuple(record.to_json(pain) for pain in pains if load_atlas()),
        "set": (sets.to_json(made), sets.to_json(sets.StudySet("All", tuple(content.muscles)))),
        "progress": (progress_file.to_json(progress),),
        "result": (results.to_json(result),),
        "review": (sheet if isinstance(sheet, str) else sheet.decode(),),
    }


def make_files(rng: random.Random) -> Case:
    """A saved file that is broken somewhere."""
    kind = rng.choice(list(_saved()))
    text = rng.choice(_saved()[kind])
    if kind != "review" and rng.random() < 0.7:
        plain = json.loads(text)
        for _ in range(rng.choice((1, 1, 2, 4))):
            plain = changed_value(rng, plain)
        return {"kind": kind, "data": coded(json.dumps(plain).encode())}
    other = rng.choice(_saved()[rng.choice(list(_saved()))]).encode()
    return {"kind": kind, "data": coded(changed_bytes(rng, text.encode(), other))}


def attempt_files(case: Case) -> list[str]:
    """Open the file as the pages and commands do, and go on with what was read."""
    from datetime import UTC, datetime

    from triggerpoints.atlas import load_atlas
    from triggerpoints.content import load_content, reviews
    from triggerpoints.referral import record, search
    from triggerpoints.study import progress_file, results, schedule
    from triggerpoints.study import set as sets

    data, atlas, content = base64.b64decode(case["data"]), load_atlas(), load_content()
    now = datetime.now(UTC)
    try:
        match case["kind"]:
            case "pain":
                known = record.from_json(data, atlas, content)
                if record.from_json(record.to_json(known), atlas, content) != known:
                    return ["what was saved again is something else"]
                if known.areas:
                    search.find(known.areas, atlas, content, 10)
            case "set":
                read, problems = sets.fitting(sets.from_json(data), content.muscles, ())
                sets.to_text(read)
                return [f"no short sentence: {said!r}" for said in problems if not _is_sentence(said)]
            case "progress":
                learned = progress_file.from_json(data)
                schedule.forecast(learned, now)
                schedule.strength(learned, now)
                schedule.today(schedule.merged(schedule.Progress(), learned), (), now)
                progress_file.from_text(progress_file.to_text(learned))
            case "result":
                results.put_together([results.from_json(data)] * 3)
            case "review":
                reviews.read_sheet(data.decode("utf-8-sig"), content)
    except UnicodeDecodeError:
        return [] if case["kind"] == "review" else ["UnicodeDecodeError"]
    except (
        record.UnreadableRecordError,
        sets.UnreadableSetError,
        progress_file.UnreadableProgressError,
        results.UnreadableResultError,
        reviews.UnreadableSheetError,
    ) as error:
        said = str(error)
        whole = said if case["kind"] != "result" else f"The file: {said}."
        return [] if _is_sentence(whole) else [f"no short sentence: {said[:300]!r}"]
    return []


# words: what people type


@functools.cache
def _phrases() -> tuple[str, ...]:
    folder = ROOT / "tests" / "data"
    said = []
    for name in ("pain_phrases.csv", "pain_phrases_held_out.csv", "danger_phrases.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            said += [row["text"] for row in csv.DictReader(file)]
    return tuple(said)


JOINTS = (
    " and ",
    ", ",
    " ",
    " but not ",
    " from ",
    " to ",
    " down ",
    "; ",
    ". ",
    "\n",
    " - ",
    "/",
    " with ",
    " when ",
    " no ",
)


def make_words(rng: random.Random) -> Case:
    """A sentence: said by people, changed, joined, of words in any order, or of any letters."""
    phrases = _phrases()
    roll = rng.random()
    if roll < 0.4:
        text = changed_bytes(rng, rng.choice(phrases).encode(), rng.choice(phrases).encode()).decode(
            "utf-8", "replace"
        )
    elif roll < 0.7:
        text = rng.choice(JOINTS).join(rng.choice(phrases) for _ in range(rng.choice((2, 3, 6))))
    elif roll < 0.9:
        words = " ".join(rng.choice(phrases) for _ in range(6)).split()
        text = rng.choice(JOINTS).join(rng.choice(words) for _ in range(rng.choice((3, 10, 40))))
    else:
        text = "".join(
            chr(rng.choice((rng.randrange(32, 127), rng.randrange(0xD7FF))))
            for _ in range(rng.randrange(300))
        )
    return {"kind": "sentence" if len(text) <= SENTENCE else "text", "text": text[:2500]}


SENTENCE = 200  # letters; longer ones are texts of many sentences


def attempt_words(case: Case) -> list[str]:
    """Read it; spans lie in the text, places and signs exist."""
    from triggerpoints.content import load_content
    from triggerpoints.referral.reader.sentence import read

    content = load_content()
    read.cache_clear()
    reading = read(case["text"], content)
    wrong = [
        f"no such place: {place}"
        for area in reading.areas
        for place in area.places
        if place not in content.places
    ]
    wrong += [
        f"no such sign: {flag}" for flag in (*reading.dangers, *reading.asks) if flag not in content.red_flags
    ]
    spans = [span for area in reading.areas for span in area.spans] + [
        unread.span for unread in reading.unread
    ]
    wrong += [
        f"a span beside the text: {span}"
        for span in spans
        if not 0 <= span[0] <= span[1] <= len(case["text"])
    ]
    return wrong


FUZZES = {
    "data": Fuzz(make_data, attempt_data, {"short": 4, "whole": 15}),
    "links": Fuzz(make_links, attempt_links, {"reader": 1, "page": 10}),
    "files": Fuzz(
        make_files, attempt_files, dict.fromkeys(("pain", "set", "progress", "result", "review"), 2)
    ),
    "words": Fuzz(make_words, attempt_words, {"sentence": 0.05, "text": 0.5}),
}


# How tries are run


def _work(part: str, seed: str, again: list[Case] | None, pipe: Connection) -> None:
    """Tries without end, each told before and after."""
    logging.disable(logging.WARNING)
    fuzz, rng = FUZZES[part], random.Random(seed)
    waiting = iter(again) if again is not None else (fuzz.make(rng) for _ in iter(int, 1))
    for number, case in enumerate(waiting):
        pipe.send(("tries", case))
        before_mb = _most_mb()
        took, wrong = _timed(fuzz, case)
        limit = fuzz.limits_s[case["kind"]]
        for _ in range(3):  # the first tries load what is kept, and others may have the machine
            if took > limit:
                took = min(took, _timed(fuzz, case)[0])
        if took > limit:
            wrong.append(f"took {took:.2f} s of the processor, more than {limit} s")
        if number > 20 and _most_mb() - before_mb > MOST_GROWTH_MB:
            wrong.append(f"took {_most_mb() - before_mb:.0f} MB of memory")
        pipe.send(("tried", wrong, took))
    pipe.send(("ended",))


def _timed(fuzz: Fuzz, case: Case) -> tuple[float, list[str]]:
    began = time.process_time()
    try:
        wrong = fuzz.attempt(case)
    except BaseException:  # whatever it is, it should not have come out
        wrong = [traceback.format_exc()]
    return time.process_time() - began, wrong


def _used_s(pid: int | None) -> float:
    """Processor time of a process; endless loops use it up, a busy machine does not."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _most_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def kind_of(wrong: str) -> str:
    """Findings of one kind are written down a few times only."""
    lines = wrong.strip().splitlines()
    where = [line.strip() for line in lines if line.strip().startswith("File ") and "bench" not in line]
    return f"{where[-1] if where else ''} {lines[-1][:40]}"


def run(part: str, minutes: float, seed: int, again: list[Case] | None = None) -> int:
    """Try for some minutes; returns the number of kinds of findings."""
    OUT.mkdir(parents=True, exist_ok=True)
    found: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    slowest: dict[str, float] = {}
    began = said_at = time.monotonic()
    case: Case = {}
    number, goes_on = 0, True
    with (OUT / f"{part}.jsonl").open("a", encoding="utf-8") as file:

        def note(wrong: str) -> None:
            found[kind_of(wrong)] += 1
            if found[kind_of(wrong)] <= 3 and again is None:
                file.write(json.dumps({"case": case, "wrong": wrong}) + "\n")
                file.flush()
            if found[kind_of(wrong)] == 1 or again is not None:
                print(f"FOUND in {part}: {json.dumps(case)[:300]}\n{wrong}", flush=True)

        def summary(word: str) -> None:
            counts = ", ".join(
                f"{count:,} {kind} (slowest {slowest[kind]:.3f} s)" for kind, count in sorted(tried.items())
            )
            print(
                f"{word} {part}, {(time.monotonic() - began) / 60:.1f} minutes, seed {seed}: "
                f"{sum(tried.values()):,} tried: "
                f"{counts or 'nothing yet'}; {sum(found.values())} findings of {len(found)} kinds",
                flush=True,
            )

        while goes_on and time.monotonic() - began < minutes * 60:
            ours, theirs = multiprocessing.Pipe()
            worker = multiprocessing.get_context("fork").Process(
                target=_work, args=(part, f"{seed} {number}", again, theirs), daemon=True
            )
            worker.start()
            theirs.close()
            number += 1
            heard_at, used_s = time.monotonic(), 0.0
            while time.monotonic() - began < minutes * 60:
                if time.monotonic() - said_at > 60:
                    said_at = time.monotonic()
                    summary("so far:")
                try:
                    if not ours.poll(5):
                        if _used_s(worker.pid) - used_s > STUCK_S or time.monotonic() - heard_at > SILENT_S:
                            note("no end")
                            break
                        continue
                    what, *about = ours.recv()
                    heard_at, used_s = time.monotonic(), _used_s(worker.pid)
                except (EOFError, OSError):
                    worker.join(5)
                    note(f"the process ended with {worker.exitcode}")
                    break
                if what == "tries":
                    case = about[0]
                elif what == "ended":
                    goes_on = False
                    break
                else:
                    wrongs, took = about
                    tried[case["kind"]] += 1
                    slowest[case["kind"]] = max(took, slowest.get(case["kind"], 0))
                    for wrong in wrongs:
                        note(wrong)
            worker.kill()
            worker.join()
    summary("ENDED:")
    return len(found)


def main() -> None:
    """Read the command line, try, and end with 1 when something was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("part", choices=tuple(FUZZES))
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--again", type=Path, metavar="FILE", help="try what was found before")
    options = parser.parse_args()
    again = None
    if options.again:
        again = [json.loads(line)["case"] for line in options.again.read_text(encoding="utf-8").splitlines()]
    os.chdir(ROOT)
    sys.exit(1 if run(options.part, options.minutes, options.seed, again) else 0)


if __name__ == "__main__":
    main()
