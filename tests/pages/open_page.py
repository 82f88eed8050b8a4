"""Opens a page without a browser, and reads what stands on it."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


def open_page(page: str, **params: str) -> AppTest:
    """A page after its first run with query parameters."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.switch_page(f"pages/{page}.py")
    app.query_params.update(params)
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def html(app: AppTest) -> str:
    """All HTML that a page draws."""
    return "\n".join(element.proto.body for element in app.get("html"))


def text(app: AppTest) -> str:
    """What can be read in the HTML of a page, without the explanations of the glossary."""
    shown = re.sub(r'<span class="tp-tip".*?</span>', "", html(app))
    return unescape(re.sub(r"<[^>]+>", "", shown))


def messages(app: AppTest, kind: str = "") -> list[str]:
    """The sentences of the messages on a page, of one kind or of all."""
    boxes = re.findall(
        rf'<div class="tp-message {kind or "[a-z]+"}".*?</span>(.*?)</div>', html(app), re.DOTALL
    )
    return [unescape(line) for box in boxes for line in re.findall(r"<p>(.*?)</p>", box, re.DOTALL)]


def map_data(app: AppTest) -> dict[str, Any]:
    """What the first map or turning body of a page is told; other components keep the visit."""
    drawn = (component.proto.json for component in app.get("bidi_component"))
    data: dict[str, Any] = json.loads(next(text for text in drawn if '"heard"' in text))[0]
    return data


def map_event(app: AppTest, kind: str, **event: object) -> AppTest:
    """The page after its first map or turning body has reported an event, as the browser does."""
    component = next(c.proto for c in app.get("bidi_component") if '"heard"' in c.proto.json)
    number = map_data(app)["heard"] + 1
    message = {"event": "events", "value": {"items": [{"n": number, "kind": kind, **event}]}}
    states = app._tree.get_widget_states()
    states.widgets.add(id=_make_trigger_id(component.id, "events"), json_trigger_value=json.dumps([message]))
    return app._run(states)
