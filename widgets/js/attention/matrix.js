// The open map: a canvas that zooms and pans, with its labels, its mask, and a crosshair.

import { canvas } from "../base/canvas.js";
import { inkOn, sequential, token } from "../base/colours.js";
import { button } from "../base/controls.js";
import { h } from "../base/dom.js";
import { chosen } from "../base/keys.js";
import { fixed, inCell, plural } from "../base/numbers.js";
import { heading, legend, mono } from "../base/parts.js";
import { decodeArray } from "../base/codec.js";
import { kept } from "./current.js";
import { cellAt, clampView, fit, frameFor, inSight, isZoomed, labelled, LARGEST_CELL, zoom } from "./geometry.js";
import { isExact, tokensAt, weightAt } from "./maps.js";
import { drawKnocked } from "./thumbnails.js";

/** @typedef {import("./current.js").Now} Now */
/** @typedef {import("./geometry.js").View} View */
/** @typedef {{ codes: ArrayLike<number>, width: number, height: number, level: number, top: number, left: number }} Frame cells of a level, from `top` and `left` */

const SQUARE = 560; // pixels, the plot at most
const PRINTED = 26; // pixels to a cell from which it prints its number
const LEAST_PRINTED = 0.045;
const GAPS = 10; // pixels to a cell from which cells stand apart
const ANGLE = (-52 * Math.PI) / 180;
const ZOOM = 1.4;

/** Where the plot and its labels are. @param {Now} now */
function layoutOf(now) {
  const { panel, map, names, wide, fontSize } = now;
  const available = (wide ? panel.width - 400 - 24 : panel.width) - 26;
  const character = fontSize * 0.56;
  const longest = (/** @type {number} */ count, /** @type {(place: number) => string} */ name) => {
    let most = 1;
    for (let place = 0; place < Math.min(count, 400); place++) most = Math.max(most, Math.min(name(place).length, 14));
    return most;
  };
  const [rows, columns] = kept(panel, "longest", [map, now.key], () => [longest(map.rows, names.rows), longest(map.columns, names.columns)]);
  const left = Math.round(Math.max(rows * character + 10, 34));
  const top = Math.round(Math.max(columns * character * 0.79 + 14, 34));
  const extent = { rows: map.rows, columns: map.columns };
  const most = Math.max(Math.min(available - left - 2, wide ? 40 * LARGEST_CELL : SQUARE), 80);
  const scale = fit(extent, { width: most, height: SQUARE }).scale;
  const size = { width: Math.min(most, Math.max(map.columns * scale, 60)), height: Math.min(SQUARE, Math.max(map.rows * scale, 40)) };
  const view = clampView(panel.local.view ?? fit(extent, size), extent, size);
  return { left, top, extent, size, view, width: left + size.width + 2, height: top + size.height + 2, overhang: Math.round(top * 0.75) };
}

/** @param {Now} now */
export function openMap(now) {
  const { panel, data, key, map, status, dark } = now;
  if (panel.local.viewKey !== `${map.rows} ${map.columns}`) Object.assign(panel.local, { viewKey: `${map.rows} ${map.columns}`, view: null, cell: null });
  const layout = layoutOf(now);
  const frames = findFrames(now, layout);
  const cell = panel.local.cell ?? null;
  const answer = panel.selection.answer;
  const { x, y, scale } = layout.view;
  const picture = kept(
    panel,
    "matrix",
    [data, map, key, frames, x, y, scale, layout.width, layout.height, cell?.row, cell?.column, now.rowsPinned.join(), now.columnsPinned.join(), answer, dark, panel.settings.scale, panel.settings.large, panel.local.root],
    () =>
      canvas({
        width: layout.width + (layout.overhang > 40 ? 24 : 0), height: layout.height, key: "matrix", label: `${mapTitle(now)}. Arrow keys move the crosshair, Enter pins, plus and minus zoom, 0 fits.`,
        draw: (context, { element }) => drawMatrix(context, element, now, layout, frames), on: listeners(now, layout), attributes: { tabindex: 0, role: "application", class: "lb-matrix" },
      }),
  );
  const zoomed = isZoomed(layout.view, layout.extent, layout.size);
  const by = (/** @type {number} */ factor) => panel.update({ view: zoom(layout.view, factor, { x: layout.size.width / 2, y: layout.size.height / 2 }, layout.extent, layout.size) });
  const small = map.rows * map.columns <= 40 * 40;
  const buttons = [
    zoomed || !small ? [button({ label: "−", name: "Zoom out", disabled: !zoomed, onClick: () => by(1 / ZOOM) }), button({ label: "+", name: "Zoom in", onClick: () => by(ZOOM) }), button({ label: "Fit", name: "Show the whole map", disabled: !zoomed, onClick: () => panel.update({ view: null }) })] : null,
    knockOut(now),
  ];
  return h(
    "div",
    { class: "lb-open-map" },
    heading(mapTitle(now), subtitleOf(now), buttons),
    status === "ready" ? null : h("p", { class: "lb-note lb-fetching" }, waitingText(now)),
    h("div", { class: "lb-scroll lb-picture" }, picture),
    h("div", { class: "lb-under" }, legendOf(now, layout)),
  );
}

