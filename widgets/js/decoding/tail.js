// A whole vocabulary's logits put together from the largest ones and a histogram of the rest, until the exact ones come.

/**
 * Count logits in bins of equal width, from `low` to `high`; `masses` are their sums of exp(logit - largest), where
 * `largest` is the largest of all logits.
 *
 * @typedef {object} Tail
 * @property {number} low
 * @property {number} high
 * @property {ArrayLike<number>} counts
 * @property {ArrayLike<number>} masses
 */

/**
 * Logits that have the known ids exactly, and for the rest as many in every bin as there are, with the bin's own mass.
 * Ids from `vocabulary` on stand for tokens that are not known.
 *
 * @param {ArrayLike<number>} ids the known ones
 * @param {ArrayLike<number>} logits theirs
 * @param {Tail} tail
 * @param {number} vocabulary
 */
export function expanded(ids, logits, tail, vocabulary) {
  let rest = 0;
  for (let bin = 0; bin < tail.counts.length; bin++) rest += tail.counts[bin];
  const all = { ids: new Uint32Array(ids.length + rest), logits: new Float32Array(ids.length + rest) };
  let largest = -Infinity;
  for (let place = 0; place < ids.length; place++) {
    all.ids[place] = ids[place];
    all.logits[place] = logits[place];
    largest = Math.max(largest, logits[place]);
  }
  const width = (tail.high - tail.low) / tail.counts.length;
  let place = ids.length;
  for (let bin = tail.counts.length - 1; bin >= 0; bin--) {
    const count = tail.counts[bin];
    if (!count) continue;
    const [top, first] = [tail.low + (bin + 1) * width, place];
    let sum = 0;
    for (let index = 0; index < count; index++) {
      const logit = top - ((index + 0.5) / count) * width;
      all.ids[place] = vocabulary + place - ids.length;
      all.logits[place++] = logit;
      sum += Math.exp(logit - largest);
    }
    const shift = sum > 0 && tail.masses[bin] > 0 ? Math.log(tail.masses[bin] / sum) : 0;
    for (let index = first; index < place; index++) all.logits[index] += shift;
  }
  return all;
}
