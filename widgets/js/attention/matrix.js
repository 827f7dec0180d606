// The open map: a canvas that zooms and pans, with its labels, its mask, and a crosshair.

import { canvas, sketch } from "../base/canvas.js";
import { inkOn, sequential, token } from "../base/colours.js";
import { button } from "../base/controls.js";
import { h } from "../base/dom.js";
import * as icons from "../base/icons.js";
import { fixed, inCell, plural } from "../base/numbers.js";
import { heading, legend, mono, ramp } from "../base/parts.js";
import { decodeAll } from "../base/codec.js";
import { times } from "../base/times.js";
import { kept, pinning } from "./current.js";
import { ANGLE, cellAt, clampView, fit, frameFor, inSight, isZoomed, labelled, LARGEST_CELL, slanted, zoom } from "./geometry.js";
import { isExact, weightAt } from "./maps.js";
import { pictureOf } from "./paint.js";
import { knockOut } from "./thumbnails.js";

/** @typedef {import("./current.js").Now} Now */
/** @typedef {import("./geometry.js").View} View */
/** @typedef {{ codes: ArrayLike<number>, width: number, height: number, level: number, top: number, left: number }} Frame cells of a level, from `top` and `left` */

const SQUARE = 560; // pixels, the plot at most
const PRINTED = 26; // pixels to a cell from which it prints its number
const LEAST_PRINTED = 0.045;
const GAPS = 10; // pixels to a cell from which cells stand apart
const ZOOM = 1.4;

/** Where the plot and its labels are. @param {Now} now */
function layoutOf(now) {
  const { panel, map, wide, fontSize } = now;
  const available = (wide ? panel.width - 400 - 24 : panel.width) - 26;
  const character = fontSize * 0.56;
  const longest = (/** @type {number} */ count, /** @type {(place: number) => string} */ name) => {
    let most = 1;
    for (let place = 0; place < Math.min(count, 400); place++) most = Math.max(most, Math.min(name(place).length, 14));
    return most;
  };
  const [rows, columns] = kept(panel, "longest", [map, now.key], () => [longest(map.rows, now.rows.name), longest(map.columns, now.columns.name)]);
  const left = Math.round(Math.max(rows * character + 10, 34));
  const { above, beside } = slanted(columns * character);
  const top = Math.round(Math.max(above, 34));
  const extent = { rows: map.rows, columns: map.columns };
  const most = Math.max(Math.min(available - left - beside, wide ? 40 * LARGEST_CELL : SQUARE), 80);
  const scale = fit(extent, { width: most, height: SQUARE }).scale;
  const size = { width: Math.min(most, Math.max(map.columns * scale, 60)), height: Math.min(SQUARE, Math.max(map.rows * scale, 40)) };
  const view = clampView(panel.local.view ?? fit(extent, size), extent, size);
  return { left, top, extent, size, view, width: Math.round(left + size.width + beside), height: top + size.height + 2 };
}

/** @param {Now} now */
export function openMap(now) {
  const { panel, data, key, map, status, dark } = now;
  if (panel.local.viewKey !== `${map.rows} ${map.columns}`) Object.assign(panel.local, { viewKey: `${map.rows} ${map.columns}`, view: null, cell: null });
  const layout = layoutOf(now);
  const frames = findFrames(now, layout);
  const picture = kept(
    panel,
    "matrix",
    [data, map, key, frames, panel.local.root, JSON.stringify([layout, panel.local.cell, now.rows.pinned, now.columns.pinned, now.answer, dark, panel.settings])],
    () =>
      canvas({
        width: layout.width, height: layout.height, key: "matrix", label: `${mapTitle(now)}. Arrow keys move the crosshair, Enter pins, plus and minus zoom, 0 fits.`,
        draw: (context, { element }) => drawMatrix(context, element, now, layout, frames), on: listeners(now, layout), attributes: { tabindex: 0, role: "application", class: "lb-matrix", "data-left": layout.left, "data-top": layout.top, "data-scale": layout.view.scale, "data-rows": map.rows, "data-level": frames.at(-1)?.level },
      }),
  );
  const zoomed = isZoomed(layout.view, layout.extent, layout.size);
  const by = (/** @type {number} */ factor) => zoomBy(panel, layout, factor);
  const small = map.rows * map.columns <= 40 * 40;
  const buttons = [
    zoomed || !small ? [button({ label: "−", name: "Zoom out", disabled: !zoomed, onClick: () => by(1 / ZOOM) }), button({ label: "+", name: "Zoom in", onClick: () => by(ZOOM) }), button({ label: "Fit", name: "Show the whole map", disabled: !zoomed, onClick: () => panel.update({ view: null }) })] : null,
    knockOutButton(now),
  ];
  return h(
    "div",
    "lb-open-map",
    heading(mapTitle(now), subtitleOf(now), buttons),
    status === "ready" ? null : h("p", "lb-note lb-fetching", waitingText(now)),
    h("div", "lb-scroll lb-picture", picture),
    h("div", "lb-under", legendOf(now, /** @type {Frame} */ (frames.at(-1)))),
  );
}

