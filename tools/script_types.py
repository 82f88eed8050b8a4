"""Write the types of what Python and the pictures of the body tell each other for the checks of the scripts.

Usage: python -m tools.script_types

Reads the TypedDicts of triggerpoints/figures/payload.py and body_payload.py and of
ui/components/page_payload.py; writes triggerpoints/ui/components/payload.d.ts. Run it after every
change of a type there; a test compares.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from triggerpoints.figures import body_payload, payload
from triggerpoints.figures.state import Audience, MapSide
from triggerpoints.referral.areas import Tool
from triggerpoints.referral.zones import Kind, Side
from triggerpoints.ui.components import page_payload

TARGET = Path(__file__).parents[1] / "triggerpoints/ui/components/payload.d.ts"
HEAD = "// Made by `python -m tools.script_types` from triggerpoints/figures/payload.py. Do not edit.\n"
NAMED: dict[str, Any] = {
    "Side": Side,
    "Kind": Kind,
    "MapSide": MapSide,
    "Audience": Audience,
    "Mode": payload.Mode,
    "Tool": Tool,
    "Control": payload.Control,
}
SIMPLE = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def declarations() -> str:
    """The text of the file."""
    parts = [HEAD]
    parts += [f"export type {name} = {_type(hint, top=True)};\n" for name, hint in NAMED.items()]
    for module in (payload, body_payload, page_payload):
        for name, kind in vars(module).items():
            if is_typeddict(kind) and kind.__module__ == module.__name__:
                parts.append(_interface(name, kind))
    return "\n".join(parts)


def _interface(name: str, kind: Any) -> str:
    hints = get_type_hints(kind, localns=NAMED, include_extras=True)
    lines = [f"/** {' '.join((inspect.getdoc(kind) or '').split())} */", f"export interface {name} {{"]
    for field, hint in hints.items():
        optional = get_origin(hint) is NotRequired
        lines.append(f"  {field}{'?' if optional else ''}: {_type(get_args(hint)[0] if optional else hint)};")
    return "\n".join([*lines, "}", ""])


def _type(hint: Any, *, top: bool = False) -> str:
    """A Python type in the words of TypeScript."""
    if hint in SIMPLE:
        return SIMPLE[hint]
    if is_typeddict(hint):
        return hint.__name__
    named = next((name for name, known in NAMED.items() if known == hint), None)
    if named and not top:
        return named
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in args)
    if origin in (Union, types.UnionType):
        return " | ".join(_type(arg) for arg in args)
    if origin in (list, Sequence):
        inner = _type(args[0])
        return f"({inner})[]" if "|" in inner else f"{inner}[]"
    if origin in (dict, Mapping):
        return f"Record<{_type(args[0])}, {_type(args[1])}>"
    raise TypeError(f"tools/script_types.py has no word for {hint}; add one to _type.")


def main() -> None:
    """Write the file."""
    TARGET.write_text(declarations(), encoding="utf-8")


if __name__ == "__main__":
    main()
