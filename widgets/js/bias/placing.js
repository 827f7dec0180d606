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
 * @param {(text: string, bold: boolean) => number} widthOf
 * @returns {Placed[]}
 */
export function placeLabels(labels, taken, frame, widthOf) {
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
 * The point that is nearest to a place, not further than `most`; null where there is none.
 *
 * @param {ArrayLike<number>} xs places; those that are no number are never found
 * @param {ArrayLike<number>} ys
 * @param {number} x
 * @param {number} y
 * @param {number} [most]
 */
export function nearest(xs, ys, x, y, most = 24) {
  let [best, least] = [/** @type {number | null} */ (null), most ** 2];
  for (let i = 0; i < xs.length; i++) {
    const distance = (xs[i] - x) ** 2 + (ys[i] - y) ** 2;
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}
