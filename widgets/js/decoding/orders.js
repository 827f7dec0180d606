// The steps between raw logits and choice, in the order of each engine: the twin of inference/decoding/orders.py.

import { Stage } from "./stage.js";

/** @typedef {import("./stage.js").Step} Step */
/** @typedef {"transformers" | "vllm" | "llama.cpp"} Order */

/**
 * Null, or the neutral value, does nothing.
 *
 * @typedef {object} Decoding
 * @property {number | null} temperature
 * @property {number | null} topK
 * @property {number | null} topP
 * @property {number | null} minP
 * @property {number} repetition
 * @property {number} presence
 * @property {number} frequency
 */

/** @typedef {{name: string, kind: string, effect: "add" | "forbid" | "force", ids: number[], bias: number[]}} Rule */

/**
 * What the steps look at besides the logits.
 *
 * @typedef {object} Context
 * @property {number[]} prompt
 * @property {number[]} generated
 * @property {Rule[]} rules what the checkpoint itself forces and forbids
 * @property {boolean | null} countPrompt whether presence and frequency count the prompt; null leaves it to the engine
 */

/**
 * A step that would run: what it is, a key that is the same exactly when it does the same, and how it is done.
 *
 * @typedef {{step: Step, key: string, apply: (stage: Stage) => Stage}} Action
 */

const { fround } = Math;
const WINDOW = 64; // llama.cpp's default of repeat_last_n

/** @type {Decoding} */
export const NEUTRAL = { temperature: null, topK: null, topP: null, minP: null, repetition: 1, presence: 0, frequency: 0 };

/** The kinds of steps in the order of each engine; penalties that an engine applies at once are one. */
export const KINDS = /** @type {Record<Order, string[]>} */ ({
  transformers: ["sequence bias", "repetition", "bad words", "structure", "presence and frequency", "temperature", "top-k", "top-p", "min-p"],
  vllm: ["bad words", "structure", "sequence bias", "repetition", "frequency", "presence", "temperature", "min-p", "top-k", "top-p"],
  "llama.cpp": ["sequence bias", "bad words", "structure", "penalties", "top-k", "top-p", "min-p", "temperature"],
});

/**
 * The active steps in the order they run.
 *
 * @param {Decoding} decoding
 * @param {Context} context
 * @param {Order} order
 */
export function actions(decoding, context, order) {
  return KINDS[order].flatMap((kind) => {
    const build = BUILD[kind];
    return build ? build(decoding, context, order) : rules(kind, context);
  });
}

/** @type {Record<string, (decoding: Decoding, context: Context, order: Order) => Action[]>} */
const BUILD = {
  repetition: ({ repetition }, context) => {
    if (repetition === 1) return [];
    const ids = new Set([...context.prompt, ...context.generated]);
    const step = { kind: "repetition", name: repetitionName(repetition) };
    return [action(step, (stage) => stage.replaced(step, repeated(stage, ids, repetition)))];
  },
  "presence and frequency": ({ presence, frequency }, context) => penalty("presence and frequency", presence, frequency, context),
  presence: ({ presence }, context) => penalty("presence", presence, 0, context),
  frequency: ({ frequency }, context) => penalty("frequency", 0, frequency, context),
  penalties: windowed,
  temperature: ({ temperature }) => {
    if (temperature === null || temperature === 1) return [];
    const step = { kind: "temperature", name: `temperature ${short(temperature)}` };
    return [action(step, (stage) => stage.divided(step, temperature))];
  },
  "top-k": ({ topK }, _context, order) => {
    if (topK === null) return [];
    const step = { kind: "top-k", name: `top-k ${topK}` };
    return [action(step, (stage) => stage.topK(step, topK, order === "llama.cpp"))];
  },
  "top-p": ({ topP }, _context, order) => {
    if (topP === null || topP >= 1) return [];
    const step = { kind: "top-p", name: `top-p ${short(topP)}` };
    return [action(step, (stage) => stage.topP(step, topP, order === "llama.cpp"))];
  },
  "min-p": ({ minP }) => {
    if (minP === null) return [];
    const step = { kind: "min-p", name: `min-p ${short(minP)}` };
    return [action(step, (stage) => stage.minP(step, minP))];
  },
};

