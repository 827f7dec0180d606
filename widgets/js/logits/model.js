// From the positions of the controls to stages, rows and the draw: what the view draws, without a page.

import { KINDS, NEUTRAL } from "../decoding/orders.js";
import { uniform } from "../sampling.js";

/** @typedef {import("../decoding/orders.js").Decoding} Decoding */
/** @typedef {import("../decoding/orders.js").Order} Order */
/** @typedef {import("../decoding/stage.js").Stage} Stage */
/** @typedef {import("./data.js").Choice} Choice */

/**
 * The controls of a LogitPanel, as `LogitSettings` of widgets/panels/logit_commands.py has them.
 *
 * @typedef {{ temperature: number, top_k: number, top_p: number, min_p: number, repetition_penalty: number, presence_penalty: number,
 *   frequency_penalty: number, order: Order, count_prompt: boolean | null, seed: number, colour: "surprise" | "probability" | "entropy",
 *   rows: "top" | "cut" | "find", all_layers: boolean }} Controls
 */

export const SURPRISING = 12; // bits of the darkest shade
export const ENTROPY = 10;

/**
 * What a token of the context is shaded by: a value, and its share of the scale; null where nothing was expected.
 *
 * @param {import("./data.js").Context} context
 * @param {number} place
 * @param {Controls["colour"]} colour
 */
export function shading(context, place, colour) {
  const nats = (colour === "entropy" ? context.entropy : context.surprise)?.[place];
  if (nats === undefined || Number.isNaN(nats)) return null;
  if (colour === "probability") return { value: Math.exp(-nats), share: Math.exp(-nats) };
  const bits = nats / Math.LN2;
  return { value: bits, share: Math.min(1, bits / (colour === "entropy" ? ENTROPY : SURPRISING)) };
}

const LEAST_TEMPERATURE = 1e-5; // below it, decoding is greedy

/** @type {Partial<Controls>} */
export const RESET = { temperature: 1, top_k: 0, top_p: 1, min_p: 0, repetition_penalty: 1, presence_penalty: 0, frequency_penalty: 0 };

/** @param {Controls} controls */
export const isGreedy = (controls) => controls.temperature < LEAST_TEMPERATURE;

/** Whether the controls change nothing. @param {Controls} controls */
export const isNeutral = (controls) => Object.entries(RESET).every(([name, value]) => controls[/** @type {keyof Controls} */ (name)] === value);

/** @param {Controls} controls @returns {Decoding} */
export function decodingOf(controls) {
  const penalties = { ...NEUTRAL, repetition: controls.repetition_penalty, presence: controls.presence_penalty, frequency: controls.frequency_penalty };
  if (isGreedy(controls)) return penalties;
  return {
    ...penalties,
    temperature: controls.temperature === 1 ? null : controls.temperature,
    topK: controls.top_k || null,
    topP: controls.top_p >= 1 ? null : controls.top_p,
    minP: controls.min_p || null,
  };
}

/**
 * All stages of a choice under the controls; what goes wrong is a sentence.
 *
 * @param {import("../decoding/decoder.js").Decoder} decoder
 * @param {Controls} controls
 * @returns {{ stages: Stage[], problem: string }}
 */
export function stagesOf(decoder, controls) {
  try {
    return { stages: decoder.run(decodingOf(controls), controls.order, controls.count_prompt), problem: "" };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { stages: [decoder.raw], problem: error.message };
  }
}

/**
 * The stages by kind, in the order of the engine: those that are off have none.
 *
 * @param {Stage[]} stages
 * @param {Order} order
 * @returns {{ kind: string, stage: Stage | null, before: Stage }[]} `before` is the last stage that did something
 */
export function outline(stages, order) {
  const [raw, ...rest] = /** @type {[Stage, ...Stage[]]} */ (stages);
  let before = raw;
  const found = [{ kind: "raw", stage: /** @type {Stage | null} */ (raw), before }];
  for (const kind of KINDS[order]) {
    const mine = rest.filter((stage) => stage.step.kind === kind);
    for (const stage of mine) {
      found.push({ kind, stage, before });
      before = stage;
    }
    if (!mine.length && !RULES.has(kind)) found.push({ kind, stage: null, before });
  }
  return found;
}

const RULES = new Set(["sequence bias", "bad words", "structure"]); // of the checkpoint: shown only where there are any

