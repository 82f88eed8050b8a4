"""What travels with a component's messages: a few lines that load its scripts, which the browser keeps."""

from __future__ import annotations

from typing import TypeVar

_Data = TypeVar("_Data")


def packed(data: _Data) -> list[_Data]:
    """Data of a component as it is given to Streamlit; the loader unpacks it.

    Streamlit looks whether values of a dictionary are tables, and imports pandas and PyArrow for it: 70 MB
    and a second for every server.
    """
    return [data]


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
