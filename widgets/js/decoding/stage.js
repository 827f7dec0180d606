// A distribution after one step of decoding, and the elementary changes to it: the twin of inference/decoding/stages.py.
// Both are tested against tests/vectors/decoding.json.

import { Level, firstWhere, sorted } from "./level.js";

const { fround } = Math;
const ROUNDING = 1e-6; // float32 sums of probabilities differ by this between machines

/** @typedef {{kind: string, name: string}} Step what a stage came from: a kind for the eye, the name that Python gives */
/** @typedef {(id: number) => number} LogitOf the logit of an id, -Infinity once it is removed */

/** The logits after a step: the kept ones are the first `kept` of `level`. Only raw logits are ever sorted. */
export class Stage {
  /**
   * @param {Step} step
   * @param {Stage | null} before
   * @param {Level} level
   * @param {number} kept
   * @param {LogitOf} logitAt what this step makes of an id that was not removed before
   * @param {string[]} [notes]
   */
  constructor(step, before, level, kept, logitAt, notes = []) {
    if (!kept) throw new RangeError("No token is left to choose. Loosen the options that forbid tokens.");
    this.step = step;
    this.before = before;
    this.level = level;
    this.kept = kept;
    this.notes = notes;
    this.logitAt = logitAt;
  }

  /**
   * Start from raw logits, where -Infinity means removed.
   *
   * @param {Float32Array} logits one for each id, or for each of `ids`
   * @param {Uint32Array} [ids]
   */
  static raw(logits, ids) {
    const level = sorted(logits, ids);
    const known = ids ? byId(logits, ids) : logits;
    return new Stage({ kind: "raw", name: "raw" }, null, level, level.size, (id) => known[id] ?? -Infinity);
  }

  // What it says ------------------------------------------------------------------------------------------------------

  /** The sum of exp(logit - largest). */
  get total() {
    return this.level.total(this.kept);
  }

  /** The logarithm of the sum of exp(logit): a probability is exp(logit - logNormaliser). */
  get logNormaliser() {
    return this.level.values[0] + Math.log(this.total);
  }

  /** In nats. */
  get entropy() {
    return Math.max(0, Math.log(this.total) - this.level.weightedTotal(this.kept) / this.total);
  }

  get perplexity() {
    return Math.exp(this.entropy);
  }

  /** @param {number} id */
  logit(id) {
    const logit = this.logitAt(id);
    if (logit === -Infinity || this.before === null) return logit;
    return this.place(id, logit) < 0 ? -Infinity : logit;
  }

  /** The place of an id in the order, -1 once it is removed. @param {number} id */
  place(id, logit = this.logitAt(id)) {
    if (logit === -Infinity) return -1;
    const place = this.level.placeOf(id, logit);
    return place < this.kept ? place : -1;
  }

  /** @param {number} id */
  probability(id) {
    const logit = this.logit(id);
    return logit === -Infinity ? 0 : Math.exp(logit - this.logNormaliser);
  }

  /** The cumulative probability of the first `count` tokens. @param {number} count */
  cumulative(count) {
    return count ? this.level.total(Math.min(count, this.kept)) / this.total : 0;
  }

  /** From 1; equal logits share one. @param {number} place */
  rank(place) {
    return this.level.larger(this.level.values[place]) + 1;
  }

  /** Whether another kept token has the same logit. @param {number} place */
  tied(place) {
    const { values } = this.level;
    return (place > 0 && values[place - 1] === values[place]) || (place + 1 < this.kept && values[place + 1] === values[place]);
  }

  /** The ids that this step removed, likeliest first, at most `count` of them; and how many there are, with what mass. */
  removed(count = 0) {
    const { before } = this;
    if (!before) return { count: 0, mass: 0, ids: /** @type {number[]} */ ([]) };
    if (this.cut) {
      const ids = Array.from(this.level.ids.subarray(this.kept, Math.min(before.kept, this.kept + count)));
      return { count: before.kept - this.kept, mass: 1 - before.cumulative(this.kept), ids };
    }
    const gone = this.gone ?? /** @type {number[]} */ ([]);
    const mass = gone.reduce((sum, id) => sum + before.probability(id), 0);
    return { count: before.kept - this.kept, mass, ids: gone.slice(0, count) };
  }

