"""What travels with a component's messages: its script, or a few lines that load what the browser keeps."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

_Data = TypeVar("_Data")


def packed(data: _Data) -> list[_Data]:
    """Data of a component as it is given to Streamlit; the loader unpacks it.

    Streamlit looks whether values of a dictionary are tables, and imports pandas and PyArrow for it: 70 MB
    and a second for every server.
    """
    return [data]


def whole(name: str) -> str:
    """A script without imports, for what must work at once: it travels in the component's own message.

    Parameters
    ----------
    name : str
        Its path in the folder of components, such as ``'keeper/main.js'``.
    """
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def loader(first: str = "") -> str:
    """Script that loads a component's own scripts; their address is `script` in its data.

    Parameters
    ----------
    first : str
        What is done before they are there; `data`, `parentElement` and `address` are known.
    """
    return f"""
const address = (url) => new URL(url, document.baseURI).href;
export default function (component) {{
  const {{ data: [data], parentElement }} = component;{first}
  let leave = null, left = false;
  import(address(data.script)).then((module) => {{
    if (!left) leave = module.default({{ ...component, data }});
  }});
  return () => {{ left = true; leave?.(); }};
}}
"""
