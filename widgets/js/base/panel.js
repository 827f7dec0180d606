// A panel: its definition says how content looks; this gives it the frame, the state and one drawing a frame.

import { button } from "./controls.js";
import { classes, h, OWN_KEYS, patch } from "./dom.js";
import * as icons from "./icons.js";
import { openPage } from "./page.js";
import { alert, row, table } from "./parts.js";
import { saveMenu } from "./saving.js";
import { PanelState } from "./state.js";

/** @typedef {import("./dom.js").VNode} VNode */
/** @typedef {import("./dom.js").Child} Child */

/**
 * @template D
 * @typedef {{
 *   name: string,
 *   title: string | ((panel: PanelState<D>) => string),
 *   decode: (content: any) => D,
 *   view: (panel: PanelState<D>) => Child[],
 *   model?: (panel: PanelState<D>) => { name: string, details: readonly string[] } | null,
 *   spans?: (data: D) => readonly (readonly [number, number])[],
 *   tools?: (panel: PanelState<D>) => Child,
 *   table?: (panel: PanelState<D>) => import("./parts.js").Table,
 *   note?: (panel: PanelState<D>) => string,
 *   state?: (panel: PanelState<D>) => Child,
 *   field?: boolean | ((panel: PanelState<D>) => Child),
 *   opened?: (panel: PanelState<D>, root: Element) => (() => void) | void,
 * }} Definition
 *
 * `view` gives the rows between the text field and the note, the readout (`readout` of parts.js) among them; `field` is
 * false where there is no text to edit, or a function that draws the row itself; `state` stands in place of the state
 * dot; `opened` runs once in each view and may
 * return what is to be done when it closes.
 */

/**
 * @template D
 * @param {Definition<D>} definition
 */
export function definePanel(definition) {
  const render = (/** @type {{ model: any, el: HTMLElement }} */ { model, el }) => open(definition, model, el);
  return { render, page: () => openPage(document, render) };
}

/**
 * @template D
 * @param {Definition<D>} definition
 * @param {import("./state.js").Model} model
 * @param {HTMLElement} el
 * @returns {() => void} closes the view
 */
function open(definition, model, el) {
  const root = document.createElement("div");
  el.append(root);
  /** @type {VNode | Element} */
  let drawn = root;
  let waiting = 0;
  let closed = false;
  const draw = () => {
    waiting = 0;
    if (!closed) drawn = patch(drawn, frame(definition, panel));
  };
  const changed = () => {
    if (!waiting && !closed) waiting = requestAnimationFrame(draw);
  };
  /** @type {PanelState<D>} */
  const panel = new PanelState({ model, decode: definition.decode, changed, ...(definition.spans ? { spans: definition.spans } : {}) });
  panel.width = Math.round(el.getBoundingClientRect().width) || panel.width;
  draw();
  const done = definition.opened?.(panel, el);
  const theme = watchTheme(changed);
  const sizes = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0);
    if (width > 0 && width !== panel.width) {
      panel.width = width;
      changed();
    }
  });
  sizes.observe(el);
  return () => {
    closed = true;
    cancelAnimationFrame(waiting);
    panel.close();
    theme();
    sizes.disconnect();
    done?.();
  };
}

/**
 * The whole panel.
 *
 * @template D
 * @param {Definition<D>} definition
 * @param {PanelState<D>} panel
 * @returns {VNode}
 */