  /** The first place whose cumulative probability exceeds u. @param {number} u in [0, 1) */
  choose(u) {
    const edge = u * this.total;
    return Math.min(firstWhere(this.kept, (place) => this.level.total(place + 1) > edge), this.kept - 1);
  }

  // What can be done to it --------------------------------------------------------------------------------------------

  /** @param {Step} step @param {string[]} [notes] */
  unchanged(step, notes = []) {
    return this.#truncated(step, this.level, this.kept, notes);
  }

  /** Divide all logits. @param {Step} step @param {number} temperature */
  divided(step, temperature) {
    const divisor = fround(temperature);
    const values = new Float32Array(this.kept);
    const old = this.level.values;
    for (let place = 0; place < values.length; place++) values[place] = old[place] / divisor;
    const level = new Level(values, ordered(values, old, this.level.ids.subarray(0, this.kept)));
    return new Stage(step, this, level, this.kept, (id) => fround(this.logit(id) / divisor));
  }

  /**
   * Give some ids other logits, -Infinity to remove them.
   *
   * @param {Step} step
   * @param {Map<number, number>} changes what was removed before stays so
   */
  replaced(step, changes) {
    const changed = [...changes].flatMap(([id, value]) => {
      const place = this.place(id);
      return place < 0 ? [] : [{ id, place, value: fround(value) }];
    });
    const leaving = new Uint8Array(this.kept + 1); // 1 at places whose token leaves
    for (const { place } of changed) leaving[place] = 1;
    const coming = sorted(Float32Array.from(changed, (one) => one.value), changed.map((one) => one.id));
    const level = merged(this.level, this.kept, leaving, coming);
    const stage = new Stage(step, this, level, level.size, (id) => fround(changes.get(id) ?? this.logit(id)));
    stage.gone = changed.filter((one) => one.value === -Infinity).sort((a, b) => a.place - b.place).map((one) => one.id);
    return stage;
  }

  /** Remove all but some ids, whose logits become 0. @param {Step} step @param {number[]} ids */
  only(step, ids) {
    const kept = new Set(ids);
    const level = sorted(new Float32Array(ids.length), ids);
    const stage = new Stage(step, this, level, ids.length, (id) => (kept.has(id) ? 0 : -Infinity));
    stage.gone = Array.from(this.level.ids.subarray(0, this.kept)).filter((id) => !kept.has(id));
    return stage;
  }

  /** Keep the largest `count`; all that equal the last of them, too, unless `exactly`. @param {Step} step @param {number} count */
  topK(step, count, exactly = false) {
    if (count >= this.kept) return this.unchanged(step);
    const kept = exactly ? count : Math.min(this.kept, this.level.largerOrEqual(this.level.values[count - 1]));
    return this.#largest(step, kept, true);
  }

  /**
   * Keep the fewest of the likeliest tokens that hold `mass`; of equals at the end, those with larger ids stay unless
   * `smallerIds`. Python sums in float32, as transformers does; here it is float64, and the note says when that matters.
   *
   * @param {Step} step
   * @param {number} mass
   */
  topP(step, mass, smallerIds = false) {
    const edge = fround(1 - mass);
    const least = this.total * (1 - edge); // what is left out sums to at most the edge
    const kept = Math.min(firstWhere(this.kept, (place) => this.level.total(place + 1) >= least) + 1, this.kept);
    const stage = this.#largest(step, kept, smallerIds);
    const near = [kept - 1, kept].some((count) => Math.abs(1 - this.cumulative(count) - edge) < ROUNDING);
    if (near && !stage.notes.length) {
      stage.notes = [`${step.name} ends within rounding of a token's edge: another machine may keep one token more or less.`];
    }
    return stage;
  }