/** @param {Now} now */
export function mapTitle({ choice }) {
  if (choice.show === "head") return `Layer ${choice.layer}, head ${choice.head}`;
  if (choice.show === "rollout") return "Attention rollout";
  const what = choice.show === "mean" ? "Mean" : "Maximum";
  return choice.all_layers ? `${what} of all heads` : `${what} of layer ${choice.layer}`;
}

/** @param {Now} now */
function subtitleOf({ map, choice }) {
  const parts = ["rows ask, columns answer"];
  if (map.removed !== null) parts.push(`removed mass ${fixed(map.removed, 2)}`);
  if (choice.show === "rollout") parts.push("mean of heads with the residual, multiplied over layers");
  return parts.join(", ");
}

/** @param {Now} now */
function waitingText(now) {
  const title = mapTitle(now).toLowerCase();
  if (now.status === "failed") return now.error ?? "";
  const small = now.map.thumbnail ? `Its thumbnail is shown, ${now.map.height} × ${now.map.width}.` : "Its thumbnail is shown, exact to 8 bits.";
  if (now.status === "offline") return now.choice.show === "head" ? `${mapTitle(now)} was not saved in full. ${small}` : `The ${title} needs the kernel. A thumbnail is shown in its place.`;
  return `fetching ${title}`;
}

/** @param {Now} now */
function knockOut({ panel, choice, data, kind }) {
  if (choice.show !== "head") return null;
  const out = data.knocked.heads.some(([one, layer, head]) => one === kind.kind && layer === choice.layer && head === choice.head);
  return button({
    label: out ? "Give back" : "Knock out", icon: out ? "undo" : "cut", name: out ? "Give this head back" : "Knock out this head", pressed: out, disabled: !panel.canAsk,
    onClick: () => panel.change({ command: "knock_out_head", kind: kind.kind, layer: choice.layer, head: choice.head, out: !out }),
  });
}

/** @param {Now} now @param {ReturnType<typeof layoutOf>} layout */
function legendOf(now, { view }) {
  const { map, choice } = now;
  const top = topOf(now);
  const block = map.thumbnail ? Math.ceil(map.rows / map.height) : 2 ** Math.max(0, Math.min(map.level, Math.ceil(Math.log2(1 / view.scale))));
  const hidden = now.masks.some((mask) => "first" in mask || mask.back !== null || mask.ahead !== null);
  const window = now.masks.length === 1 && now.masks[0] && "back" in now.masks[0] && now.masks[0].back !== null ? `, window of ${now.masks[0].back + 1}` : "";
  const causal = now.masks.every((mask) => "ahead" in mask && mask.ahead === 0);
  const items = [
    [h("span", { class: "lb-hatched" }), hidden ? `${causal ? `later tokens, hidden by the causal mask${window}` : `hidden by the mask${window}`}` : ""],
    [h("span", { class: "lb-rule" }), now.data.pair !== null && choice.kind === "self" ? "second text begins" : ""],
    [h("span", { class: "lb-rule dash" }), now.data.prompt > 0 ? "written by the model" : ""],
    [h("span", { class: "lb-swatch-out" }, "×"), now.data.knocked[now.sides.answers].length ? "token knocked out" : ""],
    [null, block > 1 ? `cells of ${block} × ${block} ${choice.words ? "words" : "tokens"}: rows averaged, columns summed` : ""],
  ].filter(([, text]) => text);
  return [
    h("span", { class: "lb-legend" }, h("span", null, "0", h("span", { class: "lb-ramp seq" }), `${fixed(top, 2)}, square-root steps`)),
    legend(items.map(([swatch, text]) => /** @type {[any, string]} */ ([swatch, text]))),
  ];
}

