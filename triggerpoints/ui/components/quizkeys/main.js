// Quiz keys: one key an answer, Enter for the next question, the focus where the reader goes on, a timer.

// Keys work while nothing is typed into. They press the buttons that stand on the page, so that what a key
// does can be seen and done without it. The focus was on a button that is gone: it goes to the question.

/** @typedef {import("../payload").QuizKeysData} Data */
/** @typedef {{key: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean, repeat?: boolean, defaultPrevented?: boolean}} Key */
/** @typedef {{typedIn: boolean, pressed: boolean, onMap: boolean}} Where what the key was pressed on */

const TYPED_IN =
  "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable=true], [role=slider]";
const PRESSED = "button, a, summary, input, [role=button], [role=radio], [role=checkbox], [role=option]";
const EVERY_MS = 60;
const TIMES = 40;

/**
 * Which of the page's buttons a key presses: a selector, and the how manieth; null when the key is not ours.
 *
 * @param {Key} event
 * @param {Data} data
 * @param {Where} where
 * @returns {{selector: string, at: number} | null}
 */
export function pressedBy(event, data, where) {
  if (event.repeat || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (where.typedIn) return null;
  if (/^[1-9]$/.test(event.key)) {
    return data.answers ? { selector: data.answers, at: Number(event.key) - 1 } : null;
  }
  const own = data.keys[event.key.toLowerCase()];
  if (own) return { selector: own, at: 0 };
  if (event.key !== "Enter" || where.pressed) return null;
  if (!data.answered && where.onMap) return null; // there it answers
  return { selector: data.next, at: 0 };
}

/**
 * What the timer says.
 *
 * @param {number} seconds in all
 * @param {number} passedMs
 */
export function timeLeft(seconds, passedMs) {
  const left = Math.max(0, seconds - Math.floor(passedMs / 1000));
  return left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "Time";
}

/** @type {Data | null} */
let now = null;
/** @type {string | null} */
let step = null;
let since = 0;
/** @type {ReturnType<typeof setInterval> | undefined} */
let clock;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let looking;

/** @param {string} selector @returns {HTMLElement[]} those that can be pressed now */
function all(selector) {
  const found = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector));
  return [...found].filter((one) => one.getClientRects().length > 0 && !one.matches(":disabled"));
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (!now) return;
  const path = event.composedPath();
  const target = path[0] instanceof Element ? path[0] : null;
  const pressed = pressedBy(event, now, {
    typedIn: target?.matches(TYPED_IN) ?? false,
    pressed: target?.matches(PRESSED) ?? false,
    onMap: path.some((one) => one instanceof Element && one.id === "bodymap"),
  });
  const button = pressed && all(pressed.selector)[pressed.at];
  if (!button) return;
  event.preventDefault();
  button.click();
}

function tick() {
  const place = document.querySelector(".tp-timer");
  if (!place || !now?.seconds) return;
  const said = timeLeft(now.seconds, Date.now() - since);
  if (place.textContent !== said) place.textContent = said;
  place.classList.toggle("over", said === "Time");
}

/**
 * Bring the focus to where the reader goes on, which may be drawn a moment later.
 *
 * @param {string} selector
 * @param {number} tries
 */
function arrive(selector, tries) {
  const place = selector ? all(selector)[0] : null;
  if (!place) {
    if (tries > 0) looking = setTimeout(arrive, EVERY_MS, selector, tries - 1);
    return;
  }
  const active = document.activeElement;
  if (active && active !== document.body && active.matches(TYPED_IN)) return;
  if (!place.matches("button, a")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  if (place.getBoundingClientRect().top < 0) place.scrollIntoView({ block: "nearest" });
}

/** @param {{data: [Data], parentElement: HTMLElement | ShadowRoot}} component @returns {() => void} */
export default function quizKeys({ data: [data], parentElement }) {
  now = data;
  if (data.step !== step) {
    const isFirst = step === null;
    step = data.step;
    if (data.seconds) since = Date.now();
    clearTimeout(looking);
    if (!isFirst) looking = setTimeout(arrive, EVERY_MS, data.focus, TIMES);
  }
  document.addEventListener("keydown", onKey);
  parentElement.querySelector("span")?.setAttribute("data-keys", data.step); // keys are heard from now on
  clearInterval(clock);
  clock = data.seconds ? setInterval(tick, 250) : undefined;
  return () => {
    document.removeEventListener("keydown", onKey);
    clearInterval(clock);
    clearTimeout(looking);
    now = null;
    step = null;
  };
}
