"""What travels with a component's messages: a few lines that load its scripts, which the browser keeps."""

from __future__ import annotations


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
  const {{ data, parentElement }} = component;{first}
  let leave = null, left = false;
  import(address(data.script)).then((module) => {{ if (!left) leave = module.default(component); }});
  return () => {{ left = true; leave?.(); }};
}}
"""