/** The weight that has the strongest colour. @param {Now} now */
const topOf = ({ map, panel }) => (panel.settings.scale === "one" ? 1 : Math.max(map.largest, 1e-6));

/**
 * What there is to draw, the coarse map first, then the frames that were fetched for what is in sight.
 *
 * @param {Now} now
 * @param {ReturnType<typeof layoutOf>} layout
 * @returns {Frame[]}
 */
function findFrames({ panel, map, choice, key }, { view, extent, size }) {
  const coarse = kept(panel, "coarse", [map], () => ({ codes: map.codes, width: map.width, height: map.height, level: map.level, top: 0, left: 0 }));
  const wanted = map.thumbnail ? null : frameFor(view, extent, size, map.level);
  if (!wanted) return kept(panel, "frames", [coarse], () => [coarse]);
  const command = { command: "fetch_frame", map: choice, ...wanted };
  const name = `frame ${key} ${Object.values(wanted).join(" ")}`;
  const detail = panel.fetch(name, command);
  if (detail.status === "ready") {
    const found = kept(panel, "sharp", [detail.value], () => {
      const { shape, values } = decodeArray(detail.value.weights);
      return { codes: values, width: shape[1] ?? 0, height: shape[0] ?? 0, level: wanted.level, top: wanted.top, left: wanted.left };
    });
    panel.local.lastFrame = { key, map, frame: found };
    return kept(panel, "frames", [coarse, found], () => [coarse, found]);
  }
  const last = panel.local.lastFrame;
  if (last?.map !== map) return kept(panel, "frames", [coarse], () => [coarse]);
  return kept(panel, "frames", [coarse, last.frame], () => [coarse, last.frame]);
}

/** @type {WeakMap<object, { name: string, picture: HTMLCanvasElement }>} pictures of codes, as they are now */
const pictures = new WeakMap();

/**
 * @param {Frame} frame
 * @param {number} codeTop the code of 1
 * @param {number} weightTop the weight with the strongest colour
 * @param {boolean} dark
 */
