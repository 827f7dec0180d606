// Where things are in the matrix: zoom, pan, what is in sight, which cell is under the pointer, which labels have room.

/** @typedef {{ scale: number, x: number, y: number }} View pixels to a cell, and the cell at the top left */
/** @typedef {{ width: number, height: number }} Size in pixels */
/** @typedef {{ rows: number, columns: number }} Extent in cells */

export const LARGEST_CELL = 40; // pixels, when it fits
export const MOST_ZOOM = 64; // pixels to a cell
const TILE = 64; // cells

/**
 * The whole map in sight.
 *
 * @param {Extent} extent
 * @param {Size} size
 * @returns {View}
 */
export const fit = ({ rows, columns }, { width, height }) => ({ scale: Math.min(width / Math.max(columns, 1), height / Math.max(rows, 1), LARGEST_CELL), x: 0, y: 0 });

/**
 * A view that shows no more than there is.
 *
 * @param {View} view
 * @param {Extent} extent
 * @param {Size} size
 * @returns {View}
 */
export function clampView(view, extent, size) {
  const least = fit(extent, size).scale;
  const scale = Math.min(Math.max(view.scale, least), Math.max(MOST_ZOOM, least));
  const bound = (/** @type {number} */ at, /** @type {number} */ cells, /** @type {number} */ pixels) => Math.max(Math.min(at, cells - pixels / scale), 0);
  return { scale, x: bound(view.x, extent.columns, size.width), y: bound(view.y, extent.rows, size.height) };
}

/**
 * Zoom around a point, which stays where it is.
 *
 * @param {View} view
 * @param {number} factor
 * @param {{ x: number, y: number }} point in pixels
 * @param {Extent} extent
 * @param {Size} size
 * @returns {View}
 */
export function zoom(view, factor, point, extent, size) {
  const { scale } = clampView({ ...view, scale: view.scale * factor }, extent, size);
  const keep = (/** @type {number} */ at, /** @type {number} */ pixels) => at + pixels / view.scale - pixels / scale;
  return clampView({ scale, x: keep(view.x, point.x), y: keep(view.y, point.y) }, extent, size);
}

/** Whether there is more than what is in sight. @param {View} view @param {Extent} extent @param {Size} size */
export const isZoomed = (view, extent, size) => view.scale > fit(extent, size).scale * 1.001;

/**
 * The cells in sight, `[first, end)` on both axes.
 *
 * @param {View} view
 * @param {Extent} extent
 * @param {Size} size
 */
export function inSight(view, extent, size) {
  const end = (/** @type {number} */ at, /** @type {number} */ pixels, /** @type {number} */ cells) => Math.min(Math.ceil(at + pixels / view.scale - 1e-9), cells);
  return { top: Math.floor(view.y), bottom: end(view.y, size.height, extent.rows), left: Math.floor(view.x), right: end(view.x, size.width, extent.columns) };
}

/**
 * The cell at a point, null outside; a cell that is smaller than a pixel is hit by the nearest.
 *
 * @param {View} view
 * @param {{ x: number, y: number }} point
 * @param {Extent} extent
 */
export function cellAt(view, point, extent) {
  const [row, column] = [Math.floor(view.y + point.y / view.scale), Math.floor(view.x + point.x / view.scale)];
  return row >= 0 && column >= 0 && row < extent.rows && column < extent.columns ? { row, column } : null;
}

/** The level of the pyramid whose cells are at least one pixel wide. @param {number} scale */
export const levelFor = (scale) => Math.max(0, Math.ceil(Math.log2(1 / scale) - 1e-9));

/**
 * What to ask for so that a view is sharp: whole tiles of a level around what is in sight, in cells of that level; null
 * when the coarse map shows it as well.
 *
 * @param {View} view
 * @param {Extent} extent
 * @param {Size} size
 * @param {number} coarse the level of what is there
 */
export function frameFor(view, extent, size, coarse) {
  const level = levelFor(view.scale);
  if (level >= coarse) return null;
  const cells = { rows: Math.ceil(extent.rows / 2 ** level), columns: Math.ceil(extent.columns / 2 ** level) };
  const sight = inSight(view, extent, size);
  const down = (/** @type {number} */ at) => Math.floor(at / 2 ** level / TILE) * TILE;
  const up = (/** @type {number} */ at, /** @type {number} */ most) => Math.min(Math.ceil(at / 2 ** level / TILE) * TILE, most);
  return { level, top: down(sight.top), bottom: up(sight.bottom, cells.rows), left: down(sight.left), right: up(sight.right, cells.columns) };
}

/**
 * Which places have room for a label: every k-th, and those that must stand there, whose neighbours give way.
 *
 * @param {number} first
 * @param {number} end
 * @param {number} scale pixels from one to the next
 * @param {number} room pixels that a label takes
 * @param {readonly number[]} always
 */
export function labelled(first, end, scale, room, always = []) {
  const step = Math.max(1, Math.ceil(room / scale));
  const must = always.filter((place) => place >= first && place < end);
  /** @type {number[]} */
  const found = [...new Set(must)];
  for (let place = Math.ceil(first / step) * step; place < end; place += step) {
    if (must.every((other) => Math.abs(other - place) * scale >= room)) found.push(place);
  }
  return found.sort((a, b) => a - b);
}

export const ANGLE = (-52 * Math.PI) / 180; // of the labels of columns

/**
 * The room that slanted labels take above the map, and to the right of its last column.
 *
 * @param {number} longest pixels
 */
export const slanted = (longest) => ({ above: longest * 0.79 + 14, beside: longest * 0.62 + 6 });

/**
 * The path of a line from one row of labels to another.
 *
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 */
export function curve(x1, y1, x2, y2) {
  const middle = (x1 + x2) / 2;
  return `M${x1},${y1}C${middle},${y1} ${middle},${y2} ${x2},${y2}`;
}
