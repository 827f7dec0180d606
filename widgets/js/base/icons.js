// Pictures on buttons: paths in a square of 16, drawn as lines.

import { h } from "./dom.js";

export const table = "M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6";
export const chart = "M3 13V8M7 13V3M11 13V6M2 13.5h12";
export const save = "M8 2v7.5M4.5 6.5 8 10l3.5-3.5M2.5 11v2.5h11V11";
export const size = "M1.5 12.5 5 4l3.5 8.5M2.7 9.7h4.6M9 12.5l2.5-6 2.5 6M9.8 10.6h3.4";
export const play = "M5 3.5v9l7-4.5z";
export const pause = "M5 3.5v9M11 3.5v9";
export const back = "M11 3.5v9L5.5 8zM4 3.5v9";
export const next = "M5 3.5v9L10.5 8zM12 3.5v9";
export const undo = "M6 4 3 7l3 3M3.5 7h6a3 3 0 0 1 0 6H7";
export const cut = "M4 4l8 8M12 4l-8 8";
export const plus = "M8 3v10M3 8h10";
export const dice = "M3 3h10v10H3zM6 6h.01M10 10h.01M8 8h.01";
export const pin = "M6 2.5h4l-.5 4 2 2.5H4.5l2-2.5zM8 9v4.5";
export const search = "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5l3 3";
export const branch = "M5 3v10M5 7.5h3.5a2 2 0 0 0 2-2V3.5M3.5 3a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0M3.5 13a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0";
export const code = "M5.5 4 2 8l3.5 4M10.5 4 14 8l-3.5 4";

/** @param {string} path one of these */
export function icon(path) {
  const line = h("path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": 1.3, "stroke-linejoin": "round", "stroke-linecap": "round" });
  return h("svg", { viewBox: "0 0 16 16", "aria-hidden": "true", class: "lb-icon" }, line);
}
