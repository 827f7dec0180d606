// The Save menu: what is on screen as a picture, its data as CSV, the whole panel as a page; no kernel is asked.

import { csvOf } from "./csv.js";
import { h, OWN_KEYS } from "./dom.js";
import * as icons from "./icons.js";
import { count, size } from "./numbers.js";
import { pageOf } from "./page_file.js";
import { pngOf, svgOf } from "./snapshot.js";

/** @typedef {import("./parts.js").Table} Table */
/** @typedef {{ name: string, label: string, blob: () => Blob | Promise<Blob> }} Entry */

const KEPT = ["text", "content", "selection", "settings", "error"];
const STEPS = new Map([["ArrowDown", 1], ["ArrowUp", -1]]);

/**
 * The button, and the menu once it has been pressed.
 *
 * @param {import("./state.js").PanelState<any>} panel
 * @param {string} title
 * @param {(() => Table) | null} table
 */
export function saveMenu(panel, title, table) {
  /** @type {Entry[] | null} */
  const entries = panel.local.saving ?? null;
  const close = () => panel.update({ saving: null });
  const toggle = (/** @type {MouseEvent} */ event) => {
    if (panel.local.saving) return close(); // not `entries`: what is drawn may be a frame old
    const root = /** @type {HTMLElement} */ (/** @type {Element} */ (event.currentTarget).closest(".lightboard"));
    panel.update({ saving: entriesOf(panel, title, root, table), notSaved: "" });
  };
  const opener = h(
    "button",
    { type: "button", class: "lb-btn quiet", title: "Save", "aria-haspopup": "menu", "aria-expanded": Boolean(entries), on: { click: toggle }, ...OWN_KEYS },
    icons.icon(icons.save),
    h("span", null, "Save"),
  );
  const left = (/** @type {FocusEvent} */ event) => {
    const inside = /** @type {Element} */ (event.currentTarget).contains(/** @type {Node | null} */ (event.relatedTarget));
    if (entries && !inside) close();
  };
  return h(
    "span",
    { class: "lb-save", on: { focusout: left } },
    opener,
    entries ? menuOf(panel, entries, close) : null,
    panel.local.notSaved ? h("span", { role: "alert" }, panel.local.notSaved) : null,
  );
}

/**
 * @param {import("./state.js").PanelState<any>} panel
 * @param {Entry[]} entries
 * @param {() => void} close
 */
function menuOf(panel, entries, close) {
  const moved = (/** @type {KeyboardEvent} */ event) => {
    const list = /** @type {HTMLElement} */ (event.currentTarget);
    const items = /** @type {HTMLElement[]} */ ([...list.children]);
    const at = items.indexOf(/** @type {HTMLElement} */ (event.target));
    const step = STEPS.get(event.key);
    if (step) items[(at + step + items.length) % items.length]?.focus();
    else if (event.key === "Home" || event.key === "End") items.at(event.key === "Home" ? 0 : -1)?.focus();
    else if (event.key === "Escape") {
      /** @type {HTMLElement} */ (list.previousElementSibling).focus();
      close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const chosen = async (/** @type {Entry} */ { name, blob }) => {
    close();
    try {
      download(name, await blob());
    } catch (error) {
      panel.update({ notSaved: `${name} could not be made: ${error instanceof Error ? error.message : error}` });
    }
  };
  const items = entries.map((entry) =>
    h("button", { type: "button", role: "menuitem", tabindex: -1, key: entry.name, on: { click: () => chosen(entry) }, ...OWN_KEYS }, entry.label),
  );
  return h("div", { class: "lb-save-menu", role: "menu", "aria-label": "Save", on: { keydown: moved }, inserted: (menu) => menu.querySelector("button")?.focus() }, items);
}

/**
 * What can be saved now, with its size; made before the menu is on screen, so that it is not in the picture.
 *
 * @param {import("./state.js").PanelState<any>} panel
 * @param {string} title
 * @param {HTMLElement} root
 * @param {(() => Table) | null} table
 * @returns {Entry[]}
 */
function entriesOf(panel, title, root, table) {
  const { model } = panel;
  const name = title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const [css, bundle] = [model.get("_css"), model.get("_esm")];
  const svg = file(svgOf(root, css ?? ""), "image/svg+xml");
  const scale = Math.max(devicePixelRatio || 1, 2);
  const { width, height } = root.getBoundingClientRect();
  const pixels = [width, height].map((side) => count(Math.ceil(side) * scale)).join(" × ");
  /** @type {Entry[]} */
  const entries = [
    { name: `${name}.svg`, label: `This view as SVG, ${size(svg.size)}`, blob: () => svg },
    { name: `${name}.png`, label: `This view as PNG, ${pixels} pixels`, blob: async () => await pngOf(await svg.text(), scale) },
  ];
  if (table) {
    const csv = file(csvOf(table()), "text/csv");
    entries.push({ name: `${name}.csv`, label: `Data as CSV, ${size(csv.size)}`, blob: () => csv });
  }
  if (css && bundle) {
    const traits = Object.fromEntries(KEPT.map((key) => [key, model.get(key)]));
    const shown = `${title}: ${String(traits.text ?? "").slice(0, 80)}`;
    const page = file(pageOf({ title: shown, css, bundle, traits }), "text/html");
    entries.push({ name: `${name}.html`, label: `Whole panel as HTML, ${size(page.size)}`, blob: () => page });
  }
  return entries;
}

/** @param {string} text @param {string} type */
const file = (text, type) => new Blob([text], { type: `${type};charset=utf-8` });

/** @param {string} name @param {Blob} blob */
function download(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
