"""The command line: check, show, search, find, path, review, export the data, and serve the app.

Exit codes: 0 done, 1 nothing found, 2 wrong use, faulty data, or files that are missing or cannot be written.
"""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TextIO, get_args

from triggerpoints import __version__, resources
from triggerpoints.atlas import MissingAssetError, load_atlas
from triggerpoints.cli.formats import GLTF, MADE
from triggerpoints.cli.printing import (
    BAD_INPUT,
    DONE,
    nothing_found,
    print_json,
    print_problems,
    written,
)
from triggerpoints.content import Content, ContentError, Muscle, load_content
from triggerpoints.content.models.tissue_depth import BUILDS
from triggerpoints.content.muscle_search import muscles_by
from triggerpoints.content.reading.files import DATA_FOLDER
from triggerpoints.content.reviews import (
    UnreadableSheetError,
    by_risk,
    read_sheet,
    review_state,
    with_reviews,
)
from triggerpoints.reports.export import Format
from triggerpoints.reports.paper import PAPERS
from triggerpoints.sections.planes import PLANES

COVERAGE_FILE = resources.TOP / "docs" / "coverage.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    _ready_streams()
    try:
        options = _parser().parse_args(arguments)
        code = _run(options)
        print(end="", flush=True)
    except BrokenPipeError:  # the reader has enough, as in `| head`
        _forget(sys.stdout)
        return DONE
    except OSError as error:  # a full disk, a folder that may not be read
        _forget(sys.stdout)
        try:
            print(f"error: {error.filename or 'the output'}: {error.strerror or error}", file=sys.stderr)
        except OSError:  # there is no room for the sentence either
            _forget(sys.stderr)
        return BAD_INPUT
    return code


def _ready_streams() -> None:
    """Let a closed stream take everything, and a terminal without our letters show ? instead of failing."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _forget(stream: TextIO) -> None:
    """Let what is still to be written vanish; Python would try again, and complain, at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _run(options: argparse.Namespace) -> int:
    try:
        code: int = options.run(options)
    except ContentError as error:
        print_problems([str(problem) for problem in error.problems], options.json)
    except MissingAssetError as error:
        print_problems([str(error)], options.json)
    else:
        return code
    return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="triggerpoints", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="print JSON")
    shared.add_argument(
        "--data", type=Path, default=DATA_FOLDER, help="data folder (default: the one that comes with it)"
    )

    check_parser = commands.add_parser("check", parents=[shared], help="check all data and say what is wrong")
    check_parser.add_argument("--report", action="store_true", help="also write the coverage table")
    check_parser.add_argument("--report-file", type=Path, default=COVERAGE_FILE, help="where to write it")
    check_parser.set_defaults(run=_check)

    show_parser = commands.add_parser("show", parents=[shared], help="show one muscle")
    show_parser.add_argument("muscle", metavar="MUSCLE_ID")
    show_parser.set_defaults(run=_show)

    search_parser = commands.add_parser(
        "search", parents=[shared], help="muscles by name, list, nerve, root, attachment, action or number"
    )
    search_parser.add_argument(
        "query",
        nargs="+",
        metavar="WORDS",
        help="such as: rotator cuff, femoral nerve, C5, 2460, greater tubercle",
    )
    search_parser.add_argument("--limit", type=_positive, help="how many muscles to list (default: all)")
    search_parser.set_defaults(run=_search)

    find_parser = commands.add_parser("find", parents=[shared], help="muscles known to send pain to places")
    find_parser.add_argument(
        "places",
        nargs="*",
        metavar="PLACE",
        help='what hurts, in any words, such as "left hip, burning, down to the knee"',
    )
    find_parser.add_argument(
        "--areas", type=Path, metavar="FILE", help="file of painful areas saved by the page Find my pain"
    )
    find_parser.add_argument(
        "--region-map",
        metavar="MAP",
        help="take numbers of a published body map's regions, such as: choir 214",
    )
    find_parser.add_argument(
        "--side", choices=("left", "right", "both"), default="both", help="side that hurts"
    )
    find_parser.add_argument(
        "--limit",
        type=_positive,
        default=10,
        help="how many muscles to list, parts of one counted once (default: 10)",
    )
    find_parser.set_defaults(run=_find)

    path_parser = commands.add_parser(
        "path",
        parents=[shared],
        help="layers and hazards along the line from the skin through a trigger point",
    )
    path_parser.add_argument("muscle", metavar="MUSCLE_ID")
    path_parser.add_argument("--point", type=_positive, default=1, help="number of the point (default: 1)")
    path_parser.add_argument(
        "--angle", type=float, default=0.0, help="degrees off the right angle to the skin (default: 0)"
    )
    path_parser.add_argument(
        "--plane", choices=PLANES, help="plane of the line (default: the one that shows it best)"
    )
    path_parser.add_argument("--side", choices=("right", "left"), default="right", help="side of the body")
    path_parser.add_argument(
        "--build", choices=BUILDS, default="average", help="assumed skin and fat (default: average)"
    )
    path_parser.set_defaults(run=_path)

    export_parser = commands.add_parser(
        "export", parents=[shared], help="write the data, a set, a worksheet or a deck for other programs"
    )
    export_parser.add_argument(
        "out", nargs="?", type=Path, metavar="OUT", help="file to write (default: print)"
    )
    export_parser.add_argument("--out", dest="out_file", type=Path, metavar="FILE", help="the same as OUT")
    export_parser.add_argument(
        "--format",
        choices=(*get_args(Format), *MADE, GLTF),
        default="json",
        help="what to write (default: json)",
    )
    export_parser.add_argument(
        "--set",
        dest="study_set",
        metavar="FILE",
        help="file or link text of a set, for set, worksheet and anki",
    )
    export_parser.add_argument(
        "--muscles",
        metavar="WORDS",
        help='muscles instead of a set, by id or as in search: "rotator cuff, soleus"; all without both',
    )
    export_parser.add_argument(
        "--paper", choices=tuple(PAPERS), default="A4", help="of a worksheet (default: A4)"
    )
    export_parser.add_argument(
        "--region-map",
        metavar="MAP",
        help="instead: the first muscles for each region of a body map (choir), as CSV",
    )
    export_parser.set_defaults(run=_export)

    review_parser = commands.add_parser(
        "review", parents=[shared], help="make a sheet for a clinician to review, or take in a filled one"
    )
    review_parser.add_argument(
        "what", nargs="+", metavar="SHEET.pdf | import FILE.csv", help="the sheet to make; or a filled table"
    )
    review_parser.add_argument(
        "--muscle",
        action="append",
        default=[],
        metavar="MUSCLE_ID",
        help="muscle to review, may be repeated (default: the next one by risk that nobody has reviewed)",
    )
    review_parser.add_argument("--paper", choices=tuple(PAPERS), default="A4", help="default: A4")
    review_parser.set_defaults(run=_review)

    serve_parser = commands.add_parser("serve", help="start the whole app in the browser")
    serve_parser.add_argument("--port", type=_positive, default=8501, help="default: 8501")
    serve_parser.add_argument(
        "--address", default="127.0.0.1", help="0.0.0.0 lets a whole class open it (default: 127.0.0.1)"
    )
    serve_parser.set_defaults(run=_serve, json=False)
    return parser


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number above 0")
    return number


