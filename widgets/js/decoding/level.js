// Logits in order, and sums over the first of them: what all stages with the same logits share.

const CHUNK = 256; // sums are kept at every 256th place; what lies between is summed again

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

  /** @param {number} place */
  weight(place) {
    return Math.exp(this.values[place] - this.values[0]);
  }

  /** The sum of the first `count` weights. @param {number} count */
  total(count) {
    const first = count - (count % CHUNK);
    let sum = this.#sums().weights[first / CHUNK];
    for (let place = first; place < count; place++) sum += this.weight(place);
    return sum;
  }

  /** The sum of weight times (logit - largest) over the first `count`. @param {number} count */
  weightedTotal(count) {
    const first = count - (count % CHUNK);
    let sum = this.#sums().weighted[first / CHUNK];
    for (let place = first; place < count; place++) sum += this.weight(place) * (this.values[place] - this.values[0]);
    return sum;
  }

  /**
   * How many of the first `count` places it takes until a sum of weights satisfies `enough`; `count` if it never does.
   *
   * @param {number} count
   * @param {(sum: number) => boolean} enough once true, true for every larger sum
   */
  placesUntil(count, enough) {
    const { weights } = this.#sums();
    const chunk = firstWhere(Math.floor(count / CHUNK) + 1, (index) => enough(weights[index])) - 1;
    if (chunk < 0) return 0;
    let sum = weights[chunk];
    for (let place = chunk * CHUNK; place < count; place++) {
      sum += this.weight(place);
      if (enough(sum)) return place + 1;
    }
    return count;
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
    for (let place = this.larger(value); place < this.size && this.values[place] === value; place++) {
      if (this.ids[place] === id) return place;
    }
    return -1;
  }

  #sums() {
    if (this.sums) return this.sums;
    const { values } = this;
    const chunks = Math.floor(values.length / CHUNK) + 1;
    const [weights, weighted] = [new Float64Array(chunks), new Float64Array(chunks)];
    const largest = values[0];
    let [sum, product] = [0, 0];
    for (let chunk = 1; chunk < chunks; chunk++) {
      for (let place = (chunk - 1) * CHUNK; place < chunk * CHUNK; place++) {
        const below = values[place] - largest;
        const weight = Math.exp(below);
        sum += weight;
        product += weight * below;
      }
      weights[chunk] = sum;
      weighted[chunk] = product;
    }
    this.sums = { weights, weighted };
    return this.sums;
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
