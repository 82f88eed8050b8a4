// Scripts that the page will need soon. In a browser that has kept them they are asked for at once. On a first visit
// they are asked for once Streamlit's own first ones have run: before that they would hold these up on a slow line, and
// later the line would stand idle until the server has answered; the last one then waits for the others, for the page's
// first words need those.

const asked = document.querySelector("script[data-ahead]");
const named = asked instanceof HTMLElement ? asked.dataset : {};
const scripts = (named.ahead ?? "").split(" ").filter(Boolean);
const files = (named.files ?? "").split(" ").filter(Boolean);

/** What fails here is asked for again where it is needed, and told there. @param {string} script */
const ask = (script) => import(new URL(script, document.baseURI).href).catch(() => undefined);

/** Did this very file come out of what the browser has kept? Then the others do as well. */
function isKept() {
  const [own] = performance.getEntriesByName(import.meta.url);
  return own instanceof PerformanceResourceTiming && own.transferSize === 0 && own.decodedBodySize > 0;
}

/** Files that the map reads as it begins; it finds them there. @param {string} file */
function preload(file) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: file });
  document.head.append(link);
}

/** Resolves when the page is parsed; Streamlit's scripts look for its parts as they run. */
const parsed = new Promise((resolve) => {
  if (document.readyState !== "loading") resolve(undefined);
  else document.addEventListener("readystatechange", resolve, { once: true });
});

/** Resolves when the scripts of the page itself have run. */
const begun = new Promise((resolve) => {
  const [page] = performance.getEntriesByType("navigation");
  if (page instanceof PerformanceNavigationTiming && page.domContentLoadedEventStart > 0) resolve(undefined);
  else for (const event of ["DOMContentLoaded", "load"]) addEventListener(event, resolve, { once: true });
});

if (isKept()) {
  if (!location.search) files.forEach(preload); // an address that says more may begin with another view
  void parsed.then(() => scripts.map(ask));
} else {
  const last = scripts.pop();
  void begun.then(() => Promise.all(scripts.map(ask))).then(() => last && ask(last));
}
