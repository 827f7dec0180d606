// What panels are put together from: rows, titles, numbers, legends, chips, tables, alerts.

import { classes, h, OWN_KEYS } from "./dom.js";
import * as icons from "./icons.js";

/** @typedef {import("./dom.js").VNode} VNode */
/** @typedef {import("./dom.js").Child} Child */

/**
 * A row of the frame. `kind`: "tight" for controls, "lb-scroll" for wide plots.
 *
 * @param {string} kind
 * @param {...Child} children
 */
export const row = (kind, ...children) => h("section", classes("lb-row", kind), ...children);

/**
 * Two or more columns that fold into one when the panel is narrow.
 *
 * @param {string} template `grid-template-columns`
 * @param {...Child} children
 */
export const columns = (template, ...children) => h("div", { class: "lb-cols", style: { "grid-template-columns": template } }, ...children);

/**
 * The title row of a section: what it is, then unit, scope or count; a legend or a control at its end.
 *
 * @param {Child} title
 * @param {Child} [subtitle]
 * @param {Child} [end]
 */
export const heading = (title, subtitle, end) =>
  h("div", "lb-h", h("b", { class: "lb-h3", role: "heading", "aria-level": 3 }, title), subtitle ? h("span", "lb-sub", subtitle) : null, end ? h("span", "lb-end", end) : null);

/** @param {...Child} children */
export const controls = (...children) => h("div", "lb-controls", ...children);

/** @param {string} text */
export const note = (text) => h("p", "lb-note", text);

/** @param {Child} text */
export const muted = (text) => h("span", "lb-muted", text);

/** @param {Child} text */
export const mono = (text) => h("bdi", "lb-mono", text);

/** @param {Child} text @param {boolean} [dashed] */
export const tag = (text, dashed = false) => h("span", classes("lb-tag", dashed && "dash"), text);

/**
 * A strip of terms with values: `["first token", "38.4", "ms"]`.
 *
 * @param {readonly (readonly [string, Child, string?])[]} items
 */
export const stats = (items) =>
  h("dl", "lb-stats", items.map(([term, value, unit]) => h("div", null, h("dt", null, term), h("dd", null, value, unit ? h("small", null, `\u00a0${unit}`) : null))));

/**
 * A bar from 0 to 1; its number has to stand beside it.
 *
 * @param {number} share
 * @param {string} [kind]
 */
export const bar = (share, kind = "") => h("span", { class: classes("lb-bar", kind), "aria-hidden": "true" }, h("i", { style: { width: `${Math.min(Math.max(share || 0, 0), 1) * 100}%` } }));

/**
 * The one readout: in words and numbers, what is under the pointer or pinned.
 *
 * @param {{ what: Child, pinned?: boolean, values?: readonly (readonly [string, Child])[], hint?: string }} options
 */
export const readout = ({ what, pinned, values = [], hint }) =>
  h(
    "div",
    { class: "lb-readout", role: "status", "aria-live": "polite", key: "readout" },
    h("span", "lb-what", pinned ? icons.icon(icons.pin) : null, what),
    values.map(([term, value]) => h("span", "lb-v", h("i", null, `${term} `), value)),
    hint ? h("span", "lb-end lb-lab", hint) : null,
  );

/**
 * @param {{ kind: "error" | "warn" | "info", text: Child, action?: Child }} options
 */
export const alert = ({ kind, text, action }) => h("div", { class: classes("lb-alert", kind !== "error" && kind), role: kind === "error" ? "alert" : "note" }, h("bdi", null, text), action ?? null);

/**
 * A legend: swatches with words; what has none is left out.
 *
 * @param {readonly (readonly [Child, string])[]} items
 */
export const legend = (items) => h("span", "lb-legend", items.filter(([, text]) => text).map(([swatch, text]) => h("span", null, swatch, text)));

/** The ramp of a scale with both ends printed. @param {string} low @param {string} high @param {"seq" | "div"} [kind] */
export const ramp = (low, high, kind = "seq") => h("span", "lb-legend", h("span", null, low, h("span", `lb-ramp ${kind}`), high));

/**
 * One token: number, piece, id or value. Chips of one word touch.
 *
 * @param {{ index: number, piece: string, detail?: Child, kind?: string, pinned?: boolean, hovered?: boolean, focusable?: boolean, style?: Record<string, string>, role?: string }} options
 */
export const chip = ({ index, piece, detail, kind = "", pinned, hovered, focusable, style, role = "option" }) =>
  h(
    "span",
    {
      class: classes("lb-token", kind, pinned && "pin", hovered && "hover"), role, key: index, "aria-selected": pinned ?? false, "data-token": index, "data-place": index, tabindex: focusable ? 0 : -1, ...(style ? { style } : {}), ...OWN_KEYS,
    },
    h("span", "i", index),
    h("bdi", { class: "p", dir: "auto" }, piece),
    detail === undefined ? null : h("span", "d", detail),
  );

/**
 * @typedef {{ columns: readonly { name: string, number?: boolean, wide?: boolean }[], rows: readonly (readonly (string | number)[])[], caption: string }} Table
 */

/**
 * A table that can be sorted by each column and copied; at most `limit` rows are drawn, and the last line says so.
 *
 * @param {Table} data
 * @param {{ column: number, descending: boolean } | null} order
 * @param {(order: { column: number, descending: boolean }) => void} onOrder
 * @param {number} [limit]
 */
export function table({ columns: heads, rows, caption }, order, onOrder, limit = 500) {
  const sorted = order ? [...rows].sort((one, other) => compare(one[order.column], other[order.column]) * (order.descending ? -1 : 1)) : rows;
  const head = heads.map(({ name, number, wide }, column) => {
    const active = order?.column === column;
    const sort = () => onOrder({ column, descending: active ? !order.descending : Boolean(number) });
    const control = h("button", { type: "button", class: "lb-sort", on: { click: sort }, ...OWN_KEYS }, name, active ? (order.descending ? " ↓" : " ↑") : "");
    return h("th", { scope: "col", class: classes(number && "num", wide && "wide"), "aria-sort": active ? (order.descending ? "descending" : "ascending") : "none" }, control);
  });
  const body = sorted.slice(0, limit).map((cells) => h("tr", null, cells.map((cell, i) => h("td", classes(heads[i]?.number && "num", heads[i]?.wide && "wide"), h("bdi", null, cell)))));
  const more = sorted.length > limit ? note(`${sorted.length - limit} more rows: save the data as CSV to see them all.`) : null;
  return h("div", { class: "lb-scroll lb-tall", tabindex: 0, role: "region", "aria-label": caption, ...OWN_KEYS }, h("table", "lb-table", h("caption", "lb-sub", caption), h("thead", null, h("tr", null, head)), h("tbody", null, body)), more);
}

/** @param {string | number | undefined} one @param {string | number | undefined} other */
function compare(one = "", other = "") {
  const [a, b] = [one, other].map((value) => (typeof value === "number" ? value : Number(value.replace("−", "-").replaceAll(",", "")))) ;
  return a !== undefined && b !== undefined && !Number.isNaN(a) && !Number.isNaN(b) ? a - b : String(one).localeCompare(String(other));
}