/** Zoom around a point, or the middle. @param {Now["panel"]} panel @param {ReturnType<typeof layoutOf>} layout @param {number} factor @param {{ x: number, y: number }} [point] */
function zoomBy(panel, { view, extent, size }, factor, point = { x: size.width / 2, y: size.height / 2 }) {
  panel.update({ view: zoom(clampView(panel.local.view ?? view, extent, size), factor, point, extent, size) });
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
  if (now.status === "offline") return now.choice === now.asked ? `${mapTitle(now)} was not saved in full. ${small}` : `What was chosen needs the kernel. ${mapTitle(now)} is shown in its place.`;
  return `fetching ${title}`;
}

/** @param {Now} now */
function knockOutButton({ panel, choice, data, kind }) {
  if (choice.show !== "head") return null;
  const command = knockOut(kind.kind, choice, data);
  return button({ label: command.out ? "Knock out" : "Give back", icon: command.out ? icons.cut : icons.undo, name: command.out ? "Knock out this head" : "Give this head back", pressed: !command.out, disabled: !panel.canAsk, onClick: () => panel.change(command) });
}

/** @param {Now} now @param {Frame} sharpest */
function legendOf(now, sharpest) {
  const { map, choice, data, masks } = now;
  const block = map.thumbnail ? Math.ceil(map.rows / map.height) : 2 ** sharpest.level;
  const [mask] = masks;
  const band = masks.length === 1 && mask && "ahead" in mask && mask.ahead === 0;
  const hidden = band ? `later tokens, hidden by the causal mask${mask.back === null ? "" : `, window of ${mask.back + 1}`}` : "hidden by the mask";
  const items = /** @type {[import("../base/dom.js").Child, string][]} */ ([
    [h("i", "lb-hatched"), now.masked ? hidden : ""],
    [h("i", "lb-rule"), data.pair !== null && choice.kind === "self" ? "second text begins" : ""],
    [h("i", "lb-rule dash"), data.prompt > 0 ? "written by the model" : ""],
    [h("i", "lb-swatch-out", "×"), data.knocked[now.columns.text].length ? "token knocked out" : ""],
    [null, block > 1 ? `cells of ${block} × ${block}: rows averaged, columns summed` : ""],
  ]);
  return [ramp("0", `${fixed(topOf(now), 2)}, square-root steps`), legend(items)];
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
  const coarse = kept(panel, "coarse", [map], () => ({ ...map, top: 0, left: 0 }));
  const wanted = map.thumbnail ? null : frameFor(view, extent, size, map.level);
  const detail = wanted && panel.fetch(`frame ${key} ${Object.values(wanted).join(" ")}`, { command: "fetch_frame", map: choice, ...wanted });
  if (detail?.status === "ready")
    panel.local.sharp = kept(panel, "sharp", [detail.value], () => {
      const { weights } = decodeAll(detail.value);
      return { ...wanted, map, codes: weights, height: weights.shape[0], width: weights.shape[1] };
    });
  const { sharp } = panel.local; // what was fetched for another part may be in sight, too
  const frames = wanted && sharp?.map === map ? [coarse, sharp] : [coarse];
  return kept(panel, "frames", frames, () => frames);
}

/** @typedef {ReturnType<typeof brush>} Brush */

/**
 * What is drawn with: cells to pixels, and the colours of the theme.
 *
 * @param {CanvasRenderingContext2D} context @param {HTMLCanvasElement} element @param {Now} now @param {ReturnType<typeof layoutOf>} layout
 */
