// Logits in order, and sums over the first of them: what all stages with the same logits share.

/**
 * Logits in order: largest first, equal ones by id. `ids[place]` has the logit `values[place]`.
 *
 * Sums of weights exp(logit - largest) are computed in float64, once, when somebody asks for the first.
 */
export class Level {
  /**
   * @param {Float32Array} values
   * @param {Uint32Array} ids
   */
  constructor(values, ids) {
    this.values = values;
    this.ids = ids;
    /** @type {{weights: Float64Array, weighted: Float64Array} | null} */
    this.sums = null;
  }

  get size() {
    return this.values.length;
  }

  /** The sum of the first `count` weights. @param {number} count */
  total(count) {
    return this.#sums().weights[count] ?? 0;
  }

  /** The sum of weight times (logit - largest) over the first `count`. @param {number} count */
  weightedTotal(count) {
    return this.#sums().weighted[count] ?? 0;
  }

  /** How many logits are larger than this one. @param {number} value */
  larger(value) {
    return firstWhere(this.size, (place) => this.values[place] <= value);
  }

  /** How many logits are at least this one. @param {number} value */
  largerOrEqual(value) {
    return firstWhere(this.size, (place) => this.values[place] < value);
  }

  /** The place of an id that has this logit; -1 if there is none. @param {number} id @param {number} value */
  placeOf(id, value) {
    for (let place = this.larger(value); this.values[place] === value; place++) if (this.ids[place] === id) return place;
    return -1;
  }

  #sums() {
    if (this.sums) return this.sums;
    const { values, size } = this;
    const [weights, weighted] = [new Float64Array(size + 1), new Float64Array(size + 1)];
    for (let place = 0; place < size; place++) {
      const below = values[place] - values[0];
      const weight = Math.exp(below);
      weights[place + 1] = weights[place] + weight;
      weighted[place + 1] = weighted[place] + weight * below;
    }
    return (this.sums = { weights, weighted });
  }
}

/**
 * The first index below `size` for which a test holds that holds for all later ones, too; else `size`.
 *
 * @param {number} size
 * @param {(index: number) => boolean} holds
 */
export function firstWhere(size, holds) {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const IDS = 2 ** 21; // a key of 32 bits and an id of 21 fill the 53 bits of a double exactly

/**
 * Put logits in order; what is not finite is left out. One native sort of doubles that hold a logit's rank and its id.
 *
 * @param {Float32Array} logits
 * @param {ArrayLike<number>} [ids] the place in `logits` unless given
 */
export function sorted(logits, ids) {
  const packed = new Float64Array(logits.length);
  const number = new Float32Array(1);
  const bits = new Uint32Array(number.buffer);
  let kept = 0;
  for (let place = 0; place < logits.length; place++) {
    if (!Number.isFinite(logits[place])) continue;
    number[0] = logits[place] + 0; // -0 becomes 0, which it equals
    const descending = bits[0] & 0x80000000 ? bits[0] : ~bits[0] & 0x7fffffff; // largest first, as unsigned words
    packed[kept++] = (descending >>> 0) * IDS + (ids ? ids[place] : place);
  }
  const keys = packed.subarray(0, kept).sort();
  const [values, order] = [new Float32Array(kept), new Uint32Array(kept)];
  for (let place = 0; place < kept; place++) {
    const key = Math.floor(keys[place] / IDS);
    order[place] = keys[place] - key * IDS;
    bits[0] = key & 0x80000000 ? key : ~key & 0x7fffffff;
    values[place] = number[0];
  }
  return new Level(values, order);
}