  /** Keep the tokens with at least this share of the largest probability. @param {Step} step @param {number} share */
  minP(step, share) {
    const total = fround(this.total);
    const edge = fround(fround(share) * fround(1 / total));
    const below = firstWhere(this.kept, (place) => fround(fround(Math.exp(this.level.values[place] - this.level.values[0])) / total) < edge);
    return this.#largest(step, Math.max(1, below), true);
  }

  /**
   * Keep `count` tokens; where the last of them has equals, `smallerIds` says which of these stay.
   *
   * @param {Step} step
   * @param {number} count
   * @param {boolean} smallerIds
   */
  #largest(step, count, smallerIds) {
    if (count === this.kept) return this.unchanged(step);
    const { level } = this;
    const edge = level.values[count - 1];
    const [first, last] = [level.larger(edge), Math.min(this.kept, level.largerOrEqual(edge))];
    if (last === count) return this.#truncated(step, level, count, []);
    const equal = last - first;
    const note =
      `${step.name} cuts through ${equal.toLocaleString("en")} tokens with equal logits: which of them stay is up to ` +
      `the engine's sorting; here the ${smallerIds ? "smaller" : "larger"} ids do.`;
    if (smallerIds) return this.#truncated(step, level, count, [note]);
    const ids = level.ids.slice(0, this.kept);
    ids.set(level.ids.subarray(last - (count - first), last), first);
    ids.set(level.ids.subarray(first, last - (count - first)), count);
    const turned = new Level(level.values.subarray(0, this.kept), ids);
    turned.sums = level.sums;
    return this.#truncated(step, turned, count, [note]);
  }

  /** @param {Step} step @param {Level} level @param {number} kept @param {string[]} notes */
  #truncated(step, level, kept, notes) {
    const stage = new Stage(step, this, level, kept, (id) => this.logit(id), notes);
    stage.cut = true;
    return stage;
  }

  /** Whether it only cut the order of the stage before. */
  cut = false;
  /** @type {number[] | null} what it removed otherwise, likeliest first */
  gone = null;
}

/** @param {Float32Array} logits @param {Uint32Array} ids */
function byId(logits, ids) {
  const known = new Float32Array(ids.reduce((largest, id) => Math.max(largest, id), 0) + 1).fill(-Infinity);
  for (let place = 0; place < ids.length; place++) known[ids[place]] = logits[place];
  return known;
}

/**
 * Ids in order after a step that makes some different values equal, as dividing does: equals stand by id.
 *
 * @param {Float32Array} values
 * @param {Float32Array} old
 * @param {Uint32Array} ids
 */
function ordered(values, old, ids) {
  let order = ids;
  for (let place = 1; place < values.length; place++) {
    if (values[place] !== values[place - 1] || old[place] === old[place - 1]) continue;
    let [start, end] = [place - 1, place + 1];
    while (start && values[start - 1] === values[place]) start--;
    while (end < values.length && values[end] === values[place]) end++;
    if (order === ids) order = ids.slice();
    order.subarray(start, end).sort();
    place = end - 1;
  }
  return order;
}

/**
 * The first `kept` of a level without the places that are leaving, and with what is coming.
 *
 * @param {Level} level
 * @param {number} kept
 * @param {Uint8Array} leaving
 * @param {Level} coming
 */
function merged(level, kept, leaving, coming) {
  const size = kept - leaving.reduce((sum, one) => sum + one, 0) + coming.size;
  const [values, ids] = [new Float32Array(size), new Uint32Array(size)];
  let [from, next] = [0, 0];
  for (let to = 0; to < size; to++) {
    while (leaving[from]) from++;
    const old = from < kept ? level.values[from] : -Infinity;
    const fresh = next < coming.size ? coming.values[next] : -Infinity;
    const takesNew = fresh > old || (fresh === old && coming.ids[next] < level.ids[from]);
    values[to] = takesNew ? fresh : old;
    ids[to] = takesNew ? coming.ids[next++] : level.ids[from++];
  }
  return new Level(values, ids);
}