function brush(context, element, now, { left, top, view, extent, size }) {
  const root = /** @type {Element} */ (element.closest(".lightboard"));
  const style = getComputedStyle(root);
  const x = (/** @type {number} */ column) => left + (column - view.x) * view.scale;
  const y = (/** @type {number} */ row) => top + (row - view.y) * view.scale;
  const [ink, muted, surface, edge] = ["--text", "--muted", "--surface", "--edge"].map((name) => token(element, name));
  return {
    context, now, x, y, left, top, extent, size, scale: view.scale, sight: inSight(view, extent, size), ink, muted, surface, edge,
    dark: style.colorScheme === "dark", family: style.fontFamily, code: style.getPropertyValue("--mono") || style.fontFamily,
    /** @param {number} row @param {number} column @param {number} rows @param {number} columns @param {number} width */
    box(row, column, rows, columns, width) {
      context.lineWidth = width;
      context.strokeRect(x(column) - 0.5, y(row) - 0.5, columns * view.scale, rows * view.scale);
    },
    /** @param {readonly (readonly [number, number, number, number])[]} all */
    lines(all) {
      context.beginPath();
      for (const [x1, y1, x2, y2] of all) {
        context.moveTo(x1, y1);
        context.lineTo(x2, y2);
      }
      context.stroke();
    },
  };
}

/**
 * @param {CanvasRenderingContext2D} context @param {HTMLCanvasElement} element @param {Now} now @param {ReturnType<typeof layoutOf>} layout @param {Frame[]} frames
 */
function drawMatrix(context, element, now, layout, frames) {
  const pen = brush(context, element, now, layout);
  const { map } = now;
  const { left, top, size, scale } = pen;
  context.save();
  context.beginPath();
  context.rect(left, top, size.width, size.height);
  context.clip();
  context.imageSmoothingEnabled = false;
  for (const frame of frames) {
    const step = 2 ** frame.level;
    const [across, down] = map.thumbnail ? [map.columns / frame.width, map.rows / frame.height] : [step, step];
    context.drawImage(pictureOf(frame, map.top, topOf(now), pen.dark), pen.x(frame.left * across), pen.y(frame.top * down), frame.width * across * scale, frame.height * down * scale);
  }
  drawHidden(pen);
  if (scale >= GAPS) drawCells(pen);
  drawRules(pen);
  drawPins(pen);
  context.restore();
  drawLabels(pen);
  if (isZoomed(layout.view, layout.extent, size) && frames[0]) drawMinimap(pen, layout.view, frames[0]);
}

/** What the mask hides. @param {Brush} pen */
function drawHidden({ context, now, x, y, scale, sight, surface, edge }) {
  if (!now.masked) return;
  const step = Math.max(1, Math.floor(1 / scale)); // rows to a pixel
  const path = new Path2D();
  const hide = (/** @type {number} */ row, /** @type {number} */ from, /** @type {number} */ to) => {
    if (to > from) path.rect(x(from), y(row), (to - from) * scale, scale * step);
  };
  for (let row = sight.top; row < sight.bottom; row += step) {
    const [first, end] = now.sight(row);
    hide(row, sight.left, Math.min(first, sight.right));
    hide(row, Math.max(end, sight.left), sight.right);
  }
  const pen = sketch(6, 6);
  pen.fillStyle = surface;
  pen.fillRect(0, 0, 6, 6);
  pen.globalAlpha = 0.45;
  pen.strokeStyle = edge;
  for (const shift of [-6, 0, 6]) {
    pen.moveTo(shift, 6);
    pen.lineTo(shift + 6, 0);
  }
  pen.stroke();
  context.fillStyle = context.createPattern(pen.canvas, "repeat") ?? surface;
  context.fill(path);
}

