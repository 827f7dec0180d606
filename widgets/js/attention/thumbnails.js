// All heads: a small map of each, in the order of the layers or sorted.

import { canvas } from "../base/canvas.js";
import { segmented } from "../base/controls.js";
import { classes, h, OWN_KEYS } from "../base/dom.js";
import { roving } from "../base/keys.js";
import { fixed } from "../base/numbers.js";
import { controls, heading, legend } from "../base/parts.js";
import { times } from "../base/times.js";
import { kept } from "./current.js";
import { cellSize, groupsOf, headName, inOrder } from "./heads.js";
import { pictureOf } from "./paint.js";

/** @typedef {import("./current.js").Now} Now */
/** @typedef {import("./heads.js").Place} Place */

const GAP = 3;
const MOST_HEIGHT = 460; // pixels, unless thumbnails would be too small to see
const SORTS = /** @type {const} */ ([["layer", "Layer order"], ["entropy", "Entropy"], ["previous", "On previous"], ["first", "On first"]]);
const SUBTITLES = { layer: "rows are layers, columns are heads", entropy: "row entropy in bits, lowest first", previous: "weight on the previous token, most first", first: "weight on the first token, most first" };

/** @param {Now} now */
export function allHeads(now) {
  const { panel, kind, data, fontSize } = now;
  const options = SORTS.filter(([one]) => one !== "previous" || kind.previous);
  const sort = options.find(([one]) => one === panel.settings.sort)?.[0] ?? "layer";
  const most = Math.max(...kind.heads);
  const available = now.wide ? 400 : panel.width - 26;
  const groups = sort === "layer" ? groupsOf(most, kind.keys[0]) : [];
  const largest = Math.max(Math.min(88, Math.floor(MOST_HEIGHT / kind.layers) - GAP), 28);
  const side = cellSize(most, available, { gap: GAP, least: sort === "layer" ? 16 : Math.round(fontSize * 2.4), most: largest, left: 2 * fontSize });
  const columns = sort === "layer" ? most : Math.min(most, Math.floor((available - GAP) / (side + GAP)));
  const open = now.choice.show === "head" ? headName(now.choice) : "";
  const grid = kept(panel, "heads", [data, kind, sort, side, open, now.dark, panel.settings.large, panel.local.root], () => gridOf(now, { sort, columns, groups, side, open }));
  const [, , height, width] = kind.thumbnails.shape;
  const items = /** @type {[import("../base/dom.js").Child, string][]} */ ([
    [h("i", "lb-swatch-open"), "open"],
    [h("i", "lb-swatch-out", "×"), data.knocked.heads.length ? "knocked out" : ""],
    [h("i", "lb-group"), groups.length ? "heads that share keys and values" : ""],
    [null, `${kind.head_mean ? "mean of each layer" : "each map"} ${height} × ${width}${height < now.rows.side.count ? ", full size on demand" : ""}`],
  ]);
  return h("div", null, heading("All heads", SUBTITLES[sort]), controls(segmented({ label: "sort", options, value: sort, onChange: (one) => panel.set({ sort: one }) })), h("div", "lb-scroll lb-picture", grid), h("div", "lb-under", legend(items)));
}

/**
 * @param {Now} now
 * @param {{ sort: import("./heads.js").Sort, columns: number, groups: [number, number][], side: number, open: string }} layout
 */
function gridOf({ panel, kind, data, dark, fontSize, choice }, { sort, columns, groups, side, open }) {
  const [layers, heads, height, width] = kind.thumbnails.shape;
  const mosaic = pictureOf({ codes: kind.thumbnails, width, height: layers * heads * height }, 255, 1, dark);
  const places = inOrder(kind, sort);
  const ordered = sort === "layer";
  const top = groups.length ? 3 : 2; // the first line of the grid that holds heads
  const at = (/** @type {string} */ area) => ({ "grid-area": area });
  const every = Math.ceil((fontSize * 1.6) / side);
  const axis = (/** @type {number} */ number, /** @type {string} */ area) => (number % every ? null : h("span", { style: at(area) }, number));
  const hover = (/** @type {Place | null} */ head) => panel.local.head !== head && panel.update({ head });
  const openHead = (/** @type {Place} */ { layer, head }) => {
    panel.select({ kind: kind.kind, layer, head });
    if (choice.all_layers) panel.set({ show: "head" });
  };
  const focused = Math.max(places.findIndex((place) => headName(place) === open), 0);
  const buttons = places.map((place, number) => {
    const { out } = knockOut(kind.kind, place, data);
    const cell = ordered ? `${place.layer + top} / ${place.head + 2}` : "auto";
    const from = (place.layer * heads + Math.min(place.head, heads - 1)) * height;
    const draw = (/** @type {CanvasRenderingContext2D} */ context) => {
      context.imageSmoothingEnabled = width > side;
      context.drawImage(mosaic, 0, from, width, height, 0, 0, side, side);
    };
    return h(
      "button",
      { type: "button", class: classes("lb-one-head", headName(place) === open && "open", !out && "out"), "data-place": number, tabindex: number === focused ? 0 : -1, "aria-label": `Layer ${place.layer}, head ${place.head}${out ? "" : ", knocked out"}`, key: headName(place), style: at(cell), on: { click: () => openHead(place), pointerenter: () => hover(place), focus: () => hover(place) }, ...OWN_KEYS },
      canvas({ width: side, height: side, label: "", draw, attributes: { role: null, "aria-label": null, "aria-hidden": true } }),
      ordered ? null : [h("span", null, headName(place)), h("b", null, fixed(place.value, 2))],
    );
  });
  const onKey = (/** @type {string} */ key, /** @type {number} */ number) => {
    const place = places[number];
    if (key !== "Delete" || !place) return false;
    panel.change(knockOut(kind.kind, place, data));
    return true;
  };
  return h(
    "div",
    { class: "lb-heads", role: "group", "aria-label": "All heads; arrow keys move, Enter opens, Delete knocks out", style: { "grid-template-columns": `${ordered ? "1.6em " : ""}repeat(${columns}, ${side}px)` }, on: { keydown: roving({ columns, onKey }), pointerleave: () => hover(null), focusout: () => hover(null) } },
    ordered ? [times(columns, (head) => axis(head, `1 / ${head + 2}`)), groups.map(([first, end], group) => h("span", { class: `lb-group g${group % 6}`, style: at(`2 / ${first + 2} / 3 / ${end + 2}`) }, `k${group}`)), kind.heads.map((_, layer) => axis(layer, `${layer + top} / 1`))] : null,
    buttons,
  );
}

/**
 * The command that knocks a head out, or gives it back.
 *
 * @param {string} kind @param {{ layer: number, head: number }} place @param {import("./content.js").Content} data
 */
export function knockOut(kind, { layer, head }, data) {
  return { command: "knock_out_head", kind, layer, head, out: !data.knocked.heads.some((one) => String(one) === String([kind, layer, head])) };
}

/** The numbers of one head, for the readout. @param {Now} now @param {{ layer: number, head: number }} place @returns {[string, string][]} */
export function headNumbers({ kind }, { layer, head }) {
  const at = layer * kind.width + head;
  const group = groupsOf(kind.heads[layer], kind.keys[layer]).findIndex(([first, end]) => head >= first && head < end);
  const numbers = /** @type {[string, string][]} */ ([["row entropy", `${fixed(kind.entropy[at] / Math.LN2, 2)} bits`], ["on first token", fixed(kind.first[at], 3)]]);
  if (kind.previous) numbers.push(["on previous", fixed(kind.previous[at], 3)]);
  if (group >= 0) numbers.push(["keys", `k${group}`]);
  return numbers;
}