function frame(definition, panel) {
  const waited = panel.busySince ? Date.now() - panel.busySince : 0;
  const busy = waited > 150 && !panel.growing; // what grows is never old
  const data = panel.settings.table && definition.table?.(panel);
  const rows = data ? [row("", table(data, panel.local.order ?? null, (order) => panel.update({ order })))] : definition.view(panel);
  const said = definition.note?.(panel);
  const escape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && panel.selection.tokens?.length) panel.select({ tokens: [] });
  };
  return h(
    "div",
    { class: classes(`lightboard lb-panel lb-panel-${definition.name}`, panel.settings.large && "lb-large-type"), role: "region", "aria-label": titleOf(definition, panel), "aria-busy": busy, on: { keydown: escape }, ...OWN_KEYS },
    head(definition, panel, waited),
    busy ? h("div", "lb-busy") : null,
    panel.error ? alert({ kind: "error", text: panel.error }) : null,
    definition.field === false ? null : typeof definition.field === "function" ? definition.field(panel) : row("lb-field-row", textField(panel)),
    h("div", { class: classes("lb-content", busy && "lb-stale"), key: "content" }, rows),
    said ? row("tight", h("p", "lb-note", said)) : null,
  );
}

/**
 * @template D
 * @param {Definition<D>} definition
 * @param {PanelState<D>} panel
 * @param {number} waited
 */
function head(definition, panel, waited) {
  const model = definition.model?.(panel);
  const toggles = [
    definition.tools?.(panel),
    definition.table ? button({ icon: panel.settings.table ? icons.chart : icons.table, label: panel.settings.table ? "Chart" : "Table", name: "Show the data as a table", pressed: panel.settings.table, quiet: true, onClick: () => panel.set({ table: !panel.settings.table }) }) : null,
    saveMenu(panel, titleOf(definition, panel), definition.table ? () => /** @type {import("./parts.js").Table} */ (definition.table?.(panel)) : null),
    button({ icon: icons.size, name: "Large type, for a projector", pressed: panel.settings.large, quiet: true, onClick: () => panel.set({ large: !panel.settings.large }) }),
  ];
  return h(
    "div",
    "lb-head",
    h("b", { class: "lb-h2", role: "heading", "aria-level": 2 }, titleOf(definition, panel)),
    model ? h("span", "lb-model", h("b", null, h("bdi", null, model.name)), " ", h("bdi", null, model.details.filter(Boolean).join(" · "))) : null,
    h("span", "lb-tools", definition.state ? definition.state(panel) : state(panel, waited), toggles),
  );
}

/**
 * @template D
 * @param {Definition<D>} definition
 * @param {PanelState<D>} panel
 */
const titleOf = ({ title }, panel) => (typeof title === "function" ? title(panel) : title);

/**
 * The state dot with its words.
 *
 * @param {PanelState<any>} panel
 * @param {number} waited ms since something was asked for
 */
function state(panel, waited) {
  if (panel.growing) return h("span", "lb-state busy", "growing");
  if (panel.live === "saved") return h("span", "lb-state off", "no kernel: saved data");
  if (waited > 150) {
    const cancel = waited > 1000 ? button({ icon: icons.cut, label: "Cancel", onClick: () => panel.cancel() }) : null;
    return h("span", "lb-state busy", "computing", cancel);
  }
  return h("span", "lb-state", panel.live === "live" ? "live" : "connecting");
}

/**
 * The text, edited in place.
 *
 * @param {PanelState<any>} panel
 * @param {string} [label]
 */
export function textField(panel, label = "Text") {
  const edited = (/** @type {Event} */ event) => panel.edit(/** @type {HTMLTextAreaElement} */ (event.target).value);
  const fixed = !panel.canAsk;
  return h("textarea", {
    class: "lb-field", rows: 1, dir: "auto", spellcheck: "false", maxlength: 100000, "aria-label": label, readonly: fixed, props: { value: panel.text }, on: { input: edited }, ...OWN_KEYS,
  });
}

/**
 * Call back when the host changes its theme: what is drawn on a canvas has to be drawn again.
 *
 * @param {() => void} changed
 * @returns {() => void}
 */
function watchTheme(changed) {
  const observer = new MutationObserver(changed);
  for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name", "data-theme", "theme", "class"] });
  const query = matchMedia("(prefers-color-scheme: dark)");
  query.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    query.removeEventListener("change", changed);
  };
}
