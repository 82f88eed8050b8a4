// The card of a muscle is shown before the server's own, and only where all of it can be.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CardAhead } from "../../triggerpoints/ui/components/shared/card_ahead.js";

/** @type {Part[]} */
let shown = [];
/** @type {(() => void)[]} */
let observers = [];

class Part {
  parentElement = {};
  dataset;
  html = "the server's";

  /** @param {string} card @param {string} of */
  constructor(card, of) {
    this.dataset = { card, of };
  }

  /** @param {{html: string}} content */
  replaceWith({ html }) {
    this.html = html;
    this.dataset.of = html.split(" ")[1] ?? "";
  }
}

class Observer {
  /** @param {() => void} act */
  constructor(act) {
    observers.push(act);
  }
  observe() {}
  disconnect() {}
}

beforeEach(() => {
  observers = [];
  vi.stubGlobal("HTMLElement", Part);
  vi.stubGlobal("MutationObserver", Observer);
  vi.stubGlobal("document", {
    baseURI: "http://here/",
    querySelectorAll: () => shown,
    createElement: () => ({
      content: { html: "" },
      /** @param {string} html */
      set innerHTML(html) {
        this.content.html = html;
      },
    }),
  });
  vi.stubGlobal("fetch", (/** @type {string} */ url) => {
    const muscle = /cards\/(.*)\.json/.exec(url)?.[1];
    const card = { head: `head ${muscle}`, overview: `overview ${muscle}` };
    const answer = { ok: muscle !== "lost", json: () => Promise.resolve(card) };
    return new Promise((resolve) => setTimeout(() => resolve(answer), muscle?.startsWith("slow") ? 30 : 0));
  });
});
afterEach(() => vi.unstubAllGlobals());

const page = (/** @type {string} */ of) => [new Part("head", of), new Part("overview", of)];
const texts = () => shown.map(({ html }) => html);

/** @param {boolean} [ahead] */
function opened(ahead = false) {
  const card = new CardAhead(() => ahead);
  card.answered("cards/{muscle}.json", "soleus");
  return card;
}

test("a choice shows the card at once, and the same muscle again changes nothing", async () => {
  shown = page("soleus");
  const card = opened();
  await card.show("soleus");
  expect(texts()).toEqual(["the server's", "the server's"]);
  await card.show("deltoid");
  expect(texts()).toEqual(["head deltoid", "overview deltoid"]);
});

test("the map is painted before the card, and of quick choices the last counts", async () => {
  vi.useFakeTimers();
  /** @type {(() => void)[]} */
  const frames = [];
  vi.stubGlobal("requestAnimationFrame", (/** @type {() => void} */ run) => frames.push(run));
  shown = page("soleus");
  const card = opened();
  card.choose("gracilis");
  card.choose("deltoid");
  await vi.advanceTimersByTimeAsync(20);
  expect(texts()).toEqual(["the server's", "the server's"]);
  for (const paint of frames) paint();
  await vi.advanceTimersByTimeAsync(20);
  expect(texts()).toEqual(["head deltoid", "overview deltoid"]);
  vi.useRealTimers();
});

test("a section that files do not have is left to the server, with its head", async () => {
  shown = page("soleus").slice(0, 1);
  await opened().show("deltoid");
  expect(texts()).toEqual(["the server's"]);
});

test("of two quick choices the second counts, and a card that cannot be had leaves the page as it is", async () => {
  shown = page("soleus");
  const card = opened();
  await Promise.all([card.show("slow-one"), card.show("gracilis")]);
  expect(texts()).toEqual(["head gracilis", "overview gracilis"]);
  await card.show("lost");
  expect(texts()).toEqual(["head gracilis", "overview gracilis"]);
});

test("a card that comes after another section was opened is not drawn over it", async () => {
  shown = page("soleus");
  const shows = opened().show("slow-two");
  shown = page("soleus").slice(0, 1);
  await shows;
  expect(texts()).toEqual(["the server's"]);
});

test.each([
  [true, "head gracilis"],
  [false, "the server's"],
])("a late answer of the server does not show while the reader is ahead: %s", async (ahead, head) => {
  shown = page("soleus");
  const card = opened(ahead);
  await card.show("gracilis");
  shown = page("deltoid"); // the server's, for the choice before
  for (const act of observers) act();
  await new Promise((later) => setTimeout(later));
  expect(texts()[0]).toBe(head);
});
