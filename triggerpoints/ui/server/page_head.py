"""Links the style sheet in the page itself, where every browser loads it before anything is drawn.

A style sheet that arrives later (`@import` in a style element) is not loaded by Firefox. It stands at the end
of the body, so that it comes after the rules that Streamlit writes into the head and wins over them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from types import MappingProxyType

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NOTHING: Mapping[str, str] = MappingProxyType({})

AT_ONCE = """(() => {
  const here = new URL("./", document.baseURI);
  window.__streamlit = {
    BACKEND_BASE_URL: here.href,
    HOST_CONFIG: { allowedOrigins: [here.origin], useExternalAuthToken: false },
  };
  const map = document.querySelector("meta[name=map-script]")?.content;
  const ask = (rel, as) => (href) =>
    document.head.append(Object.assign(document.createElement("link"), { rel, as, crossOrigin: "", href }));
  try {
    const look = JSON.parse(localStorage.getItem(`first look ${location.pathname}`));
    if (!map || location.search || `./${look?.data.script}` !== map) return;
    look.scripts.forEach(ask("modulepreload", "script"));
    look.files.forEach(ask("preload", "fetch"));
    import(new URL(map, here)).then((module) => module.begin());
  } catch {}
})();"""
"""Script that tells Streamlit's page where its server is, and begins with a map that was drawn here before.

It then connects at once and asks for the server's health beside it. Without it, it first asks whether the
server is well, on a page such as ``/explore`` at two addresses in turn, of which the first does not exist.

What the browser keeps of the map is written and read by ``bodymap/first_look.js``; of another version of the
map's scripts, or of an address that asks for more, nothing is used.
"""


_PRELOAD: Mapping[str, str] = MappingProxyType(
    {
        "image": '<link rel="preload" as="image" href="{}">',
        "style": '<link rel="preload" as="style" href="{}">',
        "fetch": '<link rel="preload" as="fetch" crossorigin="anonymous" fetchpriority="low" href="{}">',
    }
)


class PageHead:
    """Middleware that adds links to every HTML page.

    Parameters
    ----------
    app : ASGI application
    links : callable
        Gives the style sheets' addresses, relative to the page.
    early : callable, optional
        Gives for the last part of the page's address the files to fetch before the page asks for them, and
        what each is in the words of ``rel="preload"``: *image*, *style*, *fetch*; a *script* (a module, with
        all that it imports) is asked for when Streamlit's own first ones have run, in a browser that has kept
        it at once, and there what is *kept* too.
    ahead : callable, optional
        Gives the address of the script that asks for those scripts.
    """

    def __init__(
        self,
        app: ASGIApp,
        links: Callable[[], list[str]],
        early: Callable[[str], dict[str, str]] = lambda _: {},
        ahead: Callable[[], str] = str,
    ) -> None:
        """Wrap an application."""
        self.app = app
        self.links = links
        self.early = early
        self.ahead = ahead

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; HTML is held back until it is whole, then sent with the links in it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if "text/html" in Headers(scope=scope).get("accept", ""):
            # whoever answers must not compress the page before the links are in it
            plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = {**scope, "headers": plain}
        start: Message | None = None
        body = bytearray()

        async def pass_on(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                if message["status"] == 200 and _is_html(message):
                    start = message
                    return
            elif message["type"] == "http.response.body" and start is not None:
                body.extend(message.get("body", b""))
                if message.get("more_body"):
                    return
                early = self.early(scope["path"].rpartition("/")[2])
                page = with_links(bytes(body), self.links(), early, self.ahead()) if body else b""
                headers = MutableHeaders(raw=start["headers"])
                # the page depends on more than its file now, so the file's own marks of change are not true
                for name in ("etag", "last-modified"):
                    del headers[name]
                if body:
                    headers["Content-Length"] = str(len(page))
                await send(start)
                await send({"type": "http.response.body", "body": page})
                return
            await send(message)

        await self.app(scope, receive, pass_on)


def with_links(page: bytes, links: list[str], early: Mapping[str, str] = NOTHING, ahead: str = "") -> bytes:
    """The page with early files at the end of its head, and style sheets behind all of Streamlit.

    The script that lets it connect at once goes first: Streamlit's own looks for it when it begins.
    """
    sheets = "".join(f'<link rel="stylesheet" href="{escape(link)}">' for link in links)
    preloads = "".join(
        _PRELOAD[kind].format(escape(file)) for file, kind in early.items() if kind in _PRELOAD
    )
    scripts, files = ([file for file in early if early[file] == kind] for kind in ("script", "kept"))
    script = (
        f'<script type="module" async src="{escape(ahead)}"'
        f' data-ahead="{escape(" ".join(scripts))}" data-files="{escape(" ".join(files))}"></script>'
    )
    map_script = "".join(f'<meta name="map-script" content="{escape(file)}">' for file in scripts[-1:])
    page = page.replace(b"<head>", f"<head>{map_script}<script>{AT_ONCE}</script>".encode(), 1)
    page = page.replace(b"</head>", preloads.encode() + b"</head>", 1)
    return page.replace(b"</body>", (sheets + script * bool(scripts)).encode() + b"</body>", 1)


def _is_html(message: Message) -> bool:
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
