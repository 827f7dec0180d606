// Reproducible sampling, the twin of inference/decoding/sampling.py: both are tested against tests/vectors/sampling.json.

/** @typedef {[number, number, number, number]} Words four unsigned 32-bit words */

const ROUNDS = 10;
const MULTIPLIERS = /** @type {const} */ ([0xd2511f53, 0xcd9e8d57]);
const WEYL = /** @type {const} */ ([0x9e3779b9, 0xbb67ae85]);

/**
 * The upper 32 bits of the product of two unsigned 32-bit words; doubles hold 53 bits, so it is put together from halves.
 *
 * @param {number} a
 * @param {number} b
 */
function upperHalf(a, b) {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const low = aLow * bLow;
  const first = aHigh * bLow + (low >>> 16); // below 2 ** 33
  const second = aLow * bHigh + (first % 0x10000);
  return (aHigh * bHigh + Math.floor(first / 0x10000) + Math.floor(second / 0x10000)) >>> 0;
}

/**
 * Philox4x32-10, a counter-based generator (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
 *
 * @param {Readonly<Words>} counter
 * @param {readonly [number, number]} key
 * @returns {Words}
 */
export function philox(counter, key) {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < ROUNDS; round++) {
    const [upper0, lower0] = [upperHalf(MULTIPLIERS[0], c0), Math.imul(MULTIPLIERS[0], c0)];
    const [upper1, lower1] = [upperHalf(MULTIPLIERS[1], c2), Math.imul(MULTIPLIERS[1], c2)];
    [c0, c1, c2, c3] = [upper1 ^ c1 ^ k0, lower1, upper0 ^ c3 ^ k1, lower0];
    [k0, k1] = [(k0 + WEYL[0]) | 0, (k1 + WEYL[1]) | 0];
  }
  return [c0 >>> 0, c1 >>> 0, c2 >>> 0, c3 >>> 0];
}

/**
 * A number in [0, 1) with 53 random bits: the same for the same seed, sequence number and step, in any batch.
 *
 * @param {number} seed a whole number from 0 to 2 ** 53 - 1
 * @param {number} sequence
 * @param {number} step
 */
export function uniform(seed, sequence, step) {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`The seed must be a whole number of at most 2**53 - 1, not ${seed}.`);
  const key = /** @type {const} */ ([seed >>> 0, Math.floor(seed / 2 ** 32)]);
  const [first, second] = philox([step >>> 0, sequence >>> 0, 0, 0], key);
  return ((first >>> 5) * 2 ** 26 + (second >>> 6)) / 2 ** 53;
}

/**
 * Choose by inverse CDF: the first token whose cumulative probability exceeds u. The order is logit descending, id
 * ascending; what is not finite was removed and is never chosen; the softmax is cumulated in float64.
 *
 * @param {ArrayLike<number>} logits one for each token of the vocabulary
 * @param {number} u in [0, 1)
 * @returns {number} the token's id
 */
export function chooseToken(logits, u) {
  const kept = Float64Array.from(logits).filter(Number.isFinite).sort(); // ascending; native sorting is the fast one
  if (!kept.length) throw new RangeError("No token is left to choose: every probability is 0.");
  const largest = kept[kept.length - 1];
  let sum = 0;
  for (const logit of kept) sum += Math.exp(logit - largest);
  const total = largest + Math.log(sum);
  let cumulative = 0;
  let equals = 0; // how many tokens with the same logit came before
  let place = kept.length;
  do {
    place--;
    equals = kept[place] === kept[place + 1] ? equals + 1 : 0;
    cumulative += Math.exp(kept[place] - total);
  } while (cumulative <= u && place > 0); // rounding may leave the sum of all just below u
  return idOf(logits, kept[place], equals);
}

/**
 * The id of the token that has a logit, after `skip` others with the same one.
 *
 * @param {ArrayLike<number>} logits
 * @param {number} logit
 * @param {number} skip
 */
function idOf(logits, logit, skip) {
  for (let id = 0; id < logits.length; id++) if (logits[id] === logit && skip-- === 0) return id;
  throw new RangeError("No token has this logit.");
}