/** Cells apart, and their numbers where there is room. @param {Brush} pen */
function drawCells({ context, now, x, y, scale, sight, surface, dark, family, lines }) {
  const { top, bottom, left, right } = sight;
  const range = (/** @type {number} */ from, /** @type {number} */ to) => times(to - from + 1, (i) => from + i);
  context.strokeStyle = surface;
  context.lineWidth = 1;
  lines([...range(top, bottom).map((row) => /** @type {const} */ ([x(left), y(row), x(right), y(row)])), ...range(left, right).map((column) => /** @type {const} */ ([x(column), y(top), x(column), y(bottom)]))]);
  if (scale < PRINTED || !isExact(now.map)) return;
  context.font = `${Math.min(now.fontSize * 0.846, scale * 0.42)}px ${family}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const row of range(top, bottom - 1)) {
    for (const column of range(left, right - 1)) {
      const weight = weightAt(now.map, row, column);
      if (weight < LEAST_PRINTED) continue;
      context.fillStyle = inkOn(sequential(Math.sqrt(weight / topOf(now)), dark));
      context.fillText(inCell(weight), x(column + 0.5), y(row + 0.54));
    }
  }
}

/** The second text of a pair, what the model wrote, and tokens that are knocked out. @param {Brush} pen */
function drawRules({ context, now, x, y, left, top, extent, size, scale, ink, surface, lines }) {
  const { data, choice, map } = now;
  if (choice.words || map.kept_columns) return;
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  for (const [place, dash] of /** @type {[number, number[]][]} */ (choice.kind === "self" ? [[data.pair ?? 0, []], [data.prompt, [4, 3]]] : [])) {
    context.setLineDash(dash);
    if (place > 0 && place < extent.rows) lines([[x(place), top, x(place), top + size.height], [left, y(place), left + size.width, y(place)]]);
  }
  context.setLineDash([3, 2]);
  for (const column of data.knocked[now.columns.text]) {
    const [x1, x2, y1] = [x(column), x(column + 1), y(0)];
    context.globalAlpha = 0.72;
    context.fillStyle = surface;
    context.fillRect(x1, y1, scale, extent.rows * scale);
    context.globalAlpha = 1;
    context.strokeRect(x1 + 1, y1 + 1, scale - 2, extent.rows * scale - 2);
    lines([[x1 + 4, y1 + 4, x2 - 4, y1 + scale - 4], [x2 - 4, y1 + 4, x1 + 4, y1 + scale - 4]]);
  }
  context.setLineDash([]);
}

/** @param {Brush} pen */
function drawPins({ context, now, extent, ink, box }) {
  const { panel, rows, columns } = now;
  context.strokeStyle = ink;
  if (now.out) for (const row of rows.pinned) box(row, 0, 1, extent.columns, 1);
  else for (const column of columns.pinned) box(0, column, extent.rows, 1, 1);
  const last = rows.pinned.at(-1);
  if (now.answer !== null && last !== undefined) box(last, now.answer, 1, 1, 2.5);
  const { cell } = panel.local;
  if (!cell) return;
  context.globalAlpha = 0.45;
  box(cell.row, 0, 1, extent.columns, 1);
  box(0, cell.column, extent.rows, 1, 1);
  context.globalAlpha = 1;
  box(cell.row, cell.column, 1, 1, 1.5);
}

/** @param {Brush} pen */
function drawLabels({ context, now, x, y, left, top, scale, sight, ink, muted, code }) {
  const { fontSize, panel } = now;
  const { cell } = panel.local;
  const room = fontSize * 1.05;
  const write = (/** @type {number} */ place, /** @type {number[]} */ bold, /** @type {string} */ name, /** @type {number} */ at, /** @type {number} */ down, /** @type {number} */ angle) => {
    context.save();
    context.font = `${bold.includes(place) ? 650 : 400} ${fontSize * 0.923}px ${code}`;
    context.fillStyle = bold.includes(place) ? ink : muted;
    context.translate(at, down);
    context.rotate(angle);
    context.fillText(name.length > 14 ? `${name.slice(0, 13)}…` : name, 0, 0);
    context.restore();
  };
  context.textBaseline = "middle";
  context.textAlign = "right";
  const rows = [...now.rows.pinned, ...(cell ? [cell.row] : [])];
  for (const row of labelled(sight.top, sight.bottom, scale, room, rows)) if (y(row + 0.5) > top - 4) write(row, rows, now.rows.name(row), left - 6, y(row + 0.5), 0);
  context.textAlign = "left";
  const columns = [...(now.out ? [] : now.columns.pinned), ...(now.answer === null ? [] : [now.answer]), ...(cell ? [cell.column] : [])];
  for (const column of labelled(sight.left, sight.right, scale, room, columns)) if (x(column + 0.5) > left - 4) write(column, columns, now.columns.name(column), x(column + 0.5), top - 6, ANGLE);
}

/** Where in the whole map the view is, in the corner between the labels. @param {Brush} pen @param {View} view @param {Frame} coarse */
function drawMinimap({ context, now, left, top, extent, size, ink, surface, dark }, view, coarse) {
  const scale = (Math.min(left, top) - 10) / Math.max(extent.columns, extent.rows);
  const box = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ columns, /** @type {number} */ rows) => /** @type {const} */ ([2 + x * scale, 2 + y * scale, columns * scale, rows * scale]);
  context.fillStyle = surface;
  context.fillRect(0, 0, left - 4, top - 4);
  context.drawImage(pictureOf(coarse, now.map.top, topOf(now), dark), ...box(0, 0, extent.columns, extent.rows));
  context.strokeStyle = ink;
  context.lineWidth = 0.5;
  context.strokeRect(...box(0, 0, extent.columns, extent.rows));
  context.lineWidth = 2;
  context.strokeRect(...box(view.x, view.y, size.width / view.scale, size.height / view.scale));
}

/** @param {Now} now @param {ReturnType<typeof layoutOf>} layout @returns {import("../base/dom.js").Listeners} */
function listeners(now, layout) {
  const { panel, rows, columns } = now;
  const { extent, size } = layout;
  const view = () => clampView(panel.local.view ?? layout.view, extent, size);
  /** @param {MouseEvent} event */
  const pointOf = (event) => {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    return { x: event.clientX - box.left - layout.left, y: event.clientY - box.top - layout.top };
  };
  const cellUnder = (/** @type {MouseEvent} */ event) => {
    const point = pointOf(event);
    return point.x < 0 || point.y < 0 ? null : cellAt(view(), point, extent);
  };
  const drop = () => {
    panel.local.dragged = Boolean(panel.local.drag?.moved);
    panel.local.drag = null;
  };
  const move = (/** @type {{ row: number, column: number } | null} */ cell) => {
    const before = panel.local.cell;
    if (before?.row === cell?.row && before?.column === cell?.column) return;
    panel.update({ cell, head: null });
    const tokens = cell && columns.text === "tokens" ? columns.tokensAt(cell.column) : [];
    panel.hover(tokens[0] ?? null);
  };
  const pin = (/** @type {{ row: number, column: number }} */ cell, /** @type {MouseEvent | KeyboardEvent} */ event) => {
    panel.select({ ...pinning(panel, rows, cell.row, event), answer: columns.tokensAt(cell.column)[0] ?? null });
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
      move(cellUnder(event));
    },
    pointerdown: (event) => {
      if (event.button !== 0) return;
      const now_ = view();
      panel.local.drag = { point: pointOf(event), view: now_, moved: false };
      if (isZoomed(now_, extent, size)) /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    },
    pointerup: drop,
    pointercancel: drop,
    pointerleave: () => {
      if (!panel.local.drag?.moved) move(null);
    },
    blur: () => move(null),
    click: (event) => {
      if (panel.local.dragged) return;
      const cell = cellUnder(event);
      if (cell) pin(cell, event);
    },
    dblclick: () => panel.update({ view: null }),
    wheel: (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomBy(panel, layout, Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0025)), pointOf(event));
    },
    keydown: (event) => {
      const cell = panel.local.cell ?? { row: rows.pinned.at(-1) ?? 0, column: now.answer ?? 0 };
      const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -cell.column], End: [0, extent.columns - 1 - cell.column] };
      const step = steps[/** @type {keyof typeof steps} */ (event.key)];
      if (step) {
        const next = { row: Math.min(Math.max(cell.row + step[0], 0), extent.rows - 1), column: Math.min(Math.max(cell.column + step[1], 0), extent.columns - 1) };
        move(next);
        panel.update({ view: reveal(view(), next, layout) });
      } else if (event.key === "Enter" || event.key === " ") pin(cell, event);
      else if (event.key === "+" || event.key === "=") zoomBy(panel, layout, ZOOM);
      else if (event.key === "-") zoomBy(panel, layout, 1 / ZOOM);
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

/** What a cell is called, in the readout; of a coarse map it is a block, unless its row is known in full. @param {Now} now @param {{ row: number, column: number }} cell */
export function cellInWords({ rows, columns, map, profile, out }, { row, column }) {
  const exact = isExact(map) || (out && profile?.places.includes(row));
  return [exact ? "From " : "From around ", mono(rows.name(row)), " to ", mono(columns.name(column)), exact ? "" : `, ${plural(2 ** map.level, "token")} each`];
}
