"""The turning body in a browser that draws WebGL in software."""

import io
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, SHOTS, WEBGL_FLAGS, serious, shot, wait_for_map
from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.solids import SolidPart, load_solids
from triggerpoints.content import load_content
from triggerpoints.figures.camera import FIELD_DEG, camera_at, framing_of
from triggerpoints.referral.areas import ON_BODY, Area, area_weights
from triggerpoints.referral.record import from_link

SMALL = {"viewport": {"width": 1000, "height": 620}}  # software draws every pixel
TINY = {"viewport": {"width": 760, "height": 620}}
PEELED = (
    "/explore?muscle=subscapularis&layer=superficial&turn=330,0,1400,-110,-60,1320&vessels=1&without=spillover"
    "&audience=student&kin=lower-subscapular-nerve"
    "&hidden=pectoralis-major-sternal_pectoralis-major-clavicular_deltoid-anterior.left&ghosted=deltoid-anterior"
)
LINK = "/explore?muscle=deltoid-anterior&turn=320,5,1900,-60,-100,1250"
WITHOUT_WEBGL = """
  const get = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    return kind.startsWith("webgl") ? null : get.call(this, kind, ...more);
  };
"""


@pytest.fixture(scope="session")
def browser(chromium):
    return chromium(WEBGL_FLAGS)


def wait_for_body(page: Page) -> None:
    page.wait_for_selector("#body3d[data-ready]", timeout=60_000)


def wait_for_still(page: Page) -> None:
    """Wait for the picture at rest, which a slow machine draws some time after the last movement."""
    wait_for_body(page)
    page.wait_for_selector("#body3d[data-still]", timeout=60_000)


