"""Explore in a real browser, on a desk and on a phone."""

import re
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, muscle_point, serious, serve, shot, sideways, wait_for_map
from triggerpoints.content import load_content
from triggerpoints.ui.server import map_files

RECTUS_SAID = load_content().muscles["rectus-femoris"].overview.plain[:30]


def zoom_of(page: Page) -> float:
    return float(page.locator("#bodymap").get_attribute("data-zoom"))


def test_a_deep_link_on_a_fresh_server_reaches_the_frame_and_the_state(browser):
    with serve() as address:
        page = browser.new_page()
        page.goto(f"{address}/explore?muscle=soleus&layer=middle")
        wait_for_map(page, "back middle soleus")
        expect(page.get_by_role("heading", name="Soleus")).to_be_visible()
        expect(page.get_by_role("link", name="Learn")).to_be_visible()
        expect(page.get_by_text("not a diagnosis")).to_be_attached()
        page.close()


def test_maps_are_kept_by_the_browser_and_compressed(address):
    plain = urllib.request.urlopen(f"{address}/bodymaps/front.shapes.json")
    assert plain.headers["Cache-Control"] == "no-cache"
    request = urllib.request.Request(
        f"{address}/{map_files.asset_url('front.shapes.json')}", headers={"Accept-Encoding": "gzip"}
    )
    versioned = urllib.request.urlopen(request)
    assert versioned.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert versioned.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("path", ["/explore", "/find", "/glossary"])
def test_a_page_asks_for_no_address_that_is_not_there(visit, address, path):
    page = visit("/")
    answers: list[int] = []
    page.on("response", lambda response: answers.append(response.status))
    page.goto(address + path)
    page.get_by_role("link", name="Learn").wait_for()
    page.wait_for_load_state("networkidle")
    assert len(answers) > 20
    assert [status for status in answers if status >= 400] == []


def test_the_open_list_follows_a_choice_on_the_map(visit):
    page = visit("/explore?muscle=soleus&view=front&layer=superficial")
    wait_for_map(page, "front superficial soleus")
    page.get_by_text("All muscles by region").click()
    chosen = page.locator(".st-key-muscle-list [aria-checked=true], .st-key-muscle-list [aria-pressed=true]")
    expect(chosen).to_have_text("Soleus")
    page.get_by_role("button", name="Show the whole picture").click()
    page.mouse.click(*muscle_point(page, "rectus-femoris"))
    expect(chosen).to_have_text("Rectus femoris")


def test_no_file_outside_the_served_folders_can_be_read(address):
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{address}/bodymaps/..%2f..%2fpyproject.toml")


def test_journey_on_a_desk(visit):
    page = visit("/explore")
    wait_for_map(page, "front superficial")
    shot(page, "desk-start")

    page.mouse.move(*muscle_point(page, "rectus-femoris"))
    expect(page.locator("#bodymap .tip")).to_contain_text("Rectus femoris")
    expect(page.locator("#bodymap .shapes path.lit")).to_have_count(1)
    shot(page, "desk-hover")

    page.mouse.click(*muscle_point(page, "rectus-femoris", "left"))
    wait_for_map(page, "front superficial rectus-femoris")
    expect(page.get_by_role("heading", name="Rectus femoris")).to_be_visible()
    expect(page).to_have_url(re.compile("muscle=rectus-femoris.*side=left|side=left.*muscle=rectus-femoris"))
    expect(page.locator("#bodymap .outline .line")).to_have_count(1)
    shot(page, "desk-muscle")

    page.get_by_role("button", name="Zoom in").click()
    zoom = zoom_of(page)
    assert zoom > 1
    page.get_by_text("Skin", exact=True).click()
    wait_for_map(page, "front skin rectus-femoris")
    assert zoom_of(page) == zoom, "a layer switch must keep the zoom"
    expect(page).to_have_url(re.compile("layer=skin"))
    page.get_by_role("radiogroup", name="View").get_by_text("Back", exact=True).click()
    wait_for_map(page, "back skin rectus-femoris")
    expect(page).to_have_url(re.compile("view=back"))

    page.go_back()
    wait_for_map(page, "front skin rectus-femoris")
    page.go_back()
    wait_for_map(page, "front superficial rectus-femoris")
    expect(page.locator(".stException")).to_have_count(0)


