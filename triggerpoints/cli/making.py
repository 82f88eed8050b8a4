"""The command `export`: the data for other programs, and what is made of a set of muscles."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from triggerpoints.atlas import load_atlas
from triggerpoints.cli.formats import GLTF, MADE
from triggerpoints.cli.printing import (
    BAD_INPUT,
    DONE,
    has_all_letters,
    no_region_map,
    nothing_found,
    print_problems,
    written,
)
from triggerpoints.content import Content, load_content
from triggerpoints.content.muscle_search import muscles_by
from triggerpoints.figures.question_frame import asked_on_map
from triggerpoints.reports.export import exported
from triggerpoints.reports.spreadsheet import MARK
from triggerpoints.study.kinds import KINDS, ON_CARDS
from triggerpoints.study.quiz import cards
from triggerpoints.study.set import StudySet, UnreadableSetError, clean_name, fitting
from triggerpoints.study.set import from_json as set_from_file
from triggerpoints.study.set import from_text as set_from_text
from triggerpoints.study.set import to_json as set_file

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Write or print; returns the exit code."""
    out: Path | None = options.out_file or options.out
    content = load_content(options.data)
    if options.region_map is None and options.format in MADE:
        return _export_made(options, content, out)
    if options.region_map is None and options.format == GLTF:
        from triggerpoints.atlas.solids import load_solids  # other commands need no surfaces
        from triggerpoints.reports.gltf import gltf_bytes

        made: str | bytes = gltf_bytes(load_solids())
    elif options.region_map is None:
        made = exported(content, options.format)
    elif options.region_map in content.region_maps:
        from triggerpoints.reports.region_table import region_table  # other commands need no matrices

        made = region_table(content.region_maps[options.region_map], load_atlas(), content)
    else:
        return no_region_map(options.region_map, content, options.json)
    if out is not None:
        return DONE if written(out, made, options.json) else BAD_INPUT
    if isinstance(made, bytes):
        return _needs_file(options)
    sys.stdout.write(made if has_all_letters() else made.removeprefix(MARK))
    return DONE


def _needs_file(options: argparse.Namespace) -> int:
    asked = f"--format {options.format}"
    said = f"The format {options.format} cannot be printed. Name a file, such as: export {asked} FILE"
    print_problems([said], options.json, head="A file is missing.")
    return BAD_INPUT


def _export_made(options: argparse.Namespace, content: Content, out: Path | None) -> int:
    """Write what is made of a set: its file, a worksheet with its answers, a deck."""
    try:
        study_set = _study_set(options, content)
    except (OSError, UnreadableSetError, UnicodeDecodeError) as error:
        print_problems([str(error)], options.json, head="The set cannot be used.")
        return BAD_INPUT
    if not study_set.muscles:
        return nothing_found("The set holds no muscle. Give --set FILE or --muscles WORDS.", [], options.json)
    if out is None:
        if options.format != "set":
            return _needs_file(options)
        sys.stdout.write(set_file(study_set))
        return DONE
    try:
        files = _made_files(options, content, study_set, out)
    except ValueError as error:
        return nothing_found(str(error), [], options.json)
    return DONE if all(written(path, made, options.json) for path, made in files.items()) else BAD_INPUT


def _made_files(
    options: argparse.Namespace, content: Content, study_set: StudySet, out: Path
) -> dict[Path, str | bytes]:
    """What is written where; a worksheet's answers lie beside it."""
    if options.format == "set":
        return {out: set_file(study_set)}
    from triggerpoints.reports import deck, worksheet_pages  # the other formats need no pictures
    from triggerpoints.reports.worksheet import worksheet

    atlas = load_atlas()
    if options.format == "anki":
        asked = cards(
            content, (), study_set.kinds or ON_CARDS, asked_on_map(atlas, content), study_set.muscles
        )
        asked = tuple(card for card in asked if card.kind in ON_CARDS)
        return {out: deck.deck_apkg(atlas, content, asked, title=study_set.name)}
    sheet = worksheet(atlas, content, study_set)
    answers = out.with_name(f"{out.stem}-answers{out.suffix}")
    return {
        out: worksheet_pages.student_pdf(atlas, content, sheet, paper=options.paper),
        answers: worksheet_pages.answers_pdf(atlas, content, sheet, paper=options.paper),
    }


def _muscles_named(words: str, content: Content) -> tuple[str, ...]:
    """Muscles that the words find, or each of their parts between commas; an id is that muscle alone."""
    found: dict[str, None] = {}
    for part in filter(None, map(str.strip, words.split(","))):
        found |= dict.fromkeys(
            [part] if part in content.muscles else [h.id for h in muscles_by(part, content)]
        )
    return tuple(found)


def _study_set(options: argparse.Namespace, content: Content) -> StudySet:
    if options.study_set is None and options.muscles is None:
        return StudySet("Whole body", tuple(content.muscles))
    if options.study_set is None:
        words = options.muscles
        return StudySet(clean_name(words), _muscles_named(words, content))
    path = Path(options.study_set)
    read_set = (
        set_from_file(path.read_bytes()) if path.suffix == ".json" else set_from_text(options.study_set)
    )
    known, problems = fitting(read_set, content.muscles, KINDS)
    for problem in problems:
        print(f"warning: {problem}", file=sys.stderr)
    return known
