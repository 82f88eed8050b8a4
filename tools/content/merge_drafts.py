"""Puts the drafts of muscle records together into data/trigger_points.yml and data/sources.yml.

Run from the repository's root: ``python -m tools.content.merge_drafts --help``.
"""

import argparse
import csv
import difflib
import io
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import yaml
from pydantic import ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from triggerpoints.content import yaml_text
from triggerpoints.content.faults import explain
from triggerpoints.content.files import DATA_FOLDER
from triggerpoints.content.muscle import Muscle
from triggerpoints.content.problem import Problem
from triggerpoints.content.source import Source

LINE_WIDTH = 110
_SOURCE_COMMENT = re.compile(r"^#\s*source\s+([^\s:]+):\s*(.+?)\s*$")
_DOI = re.compile(r"10\.\d{4,9}/[^\s;,]+")
_URL = re.compile(r"https?://[^\s;]+")
_FIELDS = tuple(Muscle.model_fields)

BOOKS: dict[str, dict[str, Any]] = {
    "travell-v1": {
        "cite": "Travell & Simons, Myofascial Pain and Dysfunction: The Trigger Point Manual, volume 1, "
        "upper half of the body (zones read by eye from the figures)",
        "status": "existence",
    },
    "travell-v2": {
        "cite": "Travell & Simons, Myofascial Pain and Dysfunction: The Trigger Point Manual, volume 2, "
        "the lower extremities (zones read by eye from the figures)",
        "status": "existence",
    },
    "travell-memory": {
        "cite": "Travell & Simons, Myofascial Pain and Dysfunction: The Trigger Point Manual "
        "(pattern from memory, figure not seen)",
        "status": "memory",
    },
    "ta2": {"cite": "FIPAT, Terminologia Anatomica, 2nd edition (TA2)", "status": "confirmed"},
}


@dataclass(frozen=True)
class Draft:
    """One draft file: its records, their nodes (for lines) and the sources of its comments."""

    path: Path
    records: tuple[dict[str, Any], ...]
    node: Node | None
    sources: Mapping[str, str]

    def line(self, path: yaml_text.Path) -> int | None:
        """Line of a value, counted from 1."""
        return yaml_text.line_of(self.node, path)


def main(arguments: list[str] | None = None) -> int:
    """Merge the drafts; returns 1 when some record could not be taken."""
    options = _parser().parse_args(arguments)
    complaints: list[str] = []
    zone_words, place_ids = _vocabulary(options.data / "places.yml")
    drafts = [_read_draft(path, complaints) for path in sorted((options.data / "drafts").glob("*.yml"))]
    sources, renamed = _collect_sources(drafts, options.data / "sources.yml", options.sources, complaints)
    named_by = _named_by(options.literature, zone_words, complaints) if options.literature else {}
    with options.muscles.open(encoding="utf-8", newline="") as table:
        order = [row["id"] for row in csv.DictReader(table)]
    merged: dict[str, dict[str, Any]] = {}
    unplaced: list[str] = []
    for draft in drafts:
        for index, record in enumerate(draft.records):
            at: yaml_text.Path = ("muscles", index)
            record = _converted(record, zone_words, place_ids, draft, at, complaints)
            record = _with_keys(record, renamed.get(draft.path, {}))
            if record.get("id") in named_by:
                record["named_by"] = named_by[record["id"]]
            lacking = _take(record, draft, at, order, set(sources), merged, complaints)
            if lacking and options.allow_missing:
                merged[record["id"]] = record
            unplaced.extend(lacking)
    absent = [muscle for muscle in order if muscle not in merged]
    report = [*complaints, *(f"no position yet: {name}" for name in unplaced)]
    report.append(f"merged {len(merged)} of {len(order)} muscles; not merged: {', '.join(absent) or 'none'}")
    if options.errors:
        options.errors.write_text("\n".join(report) + "\n", encoding="utf-8")
    print("\n".join(report))
    ordered = [_in_field_order(merged[muscle]) for muscle in order if muscle in merged]
    _write(options.data / "trigger_points.yml", _MUSCLES_HEAD + _dump({"muscles": ordered}, "\n  - id: "))
    _write(options.data / "sources.yml", _SOURCES_HEAD + _dump(sources, None))
    return 1 if complaints else 0