function pictureOf({ codes, width, height }, codeTop, weightTop, dark) {
  const name = `${codeTop} ${weightTop} ${dark}`;
  const before = pictures.get(codes);
  if (before?.name === name) return before.picture;
  const image = new ImageData(Math.max(width, 1), Math.max(height, 1));
  const pixels = new Uint32Array(image.data.buffer);
  const scale = Uint32Array.from({ length: 256 }, (_, step) => {
    const [red, green, blue] = sequential(step / 255, dark);
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });
  const factor = 255 / codeTop / Math.sqrt(weightTop);
  for (let i = 0; i < codes.length; i++) pixels[i] = /** @type {number} */ (scale[Math.min(Math.round(/** @type {number} */ (codes[i]) * factor), 255)]);
  const picture = document.createElement("canvas");
  picture.width = image.width;
  picture.height = image.height;
  picture.getContext("2d")?.putImageData(image, 0, 0);
  pictures.set(codes, { name, picture });
  return picture;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {HTMLCanvasElement} element
 * @param {Now} now
 * @param {ReturnType<typeof layoutOf>} layout
 * @param {Frame[]} frames
 */
function drawMatrix(context, element, now, layout, frames) {
  const { map } = now;
  const { left, top, view, extent, size } = layout;
  const style = getComputedStyle(element);
  const dark = getComputedStyle(/** @type {Element} */ (element.closest(".lightboard"))).colorScheme === "dark";
  const colours = { ink: token(element, "--text"), muted: token(element, "--muted"), surface: token(element, "--surface"), edge: token(element, "--edge") };
  const [red, green, blue] = sequential(0, dark);
  const sight = inSight(view, extent, size);
  context.save();
  context.beginPath();
  context.rect(left, top, size.width, size.height);
  context.clip();
  context.fillStyle = `rgb(${red} ${green} ${blue})`;
  context.fillRect(left, top, (sight.right - view.x) * view.scale, (sight.bottom - view.y) * view.scale);
  context.imageSmoothingEnabled = false;
  for (const frame of frames) drawFrame(context, frame, now, layout, topOf(now), dark);
  drawHidden(context, now, layout, sight, colours);
  if (view.scale >= GAPS) drawGaps(context, layout, sight, colours.surface);
  if (view.scale >= PRINTED && isExact(map)) drawNumbers(context, now, layout, sight, { dark, family: style.fontFamily });
  drawRules(context, element, now, layout, colours);
  drawPins(context, now, layout, colours);
  context.restore();
  drawLabels(context, now, layout, sight, { ...colours, family: style.fontFamily, mono: getComputedStyle(/** @type {Element} */ (element.closest(".lightboard"))).getPropertyValue("--mono") });
  if (isZoomed(view, extent, size) && frames[0]) drawMinimap(context, now, layout, frames[0], colours, dark);
}

/**
 * @param {CanvasRenderingContext2D} context @param {Frame} frame @param {Now} now @param {ReturnType<typeof layoutOf>} layout
 * @param {number} weightTop @param {boolean} dark
 */
function drawFrame(context, frame, { map }, { left, top, view }, weightTop, dark) {
  const picture = pictureOf(frame, map.top, weightTop, dark);
  const step = 2 ** frame.level * view.scale;
  const [across, down] = map.thumbnail ? [(map.columns * view.scale) / frame.width, (map.rows * view.scale) / frame.height] : [step, step];
  context.drawImage(picture, left + frame.left * across - view.x * view.scale, top + frame.top * down - view.y * view.scale, frame.width * across, frame.height * down);
}

/**
 * @param {CanvasRenderingContext2D} context @param {Now} now @param {ReturnType<typeof layoutOf>} layout
 * @param {ReturnType<typeof inSight>} sight @param {{ surface: string, edge: string }} colours
 */
function drawHidden(context, now, { left, top, view, extent }, sight, colours) {
  if (!now.masks.some((mask) => "first" in mask || mask.back !== null || mask.ahead !== null)) return;
  const step = Math.max(1, Math.floor(1 / view.scale)); // rows to a pixel
  const path = new Path2D();
  for (let row = sight.top; row < sight.bottom; row += step) {
    const [first, end] = now.sight(row);
    const y = top + (row - view.y) * view.scale;
    const tall = view.scale * step;
    if (first > sight.left) path.rect(left + (sight.left - view.x) * view.scale, y, (Math.min(first, sight.right) - sight.left) * view.scale, tall);
    const from = Math.max(end, sight.left);
    if (from < sight.right) path.rect(left + (from - view.x) * view.scale, y, (Math.min(sight.right, extent.columns) - from) * view.scale, tall);
  }
  context.fillStyle = colours.surface;
  context.fill(path);
  const pattern = hatchPattern(context, colours.edge);
  if (pattern) context.fillStyle = pattern;
  context.globalAlpha = 0.45;
  context.fill(path);
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {string} colour */
function hatchPattern(context, colour) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const pen = tile.getContext("2d");
  if (!pen) return null;
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const shift of [-6, 0, 6]) {
    pen.moveTo(shift, 6);
    pen.lineTo(shift + 6, 0);
  }
  pen.stroke();
  return context.createPattern(tile, "repeat");
}