def test_after_two_quick_clicks_map_card_and_address_show_the_second(visit):
    page = visit("/explore")
    wait_for_map(page, "front superficial")
    first = muscle_point(page, "rectus-femoris")
    second = muscle_point(page, "pectoralis-major-clavicular", "left")
    page.mouse.click(*first)
    page.wait_for_timeout(60)
    page.mouse.click(*second)
    wait_for_map(page, "front superficial pectoralis-major-clavicular")
    expect(page.get_by_role("heading", name="Pectoralis major, clavicular part")).to_be_visible()
    expect(page).to_have_url(re.compile("muscle=pectoralis-major-clavicular&side=left"))
    expect(page.locator("#bodymap[data-pattern='front pectoralis-major-clavicular left']")).to_be_attached()


def test_one_point_shows_its_zones_alone(visit):
    page = visit("/explore?muscle=soleus&layer=skin&view=back")
    wait_for_map(page, "back skin soleus")
    shown = page.locator("#bodymap .zones .edge:not([hidden])")
    everything = shown.count()
    page.get_by_role("button", name="Trigger point 2").hover()
    assert 0 < shown.count() < everything
    shot(page, "desk-one-point")
    page.mouse.move(5, 5)
    expect(shown).to_have_count(everything)
    page.get_by_role("button", name="Trigger point 2").click()
    wait_for_map(page, f"back skin soleus {load_content().muscles['soleus'].trigger_points[1].id}")
    assert 0 < shown.count() < everything
    expect(page).to_have_url(re.compile("point="))


def test_letting_a_point_go_shows_all_zones_again(visit):
    page = visit("/explore?muscle=soleus&layer=skin&view=back")
    wait_for_map(page, "back skin soleus")
    shown = page.locator("#bodymap .zones .edge:not([hidden])")
    everything = shown.count()
    mark = page.get_by_role("button", name="Trigger point 2")
    for let_go in (mark.click, lambda: page.keyboard.press("Escape")):
        mark.click()
        expect(page).to_have_url(re.compile("point="))
        let_go()
        page.mouse.move(5, 5)
        expect(page).not_to_have_url(re.compile("point="))
        expect(shown).to_have_count(everything)


def test_the_map_works_with_the_keyboard_alone(visit):
    page = visit("/explore")
    wait_for_map(page)
    page.locator("#bodymap svg.map").focus()
    page.keyboard.press("ArrowRight")
    said = page.locator("#bodymap [role=status]")
    first = said.inner_text()
    page.keyboard.press("ArrowRight")
    expect(said).not_to_have_text(first)
    lit = page.locator("#bodymap .shapes path.lit").get_attribute("data-id")
    name = load_content().muscles[lit].names.en
    expect(said).to_contain_text(name)
    page.keyboard.press("+")
    assert zoom_of(page) > 1
    page.keyboard.press("0")
    assert zoom_of(page) == 1
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.locator("#bodymap .outline .line")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Choose a muscle")).to_be_visible()


def test_the_wheel_scrolls_the_page_until_the_map_is_held_or_focused_or_ctrl_is_down(visit):
    page = visit("/explore?muscle=soleus", viewport={"width": 1440, "height": 700})
    wait_for_map(page)
    x, y = muscle_point(page, "soleus", None)
    page.mouse.move(x, y)
    before = zoom_of(page)
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(200)
    assert zoom_of(page) == before, "the wheel belongs to the page"
    expect(page.locator("#bodymap .tip")).to_contain_text("Ctrl")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    page.wait_for_timeout(200)
    assert zoom_of(page) > before
    page.get_by_role("button", name="Show the whole picture").click()
    page.locator("#bodymap svg.map").focus()
    page.mouse.move(x, y)
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(200)
    assert zoom_of(page) > 1


def test_the_wheel_zooms_about_the_pointer_and_drag_pans(visit):
    page = visit("/explore")
    wait_for_map(page)
    x, y = muscle_point(page, "rectus-femoris")
    page.locator("#bodymap svg.map").focus()
    page.mouse.move(x, y)
    page.mouse.wheel(0, -500)
    page.wait_for_timeout(200)
    assert zoom_of(page) > 1.2
    before = page.locator("#bodymap svg.map").get_attribute("viewBox")
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    assert page.locator("#bodymap svg.map").get_attribute("viewBox") != before
    assert "muscle=" not in page.url, "a drag must not select"


