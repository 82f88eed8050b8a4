"""An open page goes on after the server was stopped and started again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, free_port, muscle_point, serve, wait_for_map
from tests.browser.walk import CONNECTED, WAIT_MS, Walk

TOLD = "The connection was lost for a while"
NOTE_MESSAGES = """
window.messages = '';
new MutationObserver(() => {
    for (const message of document.querySelectorAll('[data-testid=stToast]')) messages += message.textContent;
}).observe(document, {childList: true, subtree: true});
"""
"""A message goes after some seconds, and on a slow machine nobody looks just then."""


def expect_told(page: Page) -> None:
    """The reader is told, or was."""
    page.wait_for_function("(told) => messages.includes(told)", arg=TOLD, timeout=WAIT_MS)


@pytest.fixture
def restarted(browser):
    """Open a page, and stop and start the server under it."""
    port = free_port()
    context = browser.new_context(**DESKTOP)
    context.add_init_script(NOTE_MESSAGES)

    def open_and_restart(path: str, before: object = lambda page: None) -> Page:
        page = context.new_page()
        with serve(port=port) as address:
            page.goto(address + path)
            before(page)
        servers.append(serve(port=port))
        servers[-1].__enter__()
        page.wait_for_function(CONNECTED)
        return page

    servers: list = []
    yield open_and_restart
    context.close()
    for server in servers:
        server.__exit__(None, None, None)


def test_a_click_in_explore_is_answered_and_the_reader_is_told(restarted):
    page = restarted(
        "/explore?muscle=soleus&layer=superficial", before=lambda page: wait_for_map(page, "soleus")
    )
    page.mouse.click(*muscle_point(page, "gastrocnemius"))
    expect(page.get_by_role("heading", name="Gastrocnemius")).to_be_visible(timeout=30_000)
    expect_told(page)
    expect(page).to_have_url(re.compile("muscle=gastrocnemius"))


def test_a_choice_under_the_needle_is_answered(restarted):
    def drawn(page: Page) -> None:
        expect(page.get_by_role("heading", name="Along the line")).to_be_visible(timeout=30_000)

    page = restarted("/under_the_needle?muscle=soleus&audience=student", before=drawn)
    page.get_by_role("radio", name="Sagittal").first.click()
    expect(page).to_have_url(re.compile("plane=sagittal"), timeout=30_000)


def test_marks_answers_and_the_step_of_a_pain_are_still_there(restarted):
    def answered(page: Page) -> None:
        walk = Walk(page, page.url.rstrip("/"))
        walk.settle()
        walk.say("my left calf aches when I walk")
        walk.next()
        walk.next()
        walk.touch("Worse at night")

    page = restarted("/", before=answered)
    expect_told(page)
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("How does it feel?", timeout=WAIT_MS)
    following = page.locator(".st-key-way-next button")
    following.click()
    expect(title).to_have_text("What fits, and what you can do", timeout=WAIT_MS)
    expect(page.locator(".tp-best")).to_have_count(3, timeout=WAIT_MS)
    page.locator(".st-key-way-all button").click()
    said = page.locator(".tp-readback")
    expect(said).to_contain_text(re.compile("calf on your left .*aching.*worse at night"), timeout=WAIT_MS)
