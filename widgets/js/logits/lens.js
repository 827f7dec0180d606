// The logit lens: what would be predicted if the model stopped after a layer.

import { segmented } from "../base/controls.js";
import { classes, h, OWN_KEYS } from "../base/dom.js";
import { roving } from "../base/keys.js";
import { heading, legend, note, ramp, row } from "../base/parts.js";
import { times } from "../base/times.js";
import { decodeLens } from "./data.js";
import { controlsOf, memo, pointing, shade } from "./view.js";

/** @typedef {import("./view.js").Panel} Panel */
/** @typedef {import("./data.js").Lens} Lens */

/** What was asked for around another token. @param {Panel} panel */
function detailOf(panel) {
  const { of, at } = panel.local.lens ?? {};
  return of === panel.data ? panel.fetch(`lens ${at}`, { command: "fetch_lens", at }) : null;
}

/** The lens on show: that of the content, or one that was fetched around another token. @param {Panel} panel */
export function lensOf(panel) {
  const detail = detailOf(panel);
  return detail?.status === "ready" ? memo(panel, "fetched lens", [detail.value], () => decodeLens(detail.value)) : panel.data.lens;
}

/** @param {Panel} panel */
export function lensRow(panel) {
  const lens = lensOf(panel);
  if (!lens) return null;
  const { all_layers: all } = controlsOf(panel);
  const { data } = panel;
  const many = lens.layers > 8;
  const options = /** @type {const} */ ([["some", "Every 2nd"], ["all", `All ${lens.layers}`]]);
  const end = [
    ramp("p 0", "1"),
    legend([[h("b", "lb-ink", "bold"), "same as the output"]]),
    many ? segmented({ label: "layers", options, value: all ? "all" : "some", onChange: (value) => panel.set({ all_layers: value === "all" }) }) : null,
  ];
  const length = data.context.labels.length;
  const partial = lens.positions.length < length ? `, tokens ${lens.positions[0]} to ${lens.positions.at(-1)} of ${length}` : "";
  return row("", heading("Logit lens", `the most probable next token if the model stopped at that layer${partial}`, end), moving(panel, lens, length), grid(panel, lens, all || !many));
}

/** Where the text is longer than the lens: other tokens on demand. @param {Panel} panel @param {Lens} lens @param {number} length */
function moving(panel, lens, length) {
  if (lens.positions.length >= length) return null;
  const [first, last] = [lens.positions[0], lens.positions.at(-1) ?? 0];
  const waiting = detailOf(panel)?.status;
  const go = (/** @type {number} */ at) => () => panel.update({ lens: { of: panel.data, at } });
  const step = (/** @type {string} */ label, /** @type {number} */ at, /** @type {boolean} */ off) => h("button", { type: "button", class: "lb-btn", disabled: off || !panel.canAsk, on: { click: go(at) }, ...OWN_KEYS }, label);
  return h("div", "lb-controls lb-lens-steps", step("Earlier tokens", Math.max(0, first - 1), first === 0), step("Later tokens", Math.min(length - 1, last + lens.positions.length), last >= length - 1), waiting === "waiting" ? note("fetching the lens") : null);
}

/** @param {Panel} panel @param {Lens} lens @param {boolean} all */
function grid(panel, lens, all) {
  const { context, at } = panel.data;
  return memo(panel, "lens", [lens, context, at, all], () => {
    const layers = times(lens.layers, (i) => lens.layers - 1 - i).filter((layer) => all || layer === lens.layers - 1 || layer % 2 === 0);
    const best = (/** @type {number} */ layer, /** @type {number} */ column) => lens.ids[(layer * lens.width + column) * lens.top];
    const head = lens.positions.map((place) => h("th", { scope: "col", class: classes(place === at && "at") }, h("bdi", null, context.labels[place])));
    const rows = layers.map((layer, line) =>
      h("tr", { key: layer }, h("th", { scope: "row" }, layer === lens.layers - 1 ? h("b", null, "output") : layer ? `layer ${layer - 1}` : "embedding"),
        lens.positions.map((place, column) => {
          const id = best(layer, column);
          const p = Math.exp(lens.logprobs[(layer * lens.width + column) * lens.top]);
          const same = id === best(lens.layers - 1, column);
          return h("td", { class: classes("lb-cell", same && "same", place === at && "at", !line && "first"), style: shade(p), "data-place": layer * lens.width + column, tabindex: line === 0 && place === at ? 0 : -1, ...OWN_KEYS }, h("bdi", null, lens.names.get(id) ?? `id ${id}`));
        }),
      ),
    );
    const on = { ...pointing(panel, "lens", "data-place"), keydown: roving({ columns: lens.width }) };
    return h("div", { class: "lb-scroll lb-lens", tabindex: 0, role: "region", "aria-label": "Logit lens", inserted: (element) => element.scrollTo(1e6, 0), ...OWN_KEYS }, h("table", { on }, h("thead", null, h("tr", null, h("td", null, ""), head)), h("tbody", null, rows)));
  });
}
