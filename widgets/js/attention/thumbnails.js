// All heads: a small map of each, in the order of the layers or sorted.

import { canvas } from "../base/canvas.js";
import { sequential, token } from "../base/colours.js";
import { h } from "../base/dom.js";
import { segmented } from "../base/controls.js";
import { controls, heading, legend } from "../base/parts.js";
import { fixed } from "../base/numbers.js";
import { kept } from "./current.js";
import { cellSize, groupsOf, headName, inOrder } from "./heads.js";


/** @typedef {import("./current.js").Now} Now */
/** @typedef {import("./current.js").Panel} Panel */
/** @typedef {import("./heads.js").Place} Place */

const GAP = 3;
const MOST_HEIGHT = 460; // pixels, unless thumbnails would be too small to see
const SORTS = /** @type {const} */ ([["layer", "Layer order"], ["entropy", "Entropy"], ["previous", "On previous"], ["first", "On first"]]);
const NUMBERS = { layer: "", entropy: "row entropy in bits, lowest first", previous: "weight on the previous token, most first", first: "weight on the first token, most first" };
const CATEGORIES = 7;

/** Where everything is. @param {Now} now */
function layoutOf(now) {
  const { kind, panel, wide, fontSize } = now;
  const sort = /** @type {import("./heads.js").Sort} */ (SORTS.some(([one]) => one === panel.settings.sort) && (panel.settings.sort !== "previous" || kind.previous) ? panel.settings.sort : "layer");
  const columns = Math.max(...kind.heads);
  const left = sort === "layer" ? Math.round(fontSize * 2) : 0;
  const width = wide ? 400 : panel.width - 26;
  const tall = Math.floor(MOST_HEIGHT / kind.layers) - GAP;
  const cell = cellSize(columns, width, { gap: GAP, least: kind.headMean ? 8 : 16, most: Math.max(Math.min(88, tall), 28), left });
  const groups = sort === "layer" ? groupsOf(columns, kind.keys[0] ?? columns) : [];
  const foot = sort === "layer" ? 0 : Math.round(fontSize * 2);
  const head = sort === "layer" ? Math.round(fontSize * 1.3) + (groups.length ? Math.round(fontSize * 1.3) : 0) : 0;
  const places = kept(panel, "order", [kind, sort], () => inOrder(kind, sort));
  const rows = sort === "layer" ? kind.layers : Math.ceil(places.length / columns);
  const step = { x: Math.max(cell, sort === "layer" ? 0 : Math.round(fontSize * 2.4)) + GAP, y: cell + foot + GAP };
  return { sort, columns, left, head, cell, foot, groups, places, rows, step, width: left + columns * step.x, height: head + rows * step.y };
}

/** The place of a head in the grid. @param {ReturnType<typeof layoutOf>} layout @param {Place} place @param {number} number */
function cornerOf({ sort, columns, left, head, step }, place, number) {
  const [row, column] = sort === "layer" ? [place.layer, place.head] : [Math.floor(number / columns), number % columns];
  return { x: left + column * step.x, y: head + row * step.y };
}

