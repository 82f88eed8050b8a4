"""Walking the page as a person with a pain does: each step counts, leaves a picture and is measured."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, expect

WAIT_MS = 20_000
TARGET_PX = 44.0
INPUT_PX = 16.0
_SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app?.dataset.testScriptState === 'notRunning' && !!document.querySelector('.tp-footer');
}"""
CONNECTED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app?.dataset.testConnectionState === 'CONNECTED';
}"""
_SMALL_TARGETS = """(least) => {
    const targets = 'button, a[href], summary, select, textarea, input, [role=tab], [role=radio]';
    const whole = 'label, .react-aria-ComboBox > div, [data-testid=stTextInputRootElement]';
    const out = [];
    const walk = (root) => {
        for (const e of root.querySelectorAll('*')) {
            if (e.shadowRoot) walk(e.shadowRoot);
            const in_sentence = e.matches('a, .tp-term') && e.closest('p, li, td, dd, figcaption, footer');
            if (!e.matches(targets) || in_sentence || e.closest('[aria-hidden=true]')) continue;
            const own = e.getBoundingClientRect(), style = getComputedStyle(e);
            if (own.width <= 1 || own.height <= 1 || style.visibility === 'hidden') continue;
            const all = e.type === 'range' ? e.closest('[role=group]') : e.closest(whole);
            const box = (all || e).getBoundingClientRect();  // all of it can be touched
            if (box.height > least - 0.5 && box.width > least - 0.5) continue;
            const label = e.getAttribute('aria-label') || e.innerText || e.labels?.[0]?.innerText;
            const said = label || e.className;
            out.push(`${said.trim().slice(0, 40)}: ${Math.round(box.width)}x${Math.round(box.height)}`);
        }
    };
    walk(document.querySelector('.stMain'));
    for (const dialog of document.querySelectorAll('[role=dialog]')) walk(dialog);
    return [...new Set(out)];
}"""
_SMALL_INPUTS = """(least) => {
    const out = [];
    const walk = (root) => {
        for (const e of root.querySelectorAll('*')) {
            if (e.shadowRoot) walk(e.shadowRoot);
            if (!e.matches('textarea, select, input')) continue;
            if (['checkbox', 'radio', 'range', 'file'].includes(e.type)) continue;
            const size = parseFloat(getComputedStyle(e).fontSize);
            if (size < least) out.push(`${e.getAttribute('aria-label') || e.placeholder}: ${size}`);
        }
    };
    walk(document.body);
    return [...new Set(out)];
}"""
_CUT_TEXT = """() => {
    const out = [];
    for (const e of document.querySelectorAll('.stMain *, [role=dialog] *')) {
        if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
        const style = getComputedStyle(e), box = e.getBoundingClientRect();
        if (box.width < 2 || box.height < 2 || style.clipPath !== 'none') continue;
        if (e.closest('.tp-readback')) continue;
        const cut = style.overflow !== 'visible' && style.display !== 'inline';
        if (cut && e.scrollWidth > e.clientWidth + 1) out.push(e.innerText.slice(0, 60));
        let held = e;  // in a row that scrolls by itself, as tabs and tables do
        const scrolls = (at) => ['auto', 'scroll'].includes(getComputedStyle(at).overflowX);
        while (held && !scrolls(held)) held = held.parentElement;
        const is_part = held && !held.matches('.stMain');
        const beyond = !is_part && (box.right > innerWidth + 1 || box.left < -1);
        if (beyond) out.push(`beyond the edge: ${e.innerText.slice(0, 60)}`);
    }
    return [...new Set(out)];
}"""


@dataclass
class Walk:
    """A walk through the pages; counts what the person has to touch and the screens they see.

    Attributes
    ----------
    page : Page
    address : str
        Of the app.
    folder : Path or None
        Where the pictures go; none are taken without.
    name : str
        What pictures and notes begin with.
    """

    page: Page
    address: str
    folder: Path | None = None
    name: str = "walk"
    taps: int = 0
    pictures: int = 0
    screens: int = 0
    _title: str = ""
    notes: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Open an address of the app."""
        self.page.goto(self.address + path)
        self.settle()
        self.see(path.strip("/").partition("?")[0] or "start")

    def settle(self) -> None:
        """Wait until the server has answered and the page has drawn."""
        self.page.wait_for_function(_SETTLED, timeout=WAIT_MS)
        self.page.wait_for_timeout(250)
        self.page.wait_for_function(_SETTLED, timeout=WAIT_MS)

    def wait_for_map(self) -> None:
        """Wait until the map can be touched."""
        self.page.wait_for_selector("#bodymap[data-ready]", timeout=WAIT_MS)

    @property
    def is_phone(self) -> bool:
        """Whether the screen is touched."""
        return bool(self.page.evaluate("matchMedia('(pointer: coarse)').matches"))

    def see(self, what: str) -> None:
        """Take a picture and note faults; it is another screen when its title is another."""
        self.pictures += 1
        self.screens += self.title() != self._title
        self._title = self.title()
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        slug = re.sub(r"[^a-z0-9]+", "-", what.lower()).strip("-")
        number = len(list(self.folder.glob(f"{self.name}-*.png"))) + 1
        self.page.wait_for_timeout(300)
        self.page.screenshot(path=self.folder / f"{self.name}-{number:02}-{slug}.png")
        faults = self.faults()
        if any(faults.values()):
            self.notes.append(f"{number:02} {what}: {json.dumps(faults, ensure_ascii=False)}")

    def faults(self) -> dict[str, list[str]]:
        """Targets and inputs that are too small, and words that are cut."""
        page = self.page
        wide = page.locator("[data-testid=stMain]").evaluate("(e) => e.scrollWidth - e.clientWidth")
        found = {
            "targets": page.evaluate(_SMALL_TARGETS, TARGET_PX),
            "inputs": page.evaluate(_SMALL_INPUTS, INPUT_PX),
            "cut": page.evaluate(_CUT_TEXT),
            "sideways": [str(wide)] if wide > 1 else [],
        }
        return {kind: list(faults) for kind, faults in found.items() if faults}

    def touch(self, what: str, *, exact: bool = False, role: str = "button") -> None:
        """Tap or click something by its name."""
        target = self.page.get_by_role(role, name=what, exact=exact).first  # type: ignore[arg-type]
        target.scroll_into_view_if_needed(timeout=WAIT_MS)
        target.tap() if self.is_phone else target.click()
        self.taps += 1
        self.settle()

    def say(self, text: str) -> None:
        """Type where it hurts; counts as two taps, one into the line and one on Add."""
        box = self.page.get_by_label("Say where it hurts")
        box.fill(text)
        box.press("Enter")
        self.taps += 2
        self.page.wait_for_timeout(200)
        self.settle()
        self.see(f"said {text[:30]}")

    def tap_place(self, place: str, side: str) -> None:
        """Touch a place on the map."""
        self.wait_for_map()
        self.page.locator("#bodymap").scroll_into_view_if_needed()
        shape = self.page.locator(f'#bodymap .shapes path[data-id="{place}"][data-side="{side}"]')
        box = shape.bounding_box(timeout=WAIT_MS)
        assert box, f"The map does not show {place}."
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.touchscreen.tap(x, y) if self.is_phone else self.page.mouse.click(x, y)
        self.taps += 1
        expect(self.page.locator(".tp-readback")).to_contain_text("You marked", timeout=WAIT_MS)
        self.settle()
        self.see(f"tapped {place}")

    def tick(self, sign: str) -> None:
        """Tick a danger sign."""
        self.page.locator(".stCheckbox", has_text=sign).locator("label").first.click()
        self.taps += 1
        self.settle()
        self.see(f"ticked {sign[:20]}")

    def next(self) -> None:
        """Go on to the next step."""
        button = self.page.locator(
            ".st-key-way_next button, .st-key-way-next button, .st-key-home-next button"
        )
        before = self.title()
        button.first.tap() if self.is_phone else button.first.click()
        self.taps += 1
        expect(self.page.get_by_role("heading", level=1)).not_to_have_text(before, timeout=WAIT_MS)
        self.settle()
        self.see(self.title())

    def back(self) -> None:
        """Go back with the button of the way."""
        self.page.locator(".st-key-way-back button").first.click()
        self.taps += 1
        self.settle()
        self.see("back")

    def title(self) -> str:
        """Title of the screen."""
        return self.page.get_by_role("heading", level=1).first.inner_text()

    def marked(self) -> str:
        """What was understood."""
        return self.page.locator(".tp-readback").inner_text()

    def reload(self) -> None:
        """Load the page again."""
        self.page.reload()
        self.settle()
        self.page.wait_for_timeout(800)
        self.settle()
        self.see("reloaded")

    def turn(self) -> None:
        """Turn the phone."""
        size = self.page.viewport_size
        assert size
        self.page.set_viewport_size({"width": size["height"], "height": size["width"]})
        self.page.wait_for_timeout(500)
        self.settle()
        self.see("turned")

    def whole(self, what: str) -> float:
        """A picture of the whole page, as tall as it is; gives its height in screens."""
        main = self.page.locator("[data-testid=stMain]")
        tall = int(main.evaluate("(e) => e.scrollHeight"))
        size = self.page.viewport_size
        assert size
        if self.folder:
            self.page.set_viewport_size({"width": size["width"], "height": min(tall, 12_000)})
            self.page.wait_for_timeout(500)
            self.page.screenshot(path=self.folder / f"{self.name}-whole-{what}.png")
            self.page.set_viewport_size(size)
            self.page.wait_for_timeout(300)
        return tall / size["height"]
