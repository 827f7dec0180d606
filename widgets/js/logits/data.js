// What Python sent, decoded: the context, one or two choices of the next token, the logit lens.

import { decodeArray, decodeTexts } from "../base/codec.js";
import { Decoder } from "../decoding/decoder.js";
import { Stage } from "../decoding/stage.js";
import { expanded } from "../decoding/tail.js";

/** @typedef {import("../base/codec.js").Values} Values */
/** @typedef {{ name: string, details: string[] }} Model */
/** @typedef {{ ids: Values, labels: string[], special: Set<number>, starts: Values, ends: Values, prompt: number, surprise: Values | null, entropy: Values | null }} Context in nats */
/** @typedef {{ positions: number[], layers: number, width: number, top: number, ids: Values, logprobs: Values, names: Map<number, string> }} Lens */
/** @typedef {{ appended: number, kept: number | null, text: string }} Branch */
/** @typedef {{ context: Context, at: number, choices: Choice[], lens: Lens | null, missing: string, branches: Branch[], branch: number, spans: number }} Data */

/** One next-token distribution: the largest logits and a histogram of the rest, then all logits once they are fetched. */
export class Choice {
  /** @param {any} state as `choice_content` of widgets/panels/logit_content.py makes it */
  constructor(state) {
    /** @type {Model} */
    this.model = state.model;
    /** @type {string} */
    this.text = state.text;
    /** @type {number} */
    this.vocabulary = state.vocabulary;
    /** @type {number} */
    this.logNormaliser = state.log_normaliser;
    this.ids = decodeArray(state.ids).values;
    this.logits = /** @type {Float32Array} */ (decodeArray(state.logits).values);
    const labels = decodeTexts(state.labels);
    /** @type {Map<number, string>} */
    this.names = new Map(labels.map((label, place) => [this.ids[place] ?? -1, label]));
    /** How many of the largest have names. */
    this.top = labels.length;
    this.tail = { ...state.tail, counts: decodeArray(state.tail.counts).values, masses: decodeArray(state.tail.masses).values };
    this.generated = Array.from(decodeArray(state.generated).values);
    /** @type {import("../decoding/orders.js").Context} */
    this.context = {
      prompt: Array.from(decodeArray(state.prompt).values),
      generated: this.generated,
      rules: state.rules.map((/** @type {any} */ rule) => ({ ...rule, ids: Array.from(decodeArray(rule.ids).values) })),
      countPrompt: null,
    };
    /** @type {number[]} */
    this.ends = state.ends;
    /** @type {string[]} */
    this.ignored = state.ignored;
    /** @type {Decoder | null} */
    this.approximate = null;
    /** @type {{ from: unknown, decoder: Decoder } | null} */
    this.exact = null;
  }

  /** Whether all logits are here already, none of them in bins. */
  get whole() {
    return this.ids.length >= this.vocabulary;
  }

  /**
   * The decoder on all logits if they are here, else on the largest ones and bins.
   *
   * @param {{ logits: any } | null} fetched
   */
  decoder(fetched) {
    if (fetched) {
      if (this.exact?.from !== fetched) {
        const logits = /** @type {Float32Array} */ (decodeArray(fetched.logits).values);
        this.exact = { from: fetched, decoder: new Decoder(Stage.raw(logits), this.context) };
      }
      return this.exact.decoder;
    }
    if (!this.approximate) {
      const all = expanded(this.ids, this.logits, this.tail, this.vocabulary);
      this.approximate = new Decoder(Stage.raw(all.logits, all.ids), this.context);
    }
    return this.approximate;
  }
}

/** @param {any} content @returns {Data} */
export function decode(content) {
  const { context } = content;
  return {
    ...content,
    context: {
      ids: decodeArray(context.ids).values,
      labels: decodeTexts(context.labels),
      special: new Set(context.special),
      starts: decodeArray(context.starts).values,
      ends: decodeArray(context.ends).values,
      prompt: context.prompt,
      surprise: context.surprise && decodeArray(context.surprise).values,
      entropy: context.entropy && decodeArray(context.entropy).values,
    },
    choices: content.choices.map((/** @type {any} */ choice) => new Choice(choice)),
    lens: content.lens && decodeLens(content.lens),
  };
}

/** @param {any} state @returns {Lens} */
export function decodeLens(state) {
  const { shape, values: ids } = decodeArray(state.ids);
  const [layers = 0, width = 0, top = 0] = shape;
  const labels = decodeTexts(state.labels);
  const named = decodeArray(state.named).values;
  return {
    positions: Array.from(decodeArray(state.positions).values), layers, width, top, ids,
    logprobs: decodeArray(state.logprobs).values,
    names: new Map(labels.map((label, place) => [named[place] ?? -1, label])),
  };
}

/** The characters of the text behind each token; appended ones stand for none. @param {Data} data */
export function spans({ context, spans: shown }) {
  return Array.from(context.ids, (_, place) => /** @type {[number, number]} */ (place < shown ? [context.starts[place] ?? 0, context.ends[place] ?? 0] : [0, 0]));
}