/** @param {Now} now */
export function allHeads(now) {
  const { panel, kind, choice, data, dark } = now;
  const layout = layoutOf(now);
  const options = SORTS.filter(([one]) => one !== "previous" || kind.previous);
  const hovered = panel.local.head ?? null;
  const knocked = data.knocked.heads.filter(([one]) => one === kind.kind);
  const openHead = choice.show === "head" ? { layer: choice.layer, head: choice.head } : { layer: choice.all_layers ? -1 : choice.layer, head: -1 };
  const [, , height, width] = kind.thumbnails.shape;
  const picture = kept(panel, "heads", [data, kind, layout.sort, layout.cell, layout.width, openHead.layer, openHead.head, hovered?.layer, hovered?.head, dark, panel.settings.large, panel.local.root], () =>
    canvas({
      width: layout.width, height: layout.height, label: `${kind.layers} layers of ${layout.columns} heads. Arrow keys move, Enter opens, Delete knocks out.`, key: "heads",
      draw: (context, { element }) => drawHeads(context, element, now, layout, openHead, hovered, knocked), on: listeners(now, layout), attributes: { tabindex: 0, role: "application", class: "lb-heads" },
    }),
  );
  const swatches = [
    [h("span", { class: "lb-swatch-open" }), "open"],
    ...(knocked.length ? [[h("span", { class: "lb-swatch-out" }, "×"), "knocked out"]] : []),
    ...(layout.groups.length ? [[h("span", { class: "lb-swatch-group" }), `${layout.groups.length} groups share keys and values`]] : []),
  ];
  const size = kind.headMean ? "one mean a layer, heads shaded by entropy" : `each map ${height} × ${width}${(height ?? 0) < now.sides.rows.count ? ", full size on demand" : ""}`;
  return h(
    "div",
    { class: "lb-all-heads" },
    heading("All heads", layout.sort === "layer" ? "rows are layers, columns are heads" : NUMBERS[layout.sort]),
    controls(segmented({ label: "sort", options, value: layout.sort, onChange: (sort) => panel.set({ sort }) })),
    h("div", { class: "lb-scroll lb-picture" }, picture),
    h("div", { class: "lb-under" }, legend([...swatches, [null, size]].map(([swatch, text]) => /** @type {[any, string]} */ ([swatch, text])))),
  );
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {HTMLCanvasElement} element
 * @param {Now} now
 * @param {ReturnType<typeof layoutOf>} layout
 * @param {{ layer: number, head: number }} open
 * @param {Place | null} hovered
 * @param {[string, number, number][]} knocked
 */
function drawHeads(context, element, now, layout, open, hovered, knocked) {
  const { kind, fontSize, panel } = now;
  const { cell, places } = layout;
  const ink = token(element, "--text");
  const muted = token(element, "--muted");
  const dark = getComputedStyle(/** @type {Element} */ (element.closest(".lightboard"))).colorScheme === "dark";
  const family = getComputedStyle(element).fontFamily;
  context.font = `${fontSize * 0.846}px ${family}`;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  if (layout.sort === "layer") drawAxes(context, element, now, layout, muted);
  const picture = kept(panel, "mosaic", [kind, dark], () => kind.headMean ? null : thumbnailPictures(kind, dark));
  const most = Math.max(...Array.from(kind.entropy), 1e-9);
  places.forEach((place, number) => {
    const { x, y } = cornerOf(layout, place, number);
    if (picture) drawThumbnail(context, picture, place, { x, y, side: cell });
    else {
      const [red, green, blue] = sequential(1 - (kind.entropy[place.layer * kind.width + place.head] ?? 0) / most, dark);
      context.fillStyle = `rgb(${red} ${green} ${blue})`;
      context.fillRect(x, y, cell, cell);
    }
    if (layout.foot) {
      context.fillStyle = muted;
      context.fillText(headName(place), x + cell / 2, y + cell + fontSize * 0.85);
      context.fillStyle = ink;
      context.fillText(fixed(place.value, 2), x + cell / 2, y + cell + fontSize * 1.75);
    }
    context.strokeStyle = ink;
    if (knocked.some(([, layer, one]) => layer === place.layer && one === place.head)) drawKnocked(context, element, x, y, cell);
    if (place.layer === open.layer && (place.head === open.head || open.head < 0)) frame(context, x, y, cell, 2);
    if (hovered && place.layer === hovered.layer && place.head === hovered.head) frame(context, x, y, cell, 1);
  });
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} side @param {number} width */
function frame(context, x, y, side, width) {
  context.lineWidth = width;
  context.setLineDash([]);
  context.strokeRect(x - width / 2 - 0.5, y - width / 2 - 0.5, side + width + 1, side + width + 1);
}

/**
 * Faded, dashed and crossed: a head, or a column of a token.
 *
 * @param {CanvasRenderingContext2D} context @param {HTMLCanvasElement} element
 * @param {number} x @param {number} y @param {number} width @param {number} [height]
 */
export function drawKnocked(context, element, x, y, width, height = width) {
  context.save();
  context.globalAlpha = 0.72;
  context.fillStyle = token(element, "--surface");
  context.fillRect(x, y, width, height);
  context.restore();
  context.lineWidth = 1.4;
  context.setLineDash([3, 2]);
  context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
  context.setLineDash([]);
  const inset = Math.min(5, width / 4);
  const bottom = y + Math.min(width, height) - inset;
  context.beginPath();
  context.moveTo(x + inset, y + inset);
  context.lineTo(x + width - inset, bottom);
  context.moveTo(x + width - inset, y + inset);
  context.lineTo(x + inset, bottom);
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {HTMLCanvasElement} element
 * @param {Now} now
 * @param {ReturnType<typeof layoutOf>} layout
 * @param {string} muted
 */
function drawAxes(context, element, { kind, fontSize }, { cell, step, left, head, groups, columns }, muted) {
  const every = Math.max(1, Math.ceil((fontSize * 1.6) / step.x));
  const down = Math.max(1, Math.ceil((fontSize * 1.1) / step.y));
  const above = groups.length ? head - fontSize * 1.3 : head;
  context.fillStyle = muted;
  for (let column = 0; column < columns; column += every) context.fillText(String(column), left + column * step.x + cell / 2, above - 5);
  for (let layer = 0; layer < kind.layers; layer += down) context.fillText(String(layer), left / 2, head + layer * step.y + cell / 2 + fontSize * 0.3);
  groups.forEach(([first, end], group) => {
    const [x1, x2] = [left + first * step.x, left + end * step.x - GAP];
    const colour = token(element, `--cat-${(group % (CATEGORIES - 1)) + 1}`);
    context.strokeStyle = colour;
    context.lineWidth = 3;
    context.setLineDash(group % 2 ? [4, 2] : []); // a second mark beside the colour
    context.beginPath();
    context.moveTo(x1, head - 4);
    context.lineTo(x2, head - 4);
    context.stroke();
    context.setLineDash([]);
    if (x2 - x1 >= fontSize * 1.2) context.fillText(`k${group}`, (x1 + x2) / 2, head - 8);
  });
}

/**
 * All thumbnails in one picture, a pixel to a block, with the colours of the theme.
 *
 * @param {import("./content.js").KindData} kind
 * @param {boolean} dark
 */
function thumbnailPictures(kind, dark) {
  const [layers = 0, heads = 0, height = 0, width = 0] = kind.thumbnails.shape;
  const image = new ImageData(Math.max(heads * width, 1), Math.max(layers * height, 1));
  const scale = Array.from({ length: 256 }, (_, code) => sequential(code / 255, dark)); // codes are square roots already
  const codes = kind.thumbnails.values;
  let at = 0;
  for (let layer = 0; layer < layers; layer++) {
    for (let head = 0; head < heads; head++) {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const colour = /** @type {import("../base/colours.js").Colour} */ (scale[codes[at++] ?? 0]);
          image.data.set([colour[0], colour[1], colour[2], 255], 4 * ((layer * height + y) * heads * width + head * width + x));
        }
      }
    }
  }
  const picture = document.createElement("canvas");
  picture.width = image.width;
  picture.height = image.height;
  picture.getContext("2d")?.putImageData(image, 0, 0);
  return { picture, width, height };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{ picture: HTMLCanvasElement, width: number, height: number }} pictures
 * @param {Place} place
 * @param {{ x: number, y: number, side: number }} to
 */
