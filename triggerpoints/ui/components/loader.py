"""What travels with a component's messages: a few lines that load its scripts, which the browser keeps."""

from __future__ import annotations

from triggerpoints.ui.components import files


def loader(component: str, first: str = "") -> str:
    """Script that loads a component's own scripts.

    All of them are asked for at once, not one after the other as they import each other. The data of the
    component has the address of its `main.js` as `script`.

    Parameters
    ----------
    component : str
        Name of its folder.
    first : str
        What is done before they are there; `data`, `parentElement` and `address` are known.
    """
    names = [f"../{path.parent.name}/{path.name}" for path in files.scripts(component)]
    return f"""
const address = (url) => new URL(url, document.baseURI).href;
export default function (component) {{
  const {{ data, parentElement }} = component;
  {first}
  if (!document.head.querySelector("link[data-component={component}]")) {{
    for (const name of {names}) {{
      const link = document.createElement("link");
      Object.assign(link, {{ rel: "modulepreload", href: new URL(name, address(data.script)).href }});
      link.dataset.component = "{component}";
      document.head.append(link);
    }}
  }}
  let leave = null, left = false;
  import(address(data.script)).then((module) => {{ if (!left) leave = module.default(component); }});
  return () => {{ left = true; leave?.(); }};
}}
"""