def test_view_and_layer_are_shown_though_the_server_does_not_answer(visit):
    page = visit("/explore?muscle=soleus&view=front")
    wait_for_map(page, "front")
    page.get_by_role("button", name="Options").wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate("() => { WebSocket.prototype.send = () => {}; }")
    page.get_by_role("radiogroup", name="View").get_by_text("Back", exact=True).click()
    wait_for_map(page, "back middle soleus")
    page.get_by_text("Skin", exact=True).click()
    wait_for_map(page, "back skin soleus")
    page.get_by_role("button", name="Options").click()
    page.get_by_role("radiogroup", name="Side of the body").get_by_text("Left").click()
    expect(page.locator("#bodymap[data-pattern='back soleus left']")).to_be_attached()
    page.get_by_label("Trigger points", exact=True).uncheck()
    expect(page.locator("#bodymap .mark")).to_have_count(0)
    assert "back.skin.webp" in page.locator("#bodymap .picture").get_attribute("href")


def test_the_card_follows_the_choice_though_the_server_does_not_answer(visit):
    page = visit("/explore?muscle=soleus&view=front&layer=superficial")
    wait_for_map(page, "front superficial soleus")
    expect(page.locator("[data-card=overview]")).to_be_visible()
    page.get_by_role("button", name="Show the whole picture").click()
    page.evaluate("() => { WebSocket.prototype.send = () => {}; }")
    page.mouse.click(*muscle_point(page, "rectus-femoris"))
    expect(page.get_by_role("heading", name="Rectus femoris")).to_be_visible()
    expect(page.locator("[data-card][data-of=rectus-femoris]")).to_have_count(2)
    expect(page.locator("[data-card=overview]")).to_contain_text(RECTUS_SAID)


def test_a_picture_that_cannot_be_loaded_is_told_and_comes_with_the_next_choice(visit):
    page = visit("/explore")
    wait_for_map(page, "front")
    page.route("**/*.skeleton*.webp*", lambda route: route.abort())
    layers = page.get_by_role("radiogroup", name="Layer")
    layers.get_by_text("Skeleton", exact=True).click()
    problem, picture = page.locator("#bodymap .problem"), page.locator("#bodymap .picture")
    expect(problem).to_contain_text("A picture could not be loaded")
    assert picture.get_attribute("href") is None, "the browser would draw its own sign of a broken picture"
    page.unroute("**/*.skeleton*.webp*")
    layers.get_by_text("Deep", exact=True).click()
    expect(problem).to_be_hidden()
    layers.get_by_text("Skeleton", exact=True).click()
    expect(picture).to_have_attribute("href", re.compile("skeleton"))


def test_view_and_layer_can_be_chosen_with_the_keyboard(visit):
    page = visit("/explore")
    wait_for_map(page, "front superficial")
    page.get_by_role("radio", name="Front").focus()
    page.keyboard.press("ArrowRight")
    wait_for_map(page, "back superficial")
    page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    wait_for_map(page, "back middle")
    expect(page).to_have_url(re.compile("layer=middle"))


def test_the_map_fills_the_screen_and_leaves_it_again(visit):
    page = visit("/explore")
    wait_for_map(page)
    page.get_by_role("button", name="Full screen").click()
    expect(page.get_by_role("button", name="Leave full screen")).to_be_visible()
    box = page.locator("#bodymap .stage").bounding_box()
    assert box["width"] > 1400 and box["height"] > 800
    shot(page, "desk-full")
    page.get_by_text("Deep", exact=True).click()
    wait_for_map(page, "front deep")
    page.get_by_role("button", name="Leave full screen").click()
    expect(page.get_by_role("button", name="Full screen")).to_be_visible()
    page.wait_for_function("() => !document.fullscreenElement")


def test_the_map_fills_the_window_where_the_browser_has_no_full_screen(visit):
    page = visit("/explore", **PHONE)
    wait_for_map(page)
    page.evaluate("() => { Element.prototype.requestFullscreen = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Full screen").tap()
    page.get_by_role("button", name="Leave full screen").wait_for()
    box = page.locator("#bodymap .stage").bounding_box()
    assert box["width"] > 360 and box["height"] > 700 and box["y"] < 20
    shot(page, "phone-full")
    page.touchscreen.tap(*muscle_point(page, "rectus-femoris"))
    wait_for_map(page, "rectus-femoris")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Full screen")).to_be_visible()


