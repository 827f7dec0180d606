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
    this.ids = values(state.ids);
    this.logits = /** @type {Float32Array} */ (values(state.logits));
    /** @type {Map<number, string>} */
    this.names = new Map();
    this.learn(state);
    /** How many of the largest have names. */
    this.top = this.names.size;
    this.tail = { ...state.tail, counts: values(state.tail.counts), masses: values(state.tail.masses) };
    this.generated = list(state.generated);
    /** @type {import("../decoding/orders.js").Context} */
    this.context = {
      prompt: list(state.prompt),
      generated: this.generated,
      rules: state.rules.map((/** @type {any} */ rule) => ({ ...rule, ids: list(rule.ids) })),
      countPrompt: null,
    };
    /** @type {string[]} */
    this.ignored = state.ignored;
    /** @type {Decoder | null} */
    this.approximate = null;
    /** @type {Decoder | null} */
    this.exact = null;
  }

  /** Take names in: `labels` of the first `ids`. @param {any} state @returns {number[]} the ids */
  learn(state) {
    const ids = list(state.ids);
    decodeTexts(state.labels).forEach((label, place) => this.names.set(ids[place], label));
    return ids;
  }

  /** How a token is written. @param {number} id */
  name(id) {
    return this.names.get(id) ?? (id < this.vocabulary ? `id ${id}` : "a token of the tail");
  }

  /** Whether all logits are here already, none of them in bins. */
  get whole() {
    return this.ids.length >= this.vocabulary;
  }

  /**
   * The decoder on all logits once they have been fetched, else on the largest ones and bins.
   *
   * @param {{ logits: any } | null} fetched
   */
  decoder(fetched) {
    if (fetched) this.exact = new Decoder(Stage.raw(/** @type {Float32Array} */ (values(fetched.logits))), this.context);
    if (this.exact) return this.exact;
    if (!this.approximate) {
      const all = expanded(this.ids, this.logits, this.tail, this.vocabulary);
      this.approximate = new Decoder(Stage.raw(all.logits, all.ids), this.context);
    }
    return this.approximate;
  }
}

/** @param {any} state */
const values = (state) => decodeArray(state).values;

/** @param {any} state @returns {number[]} */
const list = (state) => Array.from(values(state));

/** @param {any} content @returns {Data} */
export function decode(content) {
  const { context } = content;
  const [ids, starts, ends] = [context.ids, context.starts, context.ends].map(values);
  const [surprise, entropy] = [context.surprise, context.entropy].map((state) => state && values(state));
  return {
    ...content,
    context: { ...context, ids, starts, ends, surprise, entropy, labels: decodeTexts(context.labels), special: new Set(context.special) },
    choices: content.choices.map((/** @type {any} */ choice) => new Choice(choice)),
    lens: content.lens && decodeLens(content.lens),
  };
}

/** @param {any} state @returns {Lens} */
export function decodeLens(state) {
  const [layers, width, top] = state.ids.shape;
  const labels = decodeTexts(state.labels);
  const names = new Map(list(state.named).map((id, place) => [id, labels[place]]));
  return { positions: list(state.positions), layers, width, top, ids: values(state.ids), logprobs: values(state.logprobs), names };
}

/** The characters of the text behind each token; appended ones stand for none. @param {Data} data */
export function spans({ context, spans: shown }) {
  return Array.from(context.ids, (_, place) => /** @type {[number, number]} */ (place < shown ? [context.starts[place], context.ends[place]] : [0, 0]));
}