def _check(options: argparse.Namespace) -> int:
    from triggerpoints.content.checks.check import check  # the other commands check nothing
    from triggerpoints.content.checks.coverage import coverage_table

    report = check(options.data)
    if options.report:
        try:
            table = coverage_table(load_content(options.data))
        except ContentError:
            pass  # its problems are in the report already
        else:
            if not written(options.report_file, table, options.json):
                return BAD_INPUT
    if options.json:
        problems = [{**asdict(problem), "message": str(problem)} for problem in report.problems]
        print_json({"counts": dict(report.counts), "ok": not report.errors, "problems": problems})
    else:
        for problem in report.problems:
            print(f"{problem.level}: {problem}", file=sys.stderr)
        print(", ".join(f"{number} {name}" for name, number in report.counts.items()))
        warnings = len(report.problems) - len(report.errors)
        print(f"{len(report.errors)} errors, {warnings} warnings")
    return BAD_INPUT if report.errors else DONE


def _show(options: argparse.Namespace) -> int:
    content = load_content(options.data)
    muscle = content.muscles.get(options.muscle)
    if muscle is None:
        return _no_muscle(options.muscle, content, options.json)
    if options.json:
        print_json(muscle.model_dump(mode="json"))
    else:
        print(_muscle_text(muscle, content))
    return DONE


def _search(options: argparse.Namespace) -> int:
    content = load_content(options.data)
    query = " ".join(options.query)
    found = muscles_by(query, content, options.limit)
    if not found:
        return nothing_found(f"No muscle is found by '{query}'.", [], options.json)
    if options.json:
        print_json({"query": query, "muscles": [asdict(hit) for hit in found]})
    else:
        width = max(len(hit.id) for hit in found)
        print("\n".join(f"{hit.id:{width}}  {hit.reason}" for hit in found))
    return DONE


def _path(options: argparse.Namespace) -> int:
    from triggerpoints.sections.path import trace
    from triggerpoints.sections.report import assumed_cover, path_data, path_text

    content = load_content(options.data)
    muscle = content.muscles.get(options.muscle)
    if muscle is None:
        return _no_muscle(options.muscle, content, options.json)
    points = muscle.trigger_points
    if options.point > len(points):
        message = f"{muscle.names.en} has {len(points)} trigger point{'s' if len(points) > 1 else ''}."
        return nothing_found(message, [], options.json)
    x, y, z = points[options.point - 1].position_mm
    try:
        path = trace(
            load_atlas(),
            (-x if options.side == "left" else x, y, z),
            muscle.id,
            plane=options.plane,
            angle_deg=options.angle,
            cover=assumed_cover(content, muscle.id, options.build),
        )
    except ValueError as error:
        print_problems([str(error)], options.json)
        return BAD_INPUT
    if options.json:
        print_json(
            {"point": points[options.point - 1].id, "build": options.build, **path_data(content, path)}
        )
    else:
        print(path_text(content, path))
    return DONE


