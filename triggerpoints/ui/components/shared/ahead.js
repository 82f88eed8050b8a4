// Scripts that the page will need soon, asked for once Streamlit's own first ones have run: before that they would hold
// these up on a slow line, and later the line would stand idle until the server has answered. The last one waits for
// the others: the page's first words need those.

const asked = document.querySelector("script[data-ahead]");
const scripts = asked instanceof HTMLElement ? (asked.dataset.ahead ?? "").split(" ").filter(Boolean) : [];

/** What fails here is asked for again where it is needed, and told there. @param {string} script */
const ask = (script) => import(new URL(script, document.baseURI).href).catch(() => undefined);

const last = scripts.pop();
void Promise.all(scripts.map(ask)).then(() => last && ask(last));
