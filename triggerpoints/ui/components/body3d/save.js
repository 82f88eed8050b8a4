// A still picture of the body to take along, with its credits.

import { html } from "../shared/dom.js";

const MARGIN_PX = 16;
const LINE_PX = 15;
const KEPT_MS = 10_000;
const MARK_COLOUR = "black"; // on both themes, for it has a white rim

/** @typedef {{title: string, credits: string, paper: string, ink: string, start: string, end: string, marks: {x: number, y: number, n: string}[], ratio: number}} Words */

/** Save the picture that was just drawn. @param {HTMLCanvasElement} picture @param {string} name @param {Words} words */
export async function savePicture(picture, name, words) {
  const file = await pictureOf(picture, words);
  if (!file) return;
  const url = URL.createObjectURL(file);
  html("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** @param {HTMLCanvasElement} picture @param {Words} words @returns {Promise<Blob | null>} */
function pictureOf(picture, { title, credits, paper, ink, start, end, marks, ratio }) {
  const sheet = document.createElement("canvas");
  const draw = sheet.getContext("2d");
  if (!draw) return Promise.resolve(null);
  const width = picture.width / ratio;
  const height = picture.height / ratio;
  draw.font = `${LINE_PX * 0.8}px system-ui, sans-serif`;
  const lines = wrapped(credits, width - 2 * MARGIN_PX, (text) => draw.measureText(text).width);
  sheet.width = picture.width;
  sheet.height = Math.round(picture.height + ratio * (lines.length * LINE_PX + 2 * MARGIN_PX + 2 * LINE_PX));
  draw.scale(ratio, ratio);
  draw.fillStyle = paper;
  draw.fillRect(0, 0, width, sheet.height / ratio);
  draw.drawImage(picture, 0, 0, width, height);
  draw.fillStyle = ink;
  draw.font = "600 14px system-ui, sans-serif";
  draw.fillText(start, MARGIN_PX, MARGIN_PX + LINE_PX);
  draw.textAlign = "right";
  draw.fillText(end, width - MARGIN_PX, MARGIN_PX + LINE_PX);
  draw.textAlign = "left";
  for (const { x, y, n } of marks) cross(draw, x, y, n);
  draw.fillStyle = ink;
  draw.font = "600 14px system-ui, sans-serif";
  draw.fillText(title, MARGIN_PX, height + MARGIN_PX + LINE_PX);
  draw.font = `${LINE_PX * 0.8}px system-ui, sans-serif`;
  for (const [i, line] of lines.entries()) {
    draw.fillText(line, MARGIN_PX, height + MARGIN_PX + LINE_PX * (2.4 + i));
  }
  return new Promise((resolve) => sheet.toBlob(resolve, "image/png"));
}

/** @param {CanvasRenderingContext2D} draw @param {number} x @param {number} y @param {string} n */
function cross(draw, x, y, n) {
  for (const [colour, width] of /** @type {const} */ ([
    ["white", 6],
    [MARK_COLOUR, 2.6],
  ])) {
    draw.strokeStyle = colour;
    draw.lineWidth = width;
    draw.lineCap = "round";
    draw.beginPath();
    draw.moveTo(x - 6, y - 6);
    draw.lineTo(x + 6, y + 6);
    draw.moveTo(x + 6, y - 6);
    draw.lineTo(x - 6, y + 6);
    draw.stroke();
  }
  if (!n) return;
  draw.fillStyle = MARK_COLOUR;
  draw.font = "600 12px system-ui, sans-serif";
  draw.fillText(n, x + 9, y - 8);
}

/**
 * Lines of a text that fit a width.
 *
 * @param {string} text
 * @param {number} width
 * @param {(text: string) => number} measure
 */
export function wrapped(text, width, measure) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