_MUSCLES_HEAD = "# Muscles, their trigger points and zones. Fields: docs/data-format.md.\n\n"
_SOURCES_HEAD = (
    "# What the texts cite, by key.\n"
    "# status: confirmed (abstract or excerpt read), existence (title only), memory (not looked up).\n\n"
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "muscles", type=Path, help="table of the muscles (column id), in the order to write them"
    )
    parser.add_argument("--sources", type=Path, help="YAML file of sources to start from")
    parser.add_argument(
        "--literature", type=Path, help="table of referral patterns, to count independent sources"
    )
    parser.add_argument("--data", type=Path, default=DATA_FOLDER, help="data folder with drafts/ in it")
    parser.add_argument("--errors", type=Path, help="text file to write what the authors have to mend to")
    parser.add_argument(
        "--allow-missing", action="store_true", help="take muscles whose points lack a position"
    )
    return parser


def _vocabulary(path: Path) -> tuple[dict[str, list[str]], set[str]]:
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return data["zone_words"], {place["id"] for place in data["places"]}


def _read_draft(path: Path, complaints: list[str]) -> Draft:
    text = path.read_text(encoding="utf-8")
    found = (_SOURCE_COMMENT.match(line) for line in text.splitlines())
    sources = {match[1]: match[2] for match in found if match}
    try:
        node = yaml_text.compose(text)
        data = yaml_text.construct(node) if node is not None else None
    except yaml_text.NotYamlError as error:
        complaints.append(f"{path.name}:{error.line}: not YAML: {error.problem}")
        return Draft(path, (), None, sources)
    records = data.get("muscles") if isinstance(data, dict) else None
    if not isinstance(records, list):
        complaints.append(f"{path.name}:1: the top key 'muscles' with a list under it is missing")
        return Draft(path, (), node, sources)
    return Draft(path, tuple(record for record in records if isinstance(record, dict)), node, sources)


def _converted(
    record: dict[str, Any],
    zone_words: Mapping[str, list[str]],
    place_ids: set[str],
    draft: Draft,
    at: yaml_text.Path,
    complaints: list[str],
) -> dict[str, Any]:
    """The record with zone words turned into place ids."""

    def places(words: Any, path: yaml_text.Path) -> Any:
        if not isinstance(words, list):
            return words
        ids: list[str] = []
        for position, word in enumerate(words):
            if word in zone_words:
                ids.extend(zone_words[word])
            elif word in place_ids:
                ids.append(word)
            else:
                close = difflib.get_close_matches(str(word), [*zone_words, *place_ids], n=2)
                hint = f"; perhaps {' or '.join(close)}" if close else ""
                line = draft.line((*path, position))
                complaints.append(
                    f"{draft.path.name}:{line}: {record.get('id')}: unknown zone '{word}'{hint}"
                )
        return list(dict.fromkeys(ids))

    record = dict(record)
    points = []
    for index, point in enumerate(record.get("trigger_points") or []):
        if not isinstance(point, dict) or not isinstance(point.get("zones"), dict):
            points.append(point)
            continue
        zones = dict(point["zones"])
        path = (*at, "trigger_points", index, "zones")
        for kind in ("essential", "spillover"):
            if kind in zones:
                zones[kind] = places(zones[kind] or [], (*path, kind))
        if isinstance(zones.get("spillover"), list) and isinstance(zones.get("essential"), list):
            zones["spillover"] = [place for place in zones["spillover"] if place not in zones["essential"]]
        if "strokes" in zones:
            zones["strokes"] = [
                {**stroke, "through": places(stroke.get("through"), (*path, "strokes", number, "through"))}
                for number, stroke in enumerate(zones["strokes"] or [])
            ]
        points.append({**point, "zones": zones})
    record["trigger_points"] = points
    return record