/** @param {CanvasRenderingContext2D} context @param {ReturnType<typeof layoutOf>} layout @param {ReturnType<typeof inSight>} sight @param {string} surface */
function drawGaps(context, { left, top, view }, sight, surface) {
  context.strokeStyle = surface;
  context.lineWidth = 1;
  context.beginPath();
  const [x1, x2] = [left + (sight.left - view.x) * view.scale, left + (sight.right - view.x) * view.scale];
  const [y1, y2] = [top + (sight.top - view.y) * view.scale, top + (sight.bottom - view.y) * view.scale];
  for (let row = sight.top; row <= sight.bottom; row++) {
    const y = top + (row - view.y) * view.scale;
    context.moveTo(x1, y);
    context.lineTo(x2, y);
  }
  for (let column = sight.left; column <= sight.right; column++) {
    const x = left + (column - view.x) * view.scale;
    context.moveTo(x, y1);
    context.lineTo(x, y2);
  }
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context @param {Now} now @param {ReturnType<typeof layoutOf>} layout
 * @param {ReturnType<typeof inSight>} sight @param {{ dark: boolean, family: string }} style
 */
function drawNumbers(context, now, { left, top, view }, sight, { dark, family }) {
  const weightTop = topOf(now);
  context.font = `${Math.min(now.fontSize * 0.846, view.scale * 0.42)}px ${family}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (let row = sight.top; row < sight.bottom; row++) {
    for (let column = sight.left; column < sight.right; column++) {
      const weight = weightAt(now.map, row, column);
      if (weight < LEAST_PRINTED) continue;
      context.fillStyle = inkOn(sequential(Math.sqrt(weight / weightTop), dark));
      context.fillText(inCell(weight), left + (column + 0.5 - view.x) * view.scale, top + (row + 0.54 - view.y) * view.scale);
    }
  }
}

/**
 * The second text of a pair, what the model wrote, and tokens that are knocked out.
 *
 * @param {CanvasRenderingContext2D} context @param {HTMLCanvasElement} element @param {Now} now @param {ReturnType<typeof layoutOf>} layout
 * @param {{ ink: string }} colours
 */
function drawRules(context, element, now, { left, top, view, extent, size }, colours) {
  const { data, choice, map } = now;
  if (choice.words || map.keptColumns) return;
  const rule = (/** @type {number} */ place, /** @type {number[]} */ dash) => {
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.5;
    context.setLineDash(dash);
    const [x, y] = [left + (place - view.x) * view.scale, top + (place - view.y) * view.scale];
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, top + size.height);
    context.moveTo(left, y);
    context.lineTo(left + size.width, y);
    context.stroke();
    context.setLineDash([]);
  };
  if (choice.kind === "self" && data.pair !== null) rule(data.pair, []);
  if (choice.kind === "self" && data.prompt > 0 && data.prompt < extent.rows) rule(data.prompt, [4, 3]);
  context.strokeStyle = colours.ink;
  for (const column of data.knocked[now.sides.answers]) drawKnocked(context, element, left + (column - view.x) * view.scale, top - view.y * view.scale, view.scale - 1, extent.rows * view.scale);
}

/** @param {CanvasRenderingContext2D} context @param {Now} now @param {ReturnType<typeof layoutOf>} layout @param {{ ink: string }} colours */
function drawPins(context, { panel, rowsPinned, columnsPinned, direction, sides, choice, map }, { left, top, view, extent }, { ink }) {
  const box = (/** @type {number} */ row, /** @type {number} */ column, /** @type {number} */ rows, /** @type {number} */ columns, /** @type {number} */ width) => {
    context.lineWidth = width;
    context.strokeRect(left + (column - view.x) * view.scale - 0.5, top + (row - view.y) * view.scale - 0.5, columns * view.scale, Math.max(rows * view.scale, 2));
  };
  context.strokeStyle = ink;
  context.setLineDash([]);
  if (direction === "out") for (const row of rowsPinned) box(row, 0, 1, extent.columns, 1);
  else for (const column of columnsPinned) box(0, column, extent.rows, 1, 1);
  const answer = answerPlace(panel, map, sides, choice);
  if (answer !== null) for (const row of rowsPinned.slice(-1)) box(row, answer, 1, 1, 2.5);
  const cell = panel.local.cell;
  if (!cell) return;
  context.globalAlpha = 0.45;
  box(cell.row, 0, 1, extent.columns, 1);
  box(0, cell.column, extent.rows, 1, 1);
  context.globalAlpha = 1;
  box(cell.row, cell.column, 1, 1, 1.5);
}

/** Where the pinned answer stands. @param {import("./current.js").Panel} panel @param {import("./content.js").MapData} map @param {Now["sides"]} sides @param {import("./maps.js").Choice} choice */
export function answerPlace(panel, map, sides, choice) {
  const { answer } = panel.selection;
  if (answer === null || answer === undefined || answer >= sides.columns.count) return null;
  const label = choice.words ? sides.columns.wordOf[answer] ?? 0 : answer;
  if (!map.keptColumns) return label < map.columns ? label : null;
  const place = Array.from(map.keptColumns).indexOf(label);
  return place < 0 ? null : place;
}

/**
 * @param {CanvasRenderingContext2D} context @param {Now} now @param {ReturnType<typeof layoutOf>} layout @param {ReturnType<typeof inSight>} sight
 * @param {{ ink: string, muted: string, family: string, mono: string }} style
 */
function drawLabels(context, now, { left, top, view }, sight, { ink, muted, family, mono: code }) {
  const { fontSize, names, rowsPinned, columnsPinned, panel, map, sides, choice } = now;
  const font = (/** @type {boolean} */ bold) => `${bold ? 650 : 400} ${fontSize * 0.923}px ${code || family}`;
  const { cell } = panel.local;
  const answer = answerPlace(panel, map, sides, choice);
  const rows = new Set([...rowsPinned, ...(cell ? [cell.row] : [])]);
  const columns = new Set([...(now.direction === "in" ? columnsPinned : []), ...(answer === null ? [] : [answer]), ...(cell ? [cell.column] : [])]);
  const short = (/** @type {string} */ name) => (name.length > 14 ? `${name.slice(0, 13)}…` : name);
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const row of labelled(sight.top, sight.bottom, view.scale, fontSize * 1.05, [...rows])) {
    const bold = rows.has(row);
    context.font = font(bold);
    context.fillStyle = bold ? ink : muted;
    const y = top + (row + 0.5 - view.y) * view.scale;
    if (y > top - 4 && y < top + (sight.bottom - view.y) * view.scale + 4) context.fillText(short(names.rows(row)), left - 6, y);
  }
  context.textAlign = "left";
  for (const column of labelled(sight.left, sight.right, view.scale, fontSize * 1.05, [...columns])) {
    const bold = columns.has(column);
    context.font = font(bold);
    context.fillStyle = bold ? ink : muted;
    context.save();
    context.translate(left + (column + 0.5 - view.x) * view.scale, top - 6);
    context.rotate(ANGLE);
    context.fillText(short(names.columns(column)), 0, 0);
    context.restore();
  }
}

/**
 * Where in the whole map the view is, in the corner between the labels.
 *
 * @param {CanvasRenderingContext2D} context @param {Now} now @param {ReturnType<typeof layoutOf>} layout @param {Frame} coarse
 * @param {{ ink: string, surface: string }} colours @param {boolean} dark
 */
function drawMinimap(context, now, { left, top, view, extent, size }, coarse, { ink, surface }, dark) {
  const side = Math.min(left, top) - 10;
  const scale = Math.min(side / extent.columns, side / extent.rows);
  const [width, height] = [extent.columns * scale, extent.rows * scale];
  context.fillStyle = surface;
  context.fillRect(0, 0, side + 6, side + 6);
  context.imageSmoothingEnabled = true;
  context.drawImage(pictureOf(coarse, now.map.top, topOf(now), dark), 2, 2, width, height);
  context.strokeStyle = ink;
  context.lineWidth = 0.5;
  context.strokeRect(2, 2, width, height);
  context.lineWidth = 2;
  context.strokeRect(2 + view.x * scale, 2 + view.y * scale, Math.max((size.width / view.scale) * scale, 4), Math.max((size.height / view.scale) * scale, 4));
}

/** @param {Now} now @param {ReturnType<typeof layoutOf>} layout @returns {import("snabbdom").On} */
function listeners(now, layout) {
  const { panel, map, sides, choice } = now;
  const { extent, size } = layout;
  const view = () => clampView(panel.local.view ?? layout.view, extent, size);
  /** @param {MouseEvent} event */
  const pointOf = (event) => {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    return { x: event.clientX - box.left - layout.left, y: event.clientY - box.top - layout.top };
  };
  const move = (/** @type {{ row: number, column: number } | null} */ cell) => {
    const before = panel.local.cell;
    if (before?.row === cell?.row && before?.column === cell?.column) return;
    panel.update({ cell });
    const tokens = cell && sides.answers === "tokens" ? tokensAt(cell.column, map.keptColumns, sides.columns, choice.words) : [];
    panel.hover(tokens[0] ?? null);
  };
  const pin = (/** @type {{ row: number, column: number }} */ cell, /** @type {MouseEvent | KeyboardEvent} */ event) => {
    const name = sides.asks === "tokens" ? "tokens" : "target_tokens";
    const asking = tokensAt(cell.row, map.keptRows, sides.rows, choice.words);
    const answering = tokensAt(cell.column, map.keptColumns, sides.columns, choice.words)[0] ?? null;
    const more = event.ctrlKey || event.metaKey || event.shiftKey;
    const before = panel.selection[name] ?? [];
    panel.select({ [name]: more ? asking.reduce((all, one) => chosen(all, one, event), before) : asking, answer: answering });
  };
  return {
    pointermove: (event) => {
      const drag = panel.local.drag;
      const point = pointOf(event);
      if (drag && (Math.abs(point.x - drag.point.x) > 3 || Math.abs(point.y - drag.point.y) > 3 || drag.moved)) {
        drag.moved = true;
        const { scale } = drag.view;
        panel.update({ view: clampView({ scale, x: drag.view.x - (point.x - drag.point.x) / scale, y: drag.view.y - (point.y - drag.point.y) / scale }, extent, size) });
        return;
      }
      move(point.x < 0 || point.y < 0 ? null : cellAt(view(), point, extent));
    },
    pointerdown: (event) => {
      if (event.button !== 0) return;
      const now_ = view();
      panel.local.drag = { point: pointOf(event), view: now_, moved: false };
      if (isZoomed(now_, extent, size)) /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    },
    pointerup: () => {
      panel.local.dragged = Boolean(panel.local.drag?.moved);
      panel.local.drag = null;
    },
    pointercancel: () => {
      panel.local.drag = null;
    },
    pointerleave: () => {
      if (!panel.local.drag?.moved) move(null);
    },
    blur: () => move(null),
    click: (event) => {
      if (panel.local.dragged) return;
      const cell = cellAt(view(), pointOf(event), extent);
      const point = pointOf(event);
      if (cell && point.x >= 0 && point.y >= 0) pin(cell, event);
    },
    dblclick: () => panel.update({ view: null }),
    wheel: (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      panel.update({ view: zoom(view(), Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0025)), pointOf(event), extent, size) });
    },
    keydown: (event) => {
      const cell = panel.local.cell ?? { row: now.rowsPinned.at(-1) ?? 0, column: answerPlace(panel, map, sides, choice) ?? 0 };
      const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -cell.column], End: [0, extent.columns - 1 - cell.column] };
      const step = steps[/** @type {keyof typeof steps} */ (event.key)];
      const centre = { x: size.width / 2, y: size.height / 2 };
      if (step) {
        const next = { row: Math.min(Math.max(cell.row + (step[0] ?? 0), 0), extent.rows - 1), column: Math.min(Math.max(cell.column + (step[1] ?? 0), 0), extent.columns - 1) };
        move(next);
        panel.update({ view: reveal(view(), next, layout) });
      } else if (event.key === "Enter" || event.key === " ") pin(cell, event);
      else if (event.key === "+" || event.key === "=") panel.update({ view: zoom(view(), ZOOM, centre, extent, size) });
      else if (event.key === "-") panel.update({ view: zoom(view(), 1 / ZOOM, centre, extent, size) });
      else if (event.key === "0") panel.update({ view: null });
      else return;
      event.preventDefault();
    },
  };
}

/** Move the view so that a cell is in sight. @param {View} view @param {{ row: number, column: number }} cell @param {ReturnType<typeof layoutOf>} layout */
function reveal(view, { row, column }, { extent, size }) {
  const [across, down] = [size.width / view.scale, size.height / view.scale];
  const bring = (/** @type {number} */ from, /** @type {number} */ at, /** @type {number} */ room) => (at < from ? at : at + 1 > from + room ? at + 1 - room : from);
  return clampView({ scale: view.scale, x: bring(view.x, column, across), y: bring(view.y, row, down) }, extent, size);
}

/** What a cell is called, in the readout. @param {Now} now @param {{ row: number, column: number }} cell */
export function cellInWords({ names, map }, { row, column }) {
  if (isExact(map) || !map.level) return ["From ", mono(names.rows(row)), " to ", mono(names.columns(column))];
  return ["From around ", mono(names.rows(row)), " to around ", mono(names.columns(column)), ` (${plural(2 ** map.level, "token")})`];
}