def test_the_controls_on_the_map_are_large_enough_for_a_thumb(visit):
    page = visit("/explore?muscle=soleus", **PHONE)
    wait_for_map(page)
    page.get_by_role("button", name="Close-ups").tap()
    sizes = page.locator("#bodymap").evaluate(
        """(host) => [...host.querySelectorAll('button, .choices label, .switch')]
            .map((e) => [e.textContent || e.ariaLabel, e.getBoundingClientRect()])
            .filter(([, box]) => box.width)
            .map(([name, box]) => [name, Math.round(box.width), Math.round(box.height)])"""
    )
    assert len(sizes) > 20
    assert [size for size in sizes if min(size[1:]) < 44] == []


def test_journey_on_a_phone(visit):
    page = visit("/explore?muscle=trapezius-upper&view=left&layer=skin&side=left", **PHONE)
    wait_for_map(page, "left skin trapezius-upper")
    assert sideways(page) <= 0, "the page must not scroll sideways"
    map_box = page.locator("#bodymap .stage").bounding_box()
    card_box = page.get_by_role("heading", name=re.compile("Trapezius, upper")).bounding_box()
    assert map_box["y"] < card_box["y"], "the map comes first"
    assert map_box["y"] + map_box["height"] / 2 < 844, "half of the map is on the first screen"
    shot(page, "phone-muscle")
    page.get_by_role("button", name="Show the whole picture").tap()
    assert zoom_of(page) == 1
    touch = page.locator("#bodymap svg.map").evaluate("(map) => getComputedStyle(map).touchAction")
    assert touch == "pan-y", "one finger scrolls the page while the whole body is shown"
    page.get_by_role("button", name="Zoom in").tap()
    touch = page.locator("#bodymap svg.map").evaluate("(map) => getComputedStyle(map).touchAction")
    assert touch == "none"
    page.get_by_role("heading", name=re.compile("Trapezius, upper")).scroll_into_view_if_needed()
    shot(page, "phone-card")


def test_a_tap_selects(visit):
    page = visit("/explore", **PHONE)
    wait_for_map(page)
    page.touchscreen.tap(*muscle_point(page, "rectus-femoris"))
    wait_for_map(page, "rectus-femoris")


def test_one_finger_pans_only_when_zoomed_and_two_fingers_zoom(visit):
    page = visit("/explore", **PHONE)
    wait_for_map(page)
    fingers = page.context.new_cdp_session(page)
    x, y = muscle_point(page, "rectus-femoris")

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": px, "y": py, "id": i} for i, (px, py) in enumerate(points)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def view_box() -> str:
        return page.locator("#bodymap svg.map").get_attribute("viewBox")

    whole = view_box()
    touch("touchStart", (x, y))
    for step in range(1, 6):
        touch("touchMove", (x + 8 * step, y))
    touch("touchEnd")
    assert view_box() == whole and "muscle=" not in page.url

    touch("touchStart", (x - 20, y), (x + 20, y))
    for step in range(1, 9):
        touch("touchMove", (x - 20 - 8 * step, y), (x + 20 + 8 * step, y))
    touch("touchEnd")
    assert zoom_of(page) > 2
    zoomed = view_box()
    touch("touchStart", (x, y))
    for step in range(1, 6):
        touch("touchMove", (x + 10 * step, y + 4 * step))
    touch("touchEnd")
    assert view_box() != zoomed
    assert "muscle=" not in page.url, "neither a pinch nor a pan selects"


def test_the_offer_on_the_map_opens_the_close_up_and_leads_back(visit):
    page = visit("/explore?muscle=quadratus-plantae&view=back&side=left")
    wait_for_map(page, "back")
    page.get_by_role("button", name="Close-up: Left foot, sole").click()
    wait_for_map(page, "foot-sole-left")
    expect(page.locator("#bodymap .title")).to_have_text("Left foot, sole")
    expect(page.locator("#bodymap .own")).to_be_visible()
    shot(page, "desk-close-up")
    page.get_by_role("button", name="Whole body").click()
    wait_for_map(page, "front deep quadratus-plantae")