def _with_keys(value: Any, renamed: Mapping[str, str]) -> Any:
    """A copy in which source keys are renamed."""
    if isinstance(value, dict):
        return {
            key: list(dict.fromkeys(renamed.get(source, source) for source in item))
            if key == "sources" and isinstance(item, list)
            else renamed.get(item, item)
            if key == "source" and isinstance(item, str)
            else _with_keys(item, renamed)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_with_keys(item, renamed) for item in value]
    return value


def _take(
    record: dict[str, Any],
    draft: Draft,
    at: yaml_text.Path,
    order: list[str],
    sources: set[str],
    merged: dict[str, dict[str, Any]],
    complaints: list[str],
) -> list[str]:
    """Put a sound record among the merged ones; returns its points without a position."""
    name = str(record.get("id"))
    if name not in order:
        complaints.append(f"{draft.path.name}:{draft.line(at)}: {name}: not in the list of muscles")
        return []
    if name in merged:
        complaints.append(f"{draft.path.name}:{draft.line(at)}: {name}: this muscle is there twice")
        return []
    points = [point for point in record["trigger_points"] if isinstance(point, dict)]
    lacking = [f"{name}/{point.get('id')}" for point in points if point.get("position_mm") is None]
    stand_in = [-1.0, 0.0, 0.0]
    trial = {
        **record,
        "trigger_points": [
            {**point, "position_mm": point.get("position_mm") or stand_in}
            if isinstance(point, dict)
            else point
            for point in record["trigger_points"]
        ],
    }
    for key in sorted(set(_cited(record)) - sources):
        complaints.append(f"{draft.path.name}:{draft.line(at)}: {name}: add a line '# source {key}: ADDRESS'")
    try:
        Muscle.model_validate(trial)
    except ValidationError as error:
        for problem in explain(error, draft.path.name, name, at, trial, draft.line):
            complaints.append(f"{problem.file}:{problem.line}: {name}: {problem.problem}; {problem.fix}")
        return []
    if not lacking:
        merged[name] = record
    return lacking


def _cited(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "sources" and isinstance(item, list):
                yield from (source for source in item if isinstance(source, str))
            elif key == "source" and isinstance(item, str):
                yield item
            else:
                yield from _cited(item)
    elif isinstance(value, list):
        for item in value:
            yield from _cited(item)


def _collect_sources(
    drafts: list[Draft], existing: Path, start: Path | None, complaints: list[str]
) -> tuple[dict[str, dict[str, Any]], dict[Path, dict[str, str]]]:
    """All sources by key, and the keys to rename in each draft.

    A key is renamed when another draft uses it for another page, or when the same page has a key already.
    """
    curated = (_plain(start) if start else {}) | BOOKS
    sources = dict(curated)
    keys = {address: key for key, source in curated.items() if (address := _address(source))}
    renamed: dict[Path, dict[str, str]] = {}
    for draft in drafts:
        for key, text in draft.sources.items():
            if key in curated:
                continue
            source = _source(text)
            address = _address(source) or text
            new_key, number = keys.setdefault(address, key), 1
            while new_key in sources and (_address(sources[new_key]) or address) != address:
                number += 1
                new_key = keys[address] = f"{key}-{number}"
            if new_key != key:
                renamed.setdefault(draft.path, {})[key] = new_key
            if len(source["cite"]) > len(sources.get(new_key, {}).get("cite", "")) and new_key not in curated:
                sources[new_key] = source
            for problem in _faults(source, draft.path.name, key):
                complaints.append(f"{draft.path.name}: source {key}: {problem.problem}; {problem.fix}")
    kept = _plain(existing) if existing.exists() else {}
    return sources | {key: source for key, source in kept.items() if key not in sources}, renamed


def _faults(source: dict[str, Any], file: str, key: str) -> list[Problem]:
    try:
        Source.model_validate(source)
    except ValidationError as error:
        return explain(error, file, key, (), source, lambda _: None)
    return []


def _address(source: Mapping[str, Any]) -> str | None:
    """What identifies a work: its DOI or its web address, in small letters and without the scheme."""
    if doi := source.get("doi"):
        return str(doi).lower()
    url = source.get("url")
    return re.sub(r"^https?://(www\.)?", "", url.lower()).rstrip("/") if url else None


def _plain(path: Path) -> dict[str, dict[str, Any]]:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) or {}