def frame_of(page: Page) -> tuple[dict[str, float], float]:
    """Box of the picture on the screen, and how much of it is covered from above."""
    canvas = page.locator("#body3d canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    top = page.locator("#body3d .bar").evaluate("(bar) => bar.offsetTop + bar.offsetHeight")
    assert box is not None
    return box, top


def picture_of(page: Page) -> np.ndarray:
    """What the body's canvas shows with all that lies over it, the pointer being away."""
    page.mouse.move(1, 1)
    page.wait_for_timeout(200)
    shown = page.locator("#body3d canvas").screenshot()
    SHOTS.mkdir(parents=True, exist_ok=True)
    (SHOTS / f"body-picture-{len(list(SHOTS.glob('body-picture-*')))}.png").write_bytes(shown)
    return np.asarray(Image.open(io.BytesIO(shown)).convert("RGB"), int)


TILE_PX = 24
# Moves the pointer to each place and gives those whose name does not come: in the page, for the way there and
# back takes longer than the name.
HOVER = """
async (canvas, asked) => {
    const tip = canvas.getRootNode().querySelector('.tip');
    const wrong = [];
    for (const [clientX, clientY, name] of asked) {
        const move = { clientX, clientY, pointerType: 'mouse', bubbles: true };
        canvas.dispatchEvent(new PointerEvent('pointermove', move));
        const until = performance.now() + 5000;
        while (!tip.textContent.includes(name) && performance.now() < until) {
            await new Promise((done) => setTimeout(done, 10));
        }
        if (!tip.textContent.includes(name)) wrong.push([clientX, clientY, name, tip.textContent]);
    }
    return wrong;
}
"""


class Rays:
    """What a look meets first, computed from the same triangles without the browser."""

    def __init__(self, numbers: list[int], width: float, height: float, top: float) -> None:
        azimuth, tilt, distance, *target = numbers
        a, t = np.radians([azimuth, tilt])
        self.right = np.array([np.cos(a), np.sin(a), 0])
        self.up = np.array([-np.sin(t) * np.sin(a), np.sin(t) * np.cos(a), np.cos(t)])
        self.back = np.array([np.cos(t) * np.sin(a), -np.cos(t) * np.cos(a), np.sin(t)])
        self.eye = np.array(target) + self.back * distance
        self.unit = 2 * np.tan(np.radians(FIELD_DEG / 2)) / (height - top)
        self.middle = (width / 2, top + (height - top) / 2)
        solids = load_solids()
        corners, self.owners = [], []
        for part in solids.parts:
            if part.file in ("skin", "hazards") or part.usual != "solid":
                continue
            mesh = solids.mesh(part.id)
            for side in ("right", "left") if part.mirrored else ("right",):
                way = np.array([-1, 1, 1] if side == "left" else [1, 1, 1])
                corners.append((mesh.position_mm * way)[mesh.faces])
                self.owners += [(part, side)] * len(mesh.faces)
        self.corners = np.concatenate(corners).astype(float)
        seen = self.seen(self.corners)
        low, high = seen.min(axis=1), seen.max(axis=1)
        inside = np.flatnonzero(((high >= 0) & (low <= (width, height))).all(axis=1))
        self.low, self.high, self.corners = low[inside], high[inside], self.corners[inside]
        self.owners = [self.owners[i] for i in inside]
        self.tiles: dict[tuple[int, int], np.ndarray] = {}

    def seen(self, at_mm: np.ndarray) -> np.ndarray:
        """Pixels (..., 2) of the picture where places (..., 3) are seen."""
        from_eye = at_mm - self.eye
        depth = -(from_eye @ self.back) * self.unit
        seen = np.stack([from_eye @ self.right / depth, -(from_eye @ self.up) / depth], axis=-1)
        return np.asarray(seen + self.middle)

    def first(self, x: float, y: float) -> tuple[SolidPart, str] | None:
        """Part and side at a pixel of the picture."""
        tile = (int(x // TILE_PX), int(y // TILE_PX))
        if tile not in self.tiles:
            start = np.array(tile) * TILE_PX
            over = (self.low <= start + TILE_PX) & (self.high >= start)
            self.tiles[tile] = np.flatnonzero(over.all(axis=1))
        around = self.tiles[tile]
        near = around[((self.low[around] <= (x, y)) & (self.high[around] >= (x, y))).all(axis=1)]
        a, b, c = np.moveaxis(self.corners[near], 1, 0)
        ray = (
            self.right * (x - self.middle[0]) * self.unit
            + self.up * (self.middle[1] - y) * self.unit
            - self.back
        )
        p = np.cross(ray, c - a)
        scale = np.einsum("nc,nc->n", b - a, p)
        flat = np.abs(scale) < 1e-12
        scale[flat] = 1.0
        start = self.eye - a
        q = np.cross(start, b - a)
        u, v = np.einsum("nc,nc->n", start, p) / scale, q @ ray / scale
        far = np.einsum("nc,nc->n", c - a, q) / scale
        met = (u >= 0) & (v >= 0) & (u + v <= 1) & (far > 0) & ~flat
        if not met.any():
            return None
        return self.owners[near[np.flatnonzero(met)[np.argmin(far[met])]]]


def name_of(part: SolidPart, side: str) -> str:
    known = load_content().muscles.get(part.id)
    name = known.names.en if known else part.name[:1].upper() + part.name[1:]
    return f"{name}, {side}" if part.mirrored else name


def test_a_pixel_names_the_part_that_a_ray_through_it_meets_first(visit):
    numbers = [320, 5, 1900, -60, -100, 1250]
    page = visit(f"/explore?turn={','.join(map(str, numbers))}", **TINY)
    wait_for_still(page)
    box, top = frame_of(page)
    rays = Rays(numbers, box["width"], box["height"], top)
    rng = np.random.default_rng(17)
    asked: list[tuple[float, float, str]] = []
    while len(asked) < 100:
        x, y = rng.uniform([130, top + 20], [box["width"] - 80, box["height"] - 20]).round() + 0.5
        around = {rays.first(x + dx, y + dy) for dx, dy in ((0, 0), (1.5, 0), (-1.5, 0), (0, 1.5), (0, -1.5))}
        (found, *others) = around
        if not others and found is not None:  # neither on an edge nor beside the body
            asked.append((float(box["x"] + x), float(box["y"] + y), name_of(*found)))
    wrong = page.locator("#body3d canvas").evaluate(HOVER, asked)
    assert not wrong


def test_a_link_opens_the_very_same_look_with_all_that_was_taken_off(visit):
    page = visit(PEELED, **TINY)
    wait_for_still(page)
    page.locator("#body3d canvas").focus()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile("turn=340%2C0"))
    page.locator("#body3d .held button", has_text="Clear the way").click()
    expect(page).to_have_url(re.compile("hidden=[^&]*serratus-anterior"))
    page.wait_for_timeout(300)
    wait_for_still(page)
    link = page.url[page.url.index("/explore") :]
    for name in (
        "pectoralis-major-clavicular",
        "ghosted=deltoid-anterior",
        "vessels=1",
        "without=spillover",
        "kin=",
    ):
        assert name in link
    pictures = [picture_of(page)]
    page = visit(link, **TINY)
    wait_for_still(page)
    page.wait_for_timeout(300)
    wait_for_still(page)
    pictures.append(picture_of(page))
    first, second = pictures
    assert first.shape == second.shape
    assert (np.abs(first - second).max(axis=2) > 8).mean() < 0.002
    assert first.std() > 20, "there is something on the picture"
    page.get_by_role("button", name="Options").click()
    together = page.locator("#body3d").get_by_role("radiogroup", name="Light up the muscles that share")
    expect(together.get_by_role("radio", name=re.compile("Lower subscapular nerve"))).to_be_checked()
    together.get_by_role("radio", name="Nothing").press("Space")
    expect(page).not_to_have_url(re.compile("kin="))


def test_nothing_of_it_is_fetched_before_somebody_turns_the_body(visit):
    page = visit("/explore?muscle=soleus", **SMALL)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    wait_for_map(page, "soleus")
    page.wait_for_timeout(1500)  # the map fetches its neighbours meanwhile
    own = re.compile(r"body3d|\.glb|solid")
    assert not [url for url in asked if own.search(url)]
    page.get_by_role("button", name="Turn the body").click()
    wait_for_body(page)
    expect(page.get_by_role("button", name="Turn the body")).to_be_hidden()
    files = [url for url in asked if ".glb" in url]
    assert len(files) == len(set(files)) == len(load_solids().files) - 1, "vessels and nerves wait"


def test_the_body_works_with_the_keyboard_alone(visit):
    page = visit("/explore?turn=0,0,5200,0,-100,851&audience=student", **SMALL)
    wait_for_body(page)
    page.locator("#body3d canvas").focus()
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("turn=270%2C0"))
    expect(page.locator("#body3d [role=status][aria-live]")).to_contain_text("Seen from the right. In sight:")
    expect(page.locator("#body3d .side.start")).to_have_text("Posterior")
    page.keyboard.press("+")
    page.get_by_role("button", name="Muscles in sight").focus()
    page.keyboard.press("Enter")
    chosen = page.locator("#body3d #in-sight button").first
    expect(chosen).to_be_focused()
    name = chosen.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#body3d [role=status][aria-live]")).to_contain_text(f"{name} selected")
    expect(page.get_by_role("heading", name=name.rpartition(", ")[0])).to_be_visible()


def test_what_covers_a_deep_muscle_is_cleared_and_comes_back(visit):
    page = visit("/explore?muscle=subscapularis&layer=superficial&turn=330,0,1400,-110,-60,1320", **SMALL)
    wait_for_body(page)
    clear = page.locator("#body3d .held button", has_text="Clear the way")
    clear.click()
    expect(clear).to_be_disabled()
    page.get_by_role("button", name="Taken off").click()
    taken = page.locator("#body3d #taken-off li")
    covering = load_solids().by_id["subscapularis"].covered_by
    assert taken.count() == len(covering)
    page.get_by_role("button", name="Bring everything back").click()
    expect(taken).to_have_count(0)


@pytest.mark.parametrize("options", [SMALL, PHONE], ids=["desk", "phone"])
def test_the_body_has_no_serious_fault_and_targets_of_44_px(visit, options):
    page = visit(LINK, **options)
    wait_for_body(page)
    assert serious(page) == []
    page.get_by_role("button", name="Options").click()
    assert serious(page) == []
    page.get_by_role("button", name="Options").click()
    for button in page.locator("#body3d button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 43.5, button.inner_text()
    shot(page, f"body-{options['viewport']['width']}")


def test_the_plane_is_dragged_and_what_the_line_meets_is_lit_one_after_the_other(visit):
    page = visit("/under_the_needle?muscle=infraspinatus&plane=transverse&audience=student", **SMALL)
    page.get_by_role("button", name="Turn the body").click()
    wait_for_still(page)
    plane = page.locator("#body3d").get_by_role("slider", name="Plane of the section")
    slider = page.get_by_role("slider", name=re.compile("Move the plane"))
    plane.focus()
    for _ in range(2):
        page.keyboard.press("PageUp")
    expect(plane).to_have_attribute("aria-valuetext", "10 mm towards the head")
    expect(slider).to_have_value("10")
    expect(page).to_have_url(re.compile("move=10"))
    plane.hover()
    box = plane.bounding_box()
    assert box is not None
    page.mouse.down()
    page.mouse.move(box["x"] + 22, box["y"] + 70, steps=4)
    page.mouse.up()
    expect(plane).to_have_attribute("aria-valuetext", re.compile("feet"))
    expect(slider).to_have_value(re.compile("^-"))
    wait_for_still(page)
    plain = picture_of(page)
    row = page.locator("#body3d .met button", has_text="Infraspinatus")
    row.focus()
    expect(row).to_have_class("lit")
    wait_for_still(page)
    shot(page, "body-cut-lit")
    assert (np.abs(picture_of(page) - plain).max(axis=2) > 8).mean() > 0.005
    page.get_by_role("button", name="Light one after the other").press("Enter")
    for lit in page.locator("#body3d .met ol button").all():
        expect(lit).to_have_class("lit", timeout=10_000)
    expect(page.locator("#body3d .met .lit")).to_have_count(0, timeout=10_000)


def marked_in(page: Page) -> Area:
    """The area that the page keeps, read from the link that it offers."""
    fold = page.get_by_text("Link", exact=True)
    link = page.locator("[data-testid=stCode]").filter(has_text="areas=")
    if not link.is_visible():
        fold.click()
    expect(link).to_be_visible(timeout=20_000)
    record = from_link(link.inner_text().strip().partition("areas=")[2], load_atlas(), load_content())
    (area,) = record.areas
    return area


def test_the_same_stroke_on_map_and_body_marks_the_same_skin_within_3_mm(visit):
    atlas = load_atlas()
    view, skin = atlas.views["front"], atlas.surface
    begin = np.average(
        skin.position_mm, axis=0, weights=atlas.places.weights("front-of-thigh-middle", "right")
    )
    way_mm = skin.position_mm[skin.nearest(begin + np.outer(np.arange(-3, 4), [1, 0, 6]))]
    found = []
    for look in ("map", "body"):
        page = visit("/find?step=keep", **SMALL)
        page.wait_for_selector("#bodymap[data-ready]", timeout=30_000)
        page.get_by_text("Paint", exact=True).click()
        if look == "map":
            page.wait_for_selector('#bodymap[data-mode="paint"]')
            on_screen = page.locator("#bodymap svg.map").evaluate(
                """(svg, way) => {
                    const group = svg.querySelector('.shapes') ?? svg;
                    return way.map(([x, y]) => {
                        const at = new DOMPoint(x, y).matrixTransform(group.getScreenCTM());
                        return [at.x, at.y];
                    });
                }""",
                view.project(way_mm).tolist(),
            )
        else:
            page.get_by_role("button", name="Turn the body").click()
            wait_for_still(page)
            box, top = frame_of(page)
            at = camera_at(framing_of(view))
            numbers = [at.azimuth_deg, at.tilt_deg, at.distance_mm, *at.target_mm]
            rays = Rays(numbers, box["width"], box["height"], top)
            on_screen = (rays.seen(way_mm) + np.array([box["x"], box["y"]])).tolist()
        page.mouse.move(*on_screen[0])
        page.mouse.down()
        for place in on_screen[1:]:
            page.mouse.move(*place, steps=3)
        page.mouse.up()
        found.append(marked_in(page))
    assert [area.strokes[0].view for area in found] == ["front", ON_BODY]
    edges = [skin.position_mm[area_weights(atlas, area) >= 0.5] for area in found]
    ways = [np.linalg.norm(a[:, None] - b, axis=2).min(axis=1) for a, b in (edges, edges[::-1])]
    point_mm = float(np.sqrt(np.median(skin.area_mm2)))  # skin points stand for that much skin
    assert min(map(len, edges)) > 20
    assert max(float(np.percentile(away, 98)) for away in ways) < 3 + point_mm


def test_opening_and_closing_leaves_no_context_behind(visit, chromium):
    page = visit("/explore?muscle=soleus", **TINY)
    page.evaluate(
        """() => {
            window.contexts = [];
            const get = HTMLCanvasElement.prototype.getContext;
            HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
                const found = get.call(this, kind, ...more);
                if (kind.startsWith("webgl") && found && !window.contexts.includes(found)) {
                    window.contexts.push(found);
                }
                return found;
            };
        }"""
    )
    for _ in range(10):
        page.get_by_role("button", name="Turn the body").click()
        page.wait_for_selector("#body3d[data-first]", timeout=60_000)
        page.get_by_role("button", name="Back to the map").click()
        wait_for_map(page)
    assert page.evaluate("contexts.length") == 10
    page.wait_for_function("() => contexts.every((context) => context.isContextLost())", timeout=10_000)


def test_without_webgl_the_map_stays_and_one_sentence_says_so(visit):
    page = visit("/", **SMALL)
    page.add_init_script(WITHOUT_WEBGL)
    page.goto(page.url.rstrip("/") + "/explore?muscle=soleus&turn=180,0,3000,0,-100,400")
    wait_for_map(page, "soleus")
    expect(page.get_by_text("This browser cannot draw the body in 3D.")).to_have_count(1)
    expect(page).not_to_have_url(re.compile("turn="))
    expect(page.get_by_role("heading", name="Soleus")).to_be_visible()


def test_another_figure_is_fetched_when_it_is_chosen_and_kept_by_the_browser(visit):
    page = visit("/explore?layer=skin&turn=20,5,4200,0,-100,851", **TINY)
    moved = []
    page.on("request", lambda request: moved.append(request.url) if "/figures/" in request.url else None)
    wait_for_still(page)
    man = picture_of(page)
    assert moved == []
    page.get_by_role("radio", name="Woman").click()
    page.wait_for_selector("#body3d canvas[data-figure=woman]", timeout=30_000)
    expect(page).to_have_url(re.compile("figure=woman"))
    wait_for_still(page)
    assert [url.rpartition("/")[2].partition("?")[0] for url in moved] == ["woman.bin"]
    other = (np.abs(picture_of(page) - man).max(axis=2) > 40).mean()
    assert 0.002 < other < 0.2
    expect(page.get_by_text("are one man’s.")).to_be_visible()
    assert serious(page) == []
    again = page.context.new_page()
    again.goto(page.url.partition("/explore")[0] + "/find")
    again.wait_for_selector("#bodymap[data-shown]", timeout=30_000)
    expect(again.get_by_role("radio", name="Woman")).to_be_checked(timeout=15_000)