def _find(options: argparse.Namespace) -> int:
    from triggerpoints.cli import finding  # the other commands need no matrices

    return finding.run(options)


def _export(options: argparse.Namespace) -> int:
    from triggerpoints.cli import making  # the other commands need no pictures

    return making.run(options)


def _review(options: argparse.Namespace) -> int:
    content = load_content(options.data)
    if options.what[0] == "import" and len(options.what) == 2:
        return _import_reviews(Path(options.what[1]), content, options)
    if len(options.what) != 1:
        print_problems(["Name one sheet, such as sheet.pdf, or write: import FILE.csv"], options.json)
        return BAD_INPUT
    pdf = Path(options.what[0])
    if pdf.suffix != ".pdf":
        print_problems([f"The sheet is '{pdf}'; name it with .pdf at its end."], options.json)
        return BAD_INPUT
    for muscle in options.muscle:
        if muscle not in content.muscles:
            return _no_muscle(muscle, content, options.json)
    waiting = [id_ for id_ in by_risk(content) if not review_state(content, "muscles", id_).holds]
    from triggerpoints.reports.review_sheet import sheet_csv, sheet_pdf, sheets  # the others print nothing

    made = sheets(content, options.muscle or waiting[:1])
    pdf.write_bytes(sheet_pdf(made, paper=options.paper))
    table = pdf.with_suffix(".csv")
    if not written(table, sheet_csv(made), options.json):
        return BAD_INPUT
    facts = {"pdf": str(pdf), "csv": str(table), "records": [sheet.record for sheet in made]}
    if options.json:
        print_json(facts)
    else:
        print(f"{pdf} and {table}: {', '.join(facts['records'])}")
        print(f"{len(content.muscles) - len(waiting)} of {len(content.muscles)} muscles are reviewed.")
    return DONE


def _import_reviews(filled: Path, content: Content, options: argparse.Namespace) -> int:
    try:
        new = read_sheet(filled.read_text(encoding="utf-8-sig"), content)
    except (UnreadableSheetError, UnicodeDecodeError) as error:
        print_problems([f"{filled}: {error}"], options.json)
        return BAD_INPUT
    kept = options.data / "reviews.yml"
    if not written(kept, with_reviews(kept.read_text(encoding="utf-8"), new), options.json):
        return BAD_INPUT
    said = [f"{review.record}: {review.verdict}, {review.reviewer}, {review.date}" for review in new]
    if options.json:
        print_json({"reviews": [review.model_dump(mode="json") for review in new]})
    else:
        print("\n".join(said))
    return DONE


def _serve(options: argparse.Namespace) -> int:
    from triggerpoints.ui.server.start import hindrance, start  # nothing else here needs Streamlit

    if problem := hindrance(options.port, options.address):
        print_problems([problem], options.json)
        return BAD_INPUT
    start(options.port, options.address)


def _muscle_text(muscle: Muscle, content: Content) -> str:
    def names(places: Sequence[str]) -> str:
        return "; ".join(content.places[place].name.lower() for place in places) or "none"

    anatomy = muscle.anatomy
    lines = [
        f"{muscle.names.en} ({muscle.names.la})",
        muscle.overview.plain,
        "",
        f"From: {anatomy.proximal_attachment}",
        f"To: {anatomy.distal_attachment}",
        f"Does: {anatomy.action}",
        f"Nerve: {anatomy.nerve}" + (f" ({', '.join(anatomy.roots)})" if anatomy.roots else ""),
    ]
    for point in muscle.trigger_points:
        lines += ["", f"Point {point.id}: {point.where.plain}"]
        if point.phenomenon:
            lines.append(f"  Causes no pain: {point.phenomenon}")
        else:
            lines.append(f"  Essential: {names(point.zones.essential)}")
            lines.append(f"  Spillover: {names(point.zones.spillover)}")
        note = f": {point.zones.note}" if point.zones.note else ""
        lines.append(f"  Pattern {point.zones.certainty}{note}")
        lines.append(f"  Sources: {', '.join(point.sources) or 'none'} ({point.status})")
    lines += ["", f"Needling depth: {muscle.needle_depth.depth_class}. {muscle.needle_depth.plain}"]
    reviewed = review_state(content, "muscles", muscle.id).said
    lines += ["", f"{reviewed}. Information only, not a diagnosis."]
    return "\n".join(lines)


def _no_muscle(id_: str, content: Content, as_json: bool) -> int:
    close = difflib.get_close_matches(id_, content.muscles, n=3)
    close += [found.id for found in muscles_by(id_, content, limit=3)]
    return nothing_found(f"There is no muscle '{id_}'.", list(dict.fromkeys(close))[:3], as_json)