def _source(text: str) -> dict[str, Any]:
    """A source of a comment line: a web address, or a citation with a DOI or an address behind it."""
    urls = _URL.findall(text)
    doi = _DOI.search(text)
    cite = _URL.sub("", text)
    if doi:
        cite = cite.replace(doi.group(), "")
    cite = re.sub(r"(?i)\bdoi:?\s*(?=[;,]|$)", "", cite).strip(" ;,-").removesuffix("()").strip(" ;,-")
    source: dict[str, Any] = {"cite": cite or f"Web page of {_site(urls[0])}" if urls else cite or text}
    if doi:
        source["doi"] = doi.group().rstrip(".)")
    elif urls:
        source["url"] = urls[0]
    is_seen = not re.search(r"not seen|quoted by|from memory", text)
    source["status"] = "confirmed" if is_seen else "existence"
    return source


def _site(url: str) -> str:
    host = urlparse(url).netloc.lower()
    return re.sub(r"^(www|check|mobile|m|s3)\.", "", host)


def _named_by(
    table: Path, zone_words: Mapping[str, list[str]], complaints: list[str]
) -> dict[str, dict[str, int]]:
    """For each muscle and place, how many independent sources of the table name it."""
    names = yaml.safe_load((Path(__file__).parent / "literature_names.yml").read_text(encoding="utf-8"))
    sources: dict[str, dict[str, set[str]]] = {}
    with table.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            name = row["muscle"].strip()
            plain = re.sub(r"[^a-z]+", "-", name.lower()).strip("-")
            said_by = (
                _site(row["source"]) if row["source"].startswith("http") else row["source"].split("(")[0]
            )
            said_by = "Travell & Simons" if said_by.startswith("Travell") else said_by
            for muscle in names.get(name, [plain]):
                for word in (word.strip() for word in row["zones"].split(";")):
                    for place in zone_words.get(word, ()):
                        sources.setdefault(muscle, {}).setdefault(place, set()).add(said_by)
                    if word not in zone_words:
                        complaints.append(f"{table.name}: zone word '{word}' is not in places.yml")
    return {
        muscle: dict(
            sorted(((place, len(by)) for place, by in places.items()), key=lambda item: (-item[1], item[0]))
        )
        for muscle, places in sources.items()
    }


def _in_field_order(record: dict[str, Any]) -> dict[str, Any]:
    return {field: record[field] for field in _FIELDS if field in record}


class _Dumper(yaml.SafeDumper):
    """Indents lists under their key and never writes anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _dump(data: Any, blank_line_before: str | None) -> str:
    dumper = _Dumper(io.StringIO(), allow_unicode=True, sort_keys=False)
    node = dumper.represent_data(data)
    _choose_styles(node, 0)
    text = yaml.serialize(node, Dumper=_Dumper, width=LINE_WIDTH, allow_unicode=True)
    return text.replace(blank_line_before, "\n" + blank_line_before) if blank_line_before else text


def _choose_styles(node: Node, indent: int) -> int:
    """Let short lists and small maps stand on one line; returns the length of the node on one line."""
    if isinstance(node, ScalarNode):
        return len(node.value) + 2
    if isinstance(node, SequenceNode):
        length = 2 + sum(_choose_styles(child, indent + 2) + 2 for child in node.value)
        has_maps = any(isinstance(child, MappingNode) for child in node.value)
        node.flow_style = not has_maps and indent + length < LINE_WIDTH
        return length
    assert isinstance(node, MappingNode)
    length = 2
    for key, child in node.value:
        length += len(key.value) + 4 + _choose_styles(child, indent + 2)
    is_small = all(isinstance(child, ScalarNode) or child.flow_style for _, child in node.value)
    is_counts = bool(node.value) and all(child.tag.endswith(":int") for _, child in node.value)
    node.flow_style = is_counts or (is_small and indent + length + 12 < LINE_WIDTH)
    return length


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
