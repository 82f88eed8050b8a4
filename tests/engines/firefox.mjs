// The main journeys in Firefox, driven over WebDriver BiDi: node tests/engines/firefox.mjs ADDRESS [FOLDER]
// ADDRESS is that of a running app; pictures of the pages go to FOLDER. Exits with 1 when something is wrong.
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";

// tools/check-firefox installs it beside the build, for nothing else needs it
const puppeteer = createRequire(`${process.cwd()}/build/firefox/`)("puppeteer-core");

const [address, folder = "build/screenshots/firefox"] = process.argv.slice(2);
const PAGES = [
  ...["", "explore", "find", "under_the_needle", "techniques", "conditions", "safety", "visit", "evidence", "learn"],
  ...["compare?muscles=soleus,gastrocnemius", "glossary", "about"],
];
const WAIT = { timeout: 60_000 };
const wrong = [];

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
  timeout: 60_000,
});

/** Open a page; what its scripts or its requests do wrong is noted. */
async function open(path) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  page.on("pageerror", (error) => wrong.push(`${path}: ${error.message}`));
  page.on("request", (request) => {
    if (!/^(data|blob|about):/.test(request.url()) && !request.url().startsWith(address))
      wrong.push(`${path} asks ${request.url()}`);
  });
  await page.goto(`${address}/${path}`, WAIT);
  return page;
}

/** Say what is wrong when something does not become true within a minute. */
async function expect(page, what, is) {
  try {
    await page.waitForFunction(is, WAIT);
  } catch {
    wrong.push(`${page.url()}: ${what}`);
  }
}

/** The body map's element, inside the shadow of its component. */
const MAP = `[...document.querySelectorAll("*")].map((e) => e.shadowRoot?.querySelector("#bodymap")).find(Boolean)`;

/** Whether the card of the muscle of the calf is there. */
const CARD = `[...document.querySelectorAll("h1, h2")].some((e) => e.textContent.includes("surface muscle of the calf"))`;

/** A spot on the screen where a muscle lies on top, three pixels off its edge, once the map stands still. */
async function spot(page, muscle) {
  const find = () =>
    page.evaluate(`(() => {
      const map = ${MAP}, root = map.getRootNode();
      for (const shape of map.querySelectorAll('.shapes path[data-id="${muscle}"]')) {
        const box = shape.getBoundingClientRect();
        const lies = (x, y) => root.elementFromPoint(x, y) === shape;
        for (let i = 1; i < 24; i++) for (let j = 1; j < 24; j++) {
          const x = box.x + (box.width * i) / 24, y = box.y + (box.height * j) / 24;
          if ([[0, 0], [3, 0], [-3, 0], [0, 3], [0, -3]].every(([dx, dy]) => lies(x + dx, y + dy))) return [x, y];
        }
      }
      return null;
    })()`);
  let before = null;
  for (let n = 0; n < 20; n++) {
    const now = await find();
    if (now && String(now) === String(before)) return now;
    before = now;
    await new Promise((later) => setTimeout(later, 500)); // the map opens with a movement
  }
  return null;
}

try {
  mkdirSync(folder, { recursive: true });
  for (const name of PAGES) {
    const page = await open(name);
    await expect(page, "the footer does not come", `document.querySelector(".tp-footer")`);
    await expect(
      page,
      "the style sheet is not applied",
      `getComputedStyle(document.querySelector(".tp-footer")).borderTopStyle === "solid"`,
    );
    await page.screenshot({ path: `${folder}/${name.split("?")[0] || "home"}.png` });
    await page.close();
  }
  for (const walk of [pickAndZoom, peel, paint, answer, print]) await walk();
} finally {
  await browser.close();
}
for (const sentence of wrong) console.error(sentence);
console.log(`${PAGES.length} pages and five journeys in Firefox, ${wrong.length} wrong`);
process.exit(wrong.length ? 1 : 0);

async function pickAndZoom() {
  const page = await open("explore?muscle=soleus&layer=superficial");
  await expect(page, "the map does not come", `${MAP}?.dataset.shown?.includes("soleus")`);
  const at = await spot(page, "gastrocnemius");
  if (!at) wrong.push("the map shows the calf nowhere");
  else {
    await page.mouse.click(...at);
    await expect(page, "the map does not light up", `${MAP}.querySelector(".outline .line")`);
    await expect(page, "the card does not follow", CARD);
    await page.keyboard.press("+");
    await expect(page, "plus does not zoom", `Number(${MAP}.dataset.zoom) > 1.2`);
    await page.screenshot({ path: `${folder}/explore-picked.png` });
  }
}

async function peel() {
  const page = await open("explore?muscle=tibialis-posterior&layer=deep&view=back");
  await expect(page, "the deep layer does not come", `${MAP}?.dataset.shown?.includes("deep")`);
  await page.screenshot({ path: `${folder}/explore-deep.png` });
  await page.close();
}

async function paint() {
  const page = await open("find");
  await expect(page, "the map does not come", `${MAP}?.dataset.ready`);
  const at = await spot(page, "front-of-thigh-middle");
  if (!at) return wrong.push("the map shows the thigh nowhere");
  await page.evaluate(`[...document.querySelectorAll("label, button")].find((e) => e.textContent.trim().endsWith("Paint")).click()`);
  await expect(page, "the brush is not taken up", `${MAP}?.dataset.mode === "paint"`);
  await page.mouse.move(...at);
  await page.mouse.down();
  await page.mouse.move(at[0] + 4, at[1] + 14, { steps: 5 });
  await page.mouse.up();
  await expect(page, "what was painted is not read back", `/thigh/.test(document.querySelector(".tp-readback")?.textContent)`);
  await page.screenshot({ path: `${folder}/find-painted.png` });
  await page.close();
}

async function answer() {
  const page = await open("learn?region=thigh&kind=name&seed=4");
  const choice = `document.querySelector('[class*="st-key-learn-choice"] button')`;
  await expect(page, "no question comes", choice);
  await new Promise((later) => setTimeout(later, 2000)); // the page is still being drawn
  await page.evaluate(`${choice}?.click()`);
  await expect(page, "the answer is not judged", `/(^|\\n)(Right\\.|No[,.])/.test(document.body.innerText)`);
  await page.screenshot({ path: `${folder}/learn-answered.png` });
  await page.close();
}

async function print() {
  const page = await open("find?place=heel&side=left&step=keep");
  const files = [];
  page.on("request", (request) => /\/media\//.test(request.url()) && files.push(request.url()));
  const button = `[...document.querySelectorAll('[data-testid="stDownloadButton"] button')][0]`;
  await expect(page, "there is nothing to take along", button);
  await page.screenshot({ path: `${folder}/find-keep.png` });
  await page.evaluate(`${button}.click()`);
  for (let n = 0; n < 300 && !files.length; n++) await new Promise((later) => setTimeout(later, 100));
  if (!files.length) wrong.push("the page to take along is not made");
  await page.close();
}