function drawThumbnail(context, { picture, width, height }, { layer, head }, { x, y, side }) {
  context.imageSmoothingEnabled = width > side;
  context.drawImage(picture, head * width, layer * height, width, height, x, y, side, side);
}

/** @param {Now} now @param {ReturnType<typeof layoutOf>} layout @returns {import("snabbdom").On} */
function listeners({ panel, kind, data, choice }, layout) {
  /** @param {MouseEvent} event */
  const hit = (event) => {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return layout.places.find((place, number) => {
      const corner = cornerOf(layout, place, number);
      return x >= corner.x - GAP && y >= corner.y - GAP && x < corner.x + layout.step.x - GAP && y < corner.y + layout.step.y - GAP;
    });
  };
  const open = (/** @type {Place} */ place) => {
    panel.select({ kind: kind.kind, layer: place.layer, head: place.head });
    if (panel.settings.show === "rollout" || (panel.settings.show !== "head" && panel.settings.all_layers)) panel.set({ show: "head" });
  };
  const hover = (/** @type {Place | null} */ place) => {
    const before = panel.local.head;
    if (before?.layer !== place?.layer || before?.head !== place?.head) panel.update({ head: place });
  };
  return {
    pointermove: (event) => hover(hit(event) ?? null),
    pointerleave: () => hover(null),
    blur: () => hover(null),
    click: (event) => {
      const place = hit(event);
      if (place) open(place);
    },
    keydown: (event) => {
      const at = panel.local.head ?? { layer: choice.layer, head: choice.head };
      const number = layout.places.findIndex((place) => place.layer === at.layer && place.head === at.head);
      const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -layout.columns, ArrowDown: layout.columns, Home: -number, End: layout.places.length - 1 - number };
      const step = steps[/** @type {keyof typeof steps} */ (event.key)];
      const place = layout.places[number + (step ?? 0)];
      if (step !== undefined) hover(place ?? at);
      else if (event.key === "Enter" || event.key === " ") open(at);
      else if (event.key === "Delete") panel.change({ command: "knock_out_head", kind: kind.kind, layer: at.layer, head: at.head, out: !data.knocked.heads.some(([one, layer, head]) => one === kind.kind && layer === at.layer && head === at.head) });
      else return;
      event.preventDefault();
    },
  };
}

/** The numbers of one head, for the readout. @param {Now} now @param {{ layer: number, head: number }} place @returns {[string, string][]} */
export function headNumbers({ kind }, { layer, head }) {
  const at = layer * kind.width + head;
  const group = groupsOf(kind.heads[layer] ?? 0, kind.keys[layer] ?? 0).findIndex(([first, end]) => head >= first && head < end);
  return [
    ["row entropy", `${fixed((kind.entropy[at] ?? 0) / Math.LN2, 2)} bits`],
    ...(kind.previous ? [/** @type {[string, string]} */ (["on previous", fixed(kind.previous[at], 3)])] : []),
    ["on first token", fixed(kind.first[at], 3)],
    ...(group >= 0 ? [/** @type {[string, string]} */ (["keys of group", `k${group}`])] : []),
  ];
}