def test_close_ups_can_be_chosen_by_part_of_the_body(visit):
    page = visit("/explore?side=left")
    wait_for_map(page)
    page.get_by_role("button", name="Close-ups").click()
    page.get_by_role("radiogroup", name="Hand").get_by_text("Palm side").click()
    wait_for_map(page, "hand-palm-left")
    expect(page).to_have_url(re.compile("view=hand-palm-left"))
    shot(page, "desk-close-ups")
    page.go_back()
    wait_for_map(page, "front superficial")


def test_a_wrong_address_is_explained(visit):
    page = visit("/explore?muscle=no-such-muscle&view=mars")
    wait_for_map(page, "front superficial")
    expect(page.get_by_text("no-such-muscle")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/explore", "/explore?muscle=soleus&layer=skin&audience=student", "/about"])
def test_nothing_serious_for_assistive_technology(visit, path, scheme):
    page = visit(path, color_scheme=scheme)
    if "explore" in path:
        wait_for_map(page)
    page.get_by_text("not a diagnosis").wait_for()
    shot(page, re.sub(r"\W+", "-", f"axe{path}-{scheme}"))
    assert serious(page) == []


def test_dark_theme_reaches_the_map(visit):
    page = visit("/explore?muscle=soleus", color_scheme="dark")
    wait_for_map(page)
    shot(page, "desk-dark")
    background = page.locator("#bodymap .zoom").evaluate("(box) => getComputedStyle(box).backgroundColor")
    assert background == "rgb(19, 24, 26)"


@pytest.mark.parametrize("path", ["/", "/explore"])
@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_the_head_stands_below_the_controls(visit, path, options):
    page = visit(path, **options)
    wait_for_map(page)
    page.locator("#bodymap.controlled").wait_for()
    bar = page.locator("#bodymap .bar").bounding_box()
    picture = page.locator("#bodymap image.picture").bounding_box()
    assert picture["y"] >= bar["y"] + bar["height"]


LATER = """() => {
    const { send } = WebSocket.prototype;
    const waiting = [];
    window.letThrough = () => { for (const run of waiting.splice(0)) run(); waiting.push = (run) => run(); };
    WebSocket.prototype.send = function (message) { waiting.push(() => send.call(this, message)); };
}"""
"""What the page says to the server waits until it is let through."""


def test_the_front_door_is_there_before_the_server_answers(visit):
    first = visit("/")
    wait_for_map(first)
    first.wait_for_function("() => Boolean(localStorage.getItem('first look /'))")
    page = first.context.new_page()
    page.add_init_script(f"({LATER})()")
    page.goto(first.url)
    expect(page.locator(".tp-first-look #bodymap[data-shown]")).to_be_attached()
    page.mouse.click(*muscle_point(page, "kneecap", None))
    page.evaluate("letThrough()")
    expect(page.get_by_text("You marked: kneecap on your right.")).to_be_attached()
    expect(page.locator(".tp-first-look")).to_have_count(0)


@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_map_drawn_here_before_takes_a_tap_before_the_server_answers(visit, options):
    first = visit("/explore", **options)
    wait_for_map(first)
    first.wait_for_function("() => Boolean(localStorage.getItem('first look /explore'))")
    page = first.context.new_page()
    page.add_init_script(f"({LATER})()")
    page.goto(first.url)
    expect(page.locator(".tp-first-look #bodymap[data-shown]")).to_be_attached()
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.mouse.click(*muscle_point(page, "rectus-abdominis"))
    wait_for_map(page, "rectus-abdominis")
    page.evaluate("letThrough()")
    expect(page.get_by_role("heading", name="Rectus abdominis")).to_be_attached()
    expect(page.locator(".tp-first-look")).to_have_count(0)
    expect(page.locator("#bodymap")).to_have_count(1)
    expect(page).to_have_url(re.compile("muscle=rectus-abdominis"))
    wait_for_map(page, "rectus-abdominis")


@pytest.mark.parametrize("kept", ["{", "{}", '{"data": {"script": "ui/of-another-version/main.js"}}'])
def test_what_is_of_no_use_in_the_browser_is_left_alone(visit, kept):
    first = visit("/explore")
    page = first.context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.add_init_script(f"localStorage.setItem('first look /explore', {kept!r})")
    page.goto(first.url)
    wait_for_map(page)
    assert not failures
    expect(page.locator("#bodymap")).to_have_count(1)