/** @param {Step} step @param {(stage: Stage) => Stage} apply @returns {Action} */
function action(step, apply) {
  return { step, key: `${step.kind} ${step.name}`, apply };
}

// Penalties -----------------------------------------------------------------------------------------------------------

/** @param {Stage} stage @param {Iterable<number>} ids @param {number} penalty */
function repeated(stage, ids, penalty) {
  const factor = fround(penalty);
  const changes = new Map();
  for (const id of ids) {
    const logit = stage.logit(id);
    if (logit !== -Infinity) changes.set(id, fround(logit < 0 ? logit * factor : logit / factor));
  }
  return changes;
}

/**
 * @param {Iterable<[number, number]>} counts
 * @param {LogitOf} logitOf
 * @param {number} presence
 * @param {number} frequency
 * @typedef {(id: number) => number} LogitOf
 */
function penalised(counts, logitOf, presence, frequency) {
  const changes = new Map();
  for (const [id, count] of counts) {
    const logit = logitOf(id);
    if (logit !== -Infinity) changes.set(id, fround(fround(logit - fround(fround(frequency) * count)) - fround(presence)));
  }
  return changes;
}

/** How often each id occurs. @param {number[]} ids */
function counted(ids) {
  const counts = new Map();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** @param {string} kind @param {number} presence @param {number} frequency @param {Context} context @returns {Action[]} */
function penalty(kind, presence, frequency, context) {
  if (!presence && !frequency) return [];
  const step = { kind, name: penaltyName(presence, frequency) };
  const counts = counted(context.countPrompt ? [...context.prompt, ...context.generated] : context.generated);
  const change = (/** @type {Stage} */ stage) => penalised(counts, (id) => stage.logit(id), presence, frequency);
  return [action(step, (stage) => stage.replaced(step, change(stage)))];
}

/** All three penalties in one step, over the last tokens of the context only. @param {Decoding} decoding @param {Context} context */
function windowed({ repetition, presence, frequency }, context) {
  const parts = [];
  if (repetition !== 1) parts.push(repetitionName(repetition));
  if (presence || frequency) parts.push(penaltyName(presence, frequency));
  if (!parts.length) return [];
  const ids = [...context.prompt, ...context.generated];
  const seen = new Set(ids.slice(-WINDOW));
  const counts = counted((context.countPrompt === false ? context.generated : ids).slice(-WINDOW));
  const step = { kind: "penalties", name: `${parts.join(", ")} over the last ${WINDOW} tokens` };
  return [
    action(step, (stage) => {
      const changes = repeated(stage, seen, repetition);
      const second = penalised(counts, (id) => changes.get(id) ?? stage.logit(id), presence, frequency);
      return stage.replaced(step, new Map([...changes, ...second]));
    }),
  ];
}

// The checkpoint's own rules ------------------------------------------------------------------------------------------

/** @param {string} kind @param {Context} context @returns {Action[]} */
function rules(kind, context) {
  return context.rules
    .filter((rule) => rule.kind === kind)
    .map((rule) => {
      const step = { kind, name: rule.name };
      return action(step, (stage) => obeyed(stage, step, rule));
    });
}

/** @param {Stage} stage @param {Step} step @param {Rule} rule */
function obeyed(stage, step, rule) {
  if (rule.effect === "force" && rule.ids.length) return stage.only(step, rule.ids);
  const add = rule.effect === "add";
  return stage.replaced(step, new Map(rule.ids.map((id, place) => [id, add ? fround(stage.logit(id) + fround(rule.bias[place])) : -Infinity])));
}

// Names, as inference/decoding/names.py gives them --------------------------------------------------------------------

/** @param {number} value */
function repetitionName(value) {
  return `repetition penalty ${short(value)}`;
}

/** @param {number} presence @param {number} frequency */
function penaltyName(presence, frequency) {
  const parts = [];
  if (presence) parts.push(`presence penalty ${short(presence)}`);
  if (frequency) parts.push(`frequency penalty ${short(frequency)}`);
  return parts.join(" and ");
}

/** Two decimals, or as many digits as it takes: 0.80, 0.001. @param {number} value */
function short(value) {
  return Math.round(value * 100) / 100 === value ? value.toFixed(2) : String(Number(value.toPrecision(6)));
}