/** All tokens in the order in which they are shown: the kept ones by rank, then what the last step removed, and so on. */
export class Ranking {
  /** @param {Stage[]} stages */
  constructor(stages) {
    this.final = /** @type {Stage} */ (stages.at(-1));
    /** @type {{ size: number, id: (place: number) => number, by: Stage | null }[]} */
    this.parts = [{ size: this.final.kept, id: (place) => this.final.level.ids[place], by: null }];
    for (const stage of stages.slice(1).reverse()) {
      const before = /** @type {Stage} */ (stage.before);
      if (stage.cut) {
        if (before.kept > stage.kept) this.parts.push({ size: before.kept - stage.kept, id: (place) => stage.level.ids[stage.kept + place], by: stage });
      } else if (stage.gone?.length) {
        const { gone } = stage;
        this.parts.push({ size: gone.length, id: (place) => gone[place], by: stage });
      }
    }
    this.size = this.parts.reduce((sum, part) => sum + part.size, 0);
  }

  /** The token at a place, and the stage that removed it. @param {number} place @returns {{ id: number, place: number, by: Stage | null }} */
  at(place) {
    let rest = place;
    for (const part of this.parts) {
      if (rest < part.size) return { id: part.id(rest), place, by: part.by };
      rest -= part.size;
    }
    return { id: -1, place, by: null };
  }

  /** Where an id stands. @param {number} id */
  find(id) {
    const place = this.final.place(id, this.final.logit(id));
    if (place >= 0) return { id, place, by: /** @type {Stage | null} */ (null) };
    let stage = this.final;
    while (stage.before && stage.before.probability(id) === 0) stage = stage.before;
    return { id, place: -1, by: /** @type {Stage | null} */ (stage) };
  }
}

/**
 * @typedef {{ id: number, label: string, known: boolean, rank: number | null, raw: number, logit: number, before: number, now: number,
 *   cumulative: number | null, by: Stage | null, changed: boolean, tied: boolean, now2?: number, before2?: number }} Row
 */

/**
 * What is to be said about one token.
 *
 * @param {Choice} choice
 * @param {Stage[]} stages
 * @param {{ id: number, place: number, by: Stage | null }} token
 * @returns {Row}
 */
export function describe(choice, stages, { id, place, by }) {
  const [raw] = /** @type {[Stage]} */ (stages);
  const final = /** @type {Stage} */ (stages.at(-1));
  const kept = by === null && place >= 0;
  const rawLogit = raw.logitAt(id);
  return {
    id,
    label: choice.name(id),
    known: id < choice.vocabulary,
    rank: kept ? final.rank(place) : null,
    raw: rawLogit,
    logit: kept ? final.level.values[place] : -Infinity,
    before: Math.exp(rawLogit - raw.logNormaliser),
    now: kept ? Math.exp(final.level.values[place] - final.logNormaliser) : 0,
    cumulative: kept ? final.cumulative(place + 1) : null,
    by,
    changed: stages.some((stage) => PENALTIES.has(stage.step.kind) && stage.before !== null && stage.logit(id) !== stage.before.logit(id)),
    tied: kept && final.tied(place),
  };
}

/**
 * What a stage leaves for all tokens but those with these probabilities: 0 only where there are no others.
 *
 * @param {Stage} stage
 * @param {number[]} probabilities
 */
export function restOf(stage, probabilities) {
  const shown = probabilities.filter((p) => p > 0);
  return stage.kept > shown.length ? Math.max(shown.reduce((rest, p) => rest - p, 1), Number.MIN_VALUE) : 0;
}

const PENALTIES = new Set(["repetition", "presence and frequency", "presence", "frequency", "penalties", "sequence bias"]);

/**
 * The draw: u, the token under it, and its interval on the cumulative bar.
 *
 * @param {Stage} final
 * @param {number} seed
 * @param {number} step
 */
export function draw(final, seed, step) {
  const u = uniform(seed, 0, step);
  const place = final.choose(u);
  const [lower, upper] = [final.cumulative(place), final.cumulative(place + 1)];
  const close = (place > 0 && u - lower < 1e-5) || (place + 1 < final.kept && upper - u < 1e-5);
  return { u, place, id: final.level.ids[place], lower, upper, close };
}

/**
 * Counts of some logits in bins of equal width from `low` to `high`.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} bins
 * @param {number} size
 * @param {(place: number) => number} logitAt
 */
export function counted(low, high, bins, size, logitAt) {
  const counts = new Array(bins).fill(0);
  const scale = bins / (high - low || 1);
  for (let place = 0; place < size; place++) counts[Math.min(bins - 1, Math.floor((logitAt(place) - low) * scale))]++;
  return counts;
}
