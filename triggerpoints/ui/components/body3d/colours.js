// The colours of the body: those that carry meaning from the tokens, the page's own from its theme.

const SKIN = "#cfae97"; // as the maps are painted

/** @param {Element} host */
export function coloursOf(host) {
  const style = getComputedStyle(host);
  const of = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return {
    picked: of("--tp-select"),
    line: of("--tp-select-line"),
    skin: SKIN,
    essential: of("--tp-essential"),
    spillover: of("--tp-spillover"),
    stipple: of("--tp-stipple"),
    edge: of("--tp-zone-edge"),
    pain: of("--tp-pain"),
    paper: of("--st-background-color") || "#ffffff",
  };
}
