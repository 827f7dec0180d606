// Labels in a plot give way to each other and to the points: the first free place of eight, most important first.

/** @typedef {{ x: number, y: number, text: string, bold?: boolean }} Label */
/** @typedef {{ x: number, y: number, anchor: "start" | "end" | "middle", label: Label }} Placed */
/** @typedef {[number, number, number, number]} Box left, top, right, bottom */

const GAP = 8;
const [ABOVE, BELOW] = [10, 3]; // of a line of text, from its baseline

/** @param {Box} one @param {Box} other */
const meet = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

/**
 * Put labels beside their points. Those without a free place are left out: they have theirs on hovering.
 *
 * @param {readonly Label[]} labels the most important first
 * @param {readonly (readonly [number, number, number])[]} taken circles: x, y, radius
 * @param {Box} frame
 * @param {(text: string, bold: boolean) => number} [widthOf]
 * @returns {Placed[]}
 */
export function placeLabels(labels, taken, frame, widthOf = estimate) {
  /** @type {Box[]} */
  const boxes = taken.map(([x, y, r]) => [x - r, y - r, x + r, y + r]);
  /** @type {Placed[]} */
  const placed = [];
  for (const label of labels) {
    const width = widthOf(label.text, Boolean(label.bold));
    for (const [x, y, anchor] of places(label)) {
      const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
      /** @type {Box} */
      const box = [left - 1, y - ABOVE, left + width + 1, y + BELOW];
      if (box[0] < frame[0] || box[1] < frame[1] || box[2] > frame[2] || box[3] > frame[3] || boxes.some((one) => meet(box, one))) continue;
      boxes.push(box);
      placed.push({ x, y, anchor, label });
      break;
    }
  }
  return placed;
}

/**
 * @param {Label} label
 * @returns {[number, number, "start" | "end" | "middle"][]}
 */
function places({ x, y }) {
  return [
    [x + GAP, y + 4, "start"], [x - GAP, y + 4, "end"], [x, y - GAP - 1, "middle"], [x, y + GAP + ABOVE, "middle"],
    [x + GAP - 2, y - 6, "start"], [x - GAP + 2, y - 6, "end"], [x + GAP - 2, y + 13, "start"], [x - GAP + 2, y + 13, "end"],
  ];
}

/**
 * A generous width of a text of 11 px: fonts differ by 15 %.
 *
 * @param {string} text
 * @param {boolean} bold
 */
function estimate(text, bold) {
  return [...text].length * (bold ? 6.9 : 6.3);
}

/**
 * The points of a plot, found by place.
 */
export class Nearest {
  /**
   * @param {ArrayLike<number>} xs places; those that are no number are never found
   * @param {ArrayLike<number>} ys
   * @param {number} [side] of a cell of the grid
   */
  constructor(xs, ys, side = 24) {
    this._xs = xs;
    this._ys = ys;
    this._side = side;
    /** @type {Map<string, number[]>} */
    this._cells = new Map();
    for (let i = 0; i < xs.length; i++) {
      const [x, y] = [Number(xs[i]), Number(ys[i])];
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
      const key = this._key(x, y);
      const cell = this._cells.get(key);
      if (cell) cell.push(i);
      else this._cells.set(key, [i]);
    }
  }

  /** @param {number} x @param {number} y */
  _key(x, y) {
    return `${Math.floor(x / this._side)},${Math.floor(y / this._side)}`;
  }

  /**
   * The nearest point not further than one side of a cell, null where there is none.
   *
   * @param {number} x
   * @param {number} y
   * @returns {number | null}
   */
  at(x, y) {
    let [best, least] = [/** @type {number | null} */ (null), this._side ** 2];
    for (const dx of [-this._side, 0, this._side]) {
      for (const dy of [-this._side, 0, this._side]) {
        for (const i of this._cells.get(this._key(x + dx, y + dy)) ?? []) {
          const distance = (Number(this._xs[i]) - x) ** 2 + (Number(this._ys[i]) - y) ** 2;
          if (distance < least) [best, least] = [i, distance];
        }
      }
    }
    return best;
  }
}
