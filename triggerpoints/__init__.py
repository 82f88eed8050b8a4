"""Trigger Point Explorer: muscles, their trigger points and referred pain on one body, with sources.

What most programs need is here; it is imported when it is first asked for.

>>> import triggerpoints as tp
>>> atlas, content = tp.load_atlas(), tp.load_content()
>>> tp.find([tp.Area("temple", "left")], atlas, content, limit=1)[0].muscle
'trapezius-upper'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from triggerpoints.atlas import load_atlas as load_atlas
    from triggerpoints.content import load_content as load_content
    from triggerpoints.figures import MapState as MapState
    from triggerpoints.figures import body_figure as body_figure
    from triggerpoints.figures import body_png as body_png
    from triggerpoints.figures import body_scene as body_scene
    from triggerpoints.referral.areas import Area as Area
    from triggerpoints.referral.search import find as find

__version__ = "0.9.0"

_FROM = {
    "Area": "triggerpoints.referral.areas",
    "MapState": "triggerpoints.figures",
    "body_figure": "triggerpoints.figures",
    "body_png": "triggerpoints.figures",
    "body_scene": "triggerpoints.figures",
    "find": "triggerpoints.referral.search",
    "load_atlas": "triggerpoints.atlas",
    "load_content": "triggerpoints.content",
}
__all__ = [
    "Area", "MapState", "body_figure", "body_png", "body_scene", "find", "load_atlas", "load_content",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import what is asked for."""
    if name not in _FROM:
        raise AttributeError(f"module 'triggerpoints' has no attribute '{name}'")
    return getattr(import_module(_FROM[name]), name)


def __dir__() -> list[str]:
    """Names for completion."""
    return sorted([*globals(), *__all__])
