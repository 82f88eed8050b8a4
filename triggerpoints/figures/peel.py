"""What was taken off the turning body, as in a dissection: written in an address, and read from one."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

BETWEEN = "_"
"""Stands between parts in an address: no id has it, and no browser writes it in another way."""
MOST_PARTS = 150
"""So many parts can be taken off at once, so that the address stays one that every server takes."""


@dataclass(frozen=True)
class Peel:
    """What was taken off.

    Attributes
    ----------
    hidden, ghosted : tuple of str
        Keys of the body's parts: an id for the right side or the middle, for the left side ``id.left``.
    alone : str or None
        The one part that is shown.
    vessels : bool
        Vessels, nerves and organs are shown.
    """

    hidden: tuple[str, ...] = ()
    ghosted: tuple[str, ...] = ()
    alone: str | None = None
    vessels: bool = False


WHOLE = Peel()


def in_address(peel: Peel) -> dict[str, str]:
    """Parameters that `read_peel` turns into it again; those of a whole body are left out."""
    written = {
        "hidden": BETWEEN.join(peel.hidden),
        "ghosted": BETWEEN.join(peel.ghosted),
        "alone": peel.alone or "",
        "vessels": "1" if peel.vessels else "",
    }
    return {name: value for name, value in written.items() if value}


def read_peel(params: Mapping[str, str], known: Container[str]) -> tuple[Peel, list[str]]:
    """What an address says was taken off.

    Parameters
    ----------
    params : mapping of str to str
    known : container of str
        Keys of the body's parts.

    Returns
    -------
    peel : Peel
        Without the parts that do not exist.
    unknown : list of str
        Those, as they stand in the address.
    """
    unknown: list[str] = []

    def parts(name: str) -> list[str]:
        asked = [part for part in params.get(name, "").split(BETWEEN)[:MOST_PARTS] if part]
        unknown.extend(part for part in asked if part not in known)
        return [part for part in dict.fromkeys(asked) if part in known]

    hidden = parts("hidden")
    ghosted = [part for part in parts("ghosted") if part not in hidden]
    alone = next(iter(parts("alone")), None)
    return Peel(tuple(hidden), tuple(ghosted), alone, params.get("vessels") == "1"), unknown


def peel_of(values: Mapping[str, object], known: Container[str]) -> Peel | None:
    """What a browser says was taken off; None where it is not possible."""
    hidden, ghosted = (_parts(values.get(name), known) for name in ("hidden", "ghosted"))
    alone, vessels = values.get("alone"), values.get("vessels")
    if hidden is None or ghosted is None or type(vessels) is not bool:
        return None
    if alone is not None and not (isinstance(alone, str) and alone in known):
        return None
    return Peel(hidden, ghosted, alone, vessels)


def _parts(values: object, known: Container[str]) -> tuple[str, ...] | None:
    """Parts that a browser names; None where it names something else."""
    if not isinstance(values, list) or len(values) > MOST_PARTS:
        return None
    parts = [value for value in values if isinstance(value, str) and value in known]
    return tuple(parts) if len(parts) == len(values) else None
