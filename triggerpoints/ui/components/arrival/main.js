// Arrival: on a new page the phone's menu is closed, at a new step the top and the title are brought to the
// reader, after Back the place where they were. It also tells when the line to the server is there again.

/** @typedef {import("../payload").ArrivalData} Data */

const NARROW = "(max-width: 768px)";
const EVERY_MS = 150;
const TIMES = 12;
const LOOK_MS = 500;
const BACK_MS = 10_000; // within which a page that comes is the one gone back to

/**
 * What is new, beside what was there before; the first page that is seen is not new.
 *
 * @param {Data | null} before
 * @param {Data} data
 */
export function newsOf(before, data) {
  const page = before !== null && before.page !== data.page;
  return { page, step: before !== null && !page && before.step !== data.step };
}

/**
 * How far down to go back to: where something was last touched there, for those who have just gone back.
 *
 * @param {ReadonlyMap<string, number>} tops
 * @param {Data} data
 * @param {number} wentBack when the reader went back
 * @param {number} now
 */
export const topOf = (tops, data, wentBack, now) =>
  now - wentBack < BACK_MS ? (tops.get(nameOf(data)) ?? 0) : 0;

/** @param {Data} data */
export const nameOf = ({ page, step }) => `${page} ${step}`;

/**
 * Whether the line to the server is lost; a page that does not say so has one.
 *
 * @param {string | undefined} state what Streamlit says of it
 */
export const isLineLost = (state) => state !== undefined && state !== "CONNECTED";

/** @type {Map<string, number>} */
const tops = new Map(); // how far down each step was when something was last touched on it
/** @type {Data | null} */
let shown = null;
let wentBack = 0;
let touched = 0;
let wasLost = false;
/** @type {ReturnType<typeof setInterval> | undefined} */
let looking;
/** @type {MutationObserver | undefined} */
let watching;

const main = () => document.querySelector('[data-testid="stMain"]');

function remember() {
  const place = main();
  if (shown && place) tops.set(nameOf(shown), place.scrollTop);
}

function listen() {
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, remember, { capture: true });
  for (const kind of ["pointerdown", "keydown", "wheel"]) {
    addEventListener(kind, () => (touched = Date.now()), { capture: true, passive: true });
  }
  addEventListener("popstate", () => (wentBack = Date.now()));
}

/**
 * Focus the title, which may come, or be drawn anew, a moment later; whoever went on to something is left alone.
 *
 * @param {number} times
 */
function bringTitle(times) {
  const title = document.querySelector(".stMain h1");
  const lost = !document.activeElement || document.activeElement === document.body;
  if (title instanceof HTMLElement && (lost || times === TIMES)) {
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }
  if (times > 0) setTimeout(bringTitle, EVERY_MS, times - 1);
}

/**
 * Go down again; what was there may be drawn a moment later, and whoever goes on in between is left alone.
 *
 * @param {number} top
 * @param {number} times
 * @param {number} begun
 */
function comeBack(top, times, begun) {
  if (touched > begun || times === 0) return;
  main()?.scrollTo({ top });
  setTimeout(comeBack, EVERY_MS, top, times - 1, begun);
}

const app = () => document.querySelector('[data-testid="stApp"]');

/** @param {(name: string, value: unknown) => void} tell */
function look(tell) {
  const place = app();
  const isLost = isLineLost(place instanceof HTMLElement ? place.dataset.testConnectionState : undefined);
  if (wasLost && !isLost) tell("back", Date.now());
  wasLost = isLost;
}

/**
 * Look whenever Streamlit says something new of its line, and now and then in case that it says it elsewhere.
 *
 * @param {(name: string, value: unknown) => void} tell
 */
function watch(tell) {
  clearInterval(looking);
  looking = setInterval(look, LOOK_MS, tell);
  watching?.disconnect();
  const place = app();
  if (!place) return;
  watching = new MutationObserver(() => look(tell));
  watching.observe(place, { attributeFilter: ["data-test-connection-state"] });
}

if (typeof document !== "undefined") listen();

/** @param {{data: Data, setTriggerValue: (name: string, value: unknown) => void}} component */
export default function arrival({ data, setTriggerValue }) {
  watch(setTriggerValue);
  const news = newsOf(shown, data);
  shown = data;
  if (news.page && matchMedia(NARROW).matches) {
    const close = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
    if (close instanceof HTMLElement) close.click();
  }
  const top = topOf(tops, data, wentBack, Date.now());
  if (news.page && top) requestAnimationFrame(() => comeBack(top, TIMES, Date.now()));
  if (!news.step) return;
  wentBack = 0;
  requestAnimationFrame(() => {
    if (top) comeBack(top, TIMES, Date.now());
    else main()?.scrollTo({ top: 0 });
    bringTitle(TIMES);
  });
}
