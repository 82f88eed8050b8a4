// What the reader has chosen as Python says it, and the look in the page's address.

/** @typedef {import("../payload").BodyData} Data */

/** @param {Data} data @returns {import("./body.js").Choice} */
export const chosenIn = ({ layer, selected, side, point, show, together }) => ({
  layer,
  selected,
  side,
  point,
  show,
  together,
});

/** Put the camera into the address without a step for the Back button. @param {readonly number[]} camera */
export function showInAddress(camera) {
  const url = new URL(location.href);
  url.searchParams.set("turn", camera.join());
  history.replaceState(history.state, "", url);
}

/**
 * What Python is told of another choice.
 *
 * @param {import("../payload").Show} before What was shown until now.
 * @param {Partial<import("./body.js").Choice>} change
 */
export function showEvent(before, { show, ...rest }) {
  /** @type {Partial<import("../payload").Show>} */
  const turned = {};
  for (const name of /** @type {const} */ (["points", "essential", "spillover"])) {
    if (show && show[name] !== before[name]) turned[name] = show[name];
  }
  return /** @type {import("../payload").ShowEvent} */ ({ n: 0, kind: "show", ...rest, ...turned });
}
