// What is on show now: the open head, its map, what is pinned, worked out from the state once for each drawing.

import { decodeAll } from "../base/codec.js";
import { isDark } from "../base/colours.js";
import { chosen } from "../base/keys.js";
import { times } from "../base/times.js";
import { decodeMap, decodePredictions, sidesOf } from "./content.js";
import { chooseMap, combine, isExact, isPlain, PLAIN, keyOf, linesOf, namesOf, placesOf, sightOnMap, thumbnailMap, tokensAt } from "./maps.js";

/** @typedef {import("./content.js").Content} Content */
/** @typedef {import("../base/state.js").PanelState<Content>} Panel */
/** @typedef {ReturnType<typeof current>} Now */

export const MOST_LINES = 12; // tokens whose lines are drawn, fetched and combined
/** @type {WeakMap<object, any>} */
const decoded = new WeakMap();

/**
 * Decode an answer once.
 *
 * @template T
 * @param {any} value
 * @param {(value: any) => T} decode
 * @returns {T}
 */
function once(value, decode) {
  if (!decoded.has(value)) decoded.set(value, decode(value));
  return decoded.get(value);
}

/**
 * Keep what was drawn while what it depends on is the same.
 *
 * @template T
 * @param {Panel} panel
 * @param {string} name
 * @param {readonly unknown[]} dependencies
 * @param {() => T} make
 * @returns {T}
 */
export function kept(panel, name, dependencies, make) {
  const all = (panel.local.kept ??= {});
  const before = all[name];
  if (before && before.dependencies.length === dependencies.length && dependencies.every((one, i) => one === before.dependencies[i])) return before.value;
  const value = make();
  all[name] = { dependencies, value };
  return value;
}

/** @param {Panel} panel */
export function current(panel) {
  const { data, selection, settings } = panel;
  const kind = data.kinds.find((one) => one.kind === selection.kind) ?? /** @type {import("./content.js").KindData} */ (data.kinds.find((one) => one.kind === data.open.kind));
  const sides = sidesOf(data, kind.kind);
  const asked = chooseMap(selection, settings, kind);
  const wanted = findMap(panel, kind, asked, keyOf(asked), sides);
  // What was not saved cannot be had: the head's own map stands in its place, under its own name.
  const choice = wanted.status === "offline" && !isPlain(asked) ? { ...asked, ...PLAIN } : asked;
  const key = keyOf(choice);
  const { map } = choice === asked ? wanted : findMap(panel, kind, choice, key, sides);
  const { status, error } = wanted;
  const masks = choice.all_layers ? kind.masks : [kind.masks[kind.layer_masks[choice.layer]]];
  const sight = kept(panel, "sight", [map, key, data], () => sightOnMap(masks, map, { rows: sides.rows, columns: sides.columns, words: choice.words }));
  const pins = { tokens: pinned(selection.tokens, data.tokens), target: pinned(selection.target_tokens ?? [], data.target) };
  const rows = axisOf(sides.rows, sides.asks, pins, map.kept_rows, choice.words);
  const columns = axisOf(sides.columns, sides.answers, pins, map.kept_columns, choice.words);
  const out = settings.direction !== "in";
  const [here, there] = out ? [rows, columns] : [columns, rows];
  const fontSize = settings.large ? 18 : parseFloat(panel.local.fontSize) || 13;
  return {
    panel, data, kind, asked, choice, key, map, status, error, masks, sight, rows, columns, out, here, there, fontSize,
    answer: answerPlace(panel, map, sides, choice),
    masked: masks.some((mask) => "first" in mask || mask.back !== null || mask.ahead !== null),
    dark: panel.local.root ? isDark(panel.local.root) : false,
    wide: panel.width > 66 * fontSize,
    profile: findProfile(panel, { map, choice, key, out, places: here.pinned }),
  };
}

/**
 * An axis of the map: whose tokens stand there, how the places are called, and which are pinned.
 *
 * @param {import("./content.js").Side} side @param {"tokens" | "target"} text @param {Record<"tokens" | "target", number[]>} pins
 * @param {ArrayLike<number> | null} kept @param {boolean} words
 */
function axisOf(side, text, pins, kept, words) {
  return {
    side, text, trait: /** @type {const} */ ({ tokens: "tokens", target: "target_tokens" })[text], tokens: pins[text], pinned: placesOf(pins[text], kept, side, words),
    name: namesOf(kept, side, words), tokensAt: (/** @type {number} */ place) => tokensAt(place, kept, side, words),
  };
}

/**
 * What to select for a place that is pinned: its tokens, with shift, ctrl or cmd beside those that are pinned already.
 *
 * @param {Panel} panel @param {ReturnType<typeof axisOf>} axis @param {number} place @param {MouseEvent | KeyboardEvent} event
 */
export function pinning({ selection }, { trait, tokensAt }, place, event) {
  const more = event.ctrlKey || event.metaKey || event.shiftKey;
  const tokens = tokensAt(place);
  return { [trait]: more ? tokens.reduce((all, one) => chosen(all, one, event), selection[trait] ?? []) : tokens };
}

/** @param {readonly number[]} tokens @param {import("./content.js").Side | null} side */
const pinned = (tokens, side) => tokens.filter((token) => token < (side?.count ?? 0));

/**
 * Where the pinned answer stands.
 *
 * @param {Panel} panel @param {import("./content.js").MapData} map
 * @param {{ columns: import("./content.js").Side }} sides @param {import("./maps.js").Choice} choice
 */
function answerPlace(panel, map, sides, choice) {
  const { answer } = panel.selection;
  if (answer === null || answer === undefined || answer >= sides.columns.count) return null;
  const label = choice.words ? sides.columns.word_of[answer] : answer;
  if (!map.kept_columns) return label < map.columns ? label : null;
  const place = Array.from(map.kept_columns).indexOf(label);
  return place < 0 ? null : place;
}

/**
 * @param {Panel} panel
 * @param {import("./content.js").KindData} kind
 * @param {import("./maps.js").Choice} choice
 * @param {string} key
 * @param {{ rows: import("./content.js").Side, columns: import("./content.js").Side }} sides
 * @returns {{ map: import("./content.js").MapData, status: "ready" | "waiting" | "offline" | "failed", error?: string }}
 */
function findMap(panel, kind, choice, key, sides) {
  const { open } = panel.data;
  if (isPlain(choice) && choice.kind === open.kind && choice.layer === open.layer && choice.head === open.head) return { map: open.map, status: "ready" };
  const detail = panel.fetch(`map ${key}`, { command: "fetch_map", map: choice });
  if (detail.status === "ready") return { map: once(detail.value, decodeMap), status: "ready" };
  const small = kept(panel, "small", [kind, choice.layer, choice.head], () => thumbnailMap(kind, choice.layer, choice.head, sides.rows.count, sides.columns.count));
  return { map: small, status: detail.status, ...(detail.error ? { error: detail.error } : {}) };
}

/**
 * The weights of the pinned tokens, combined; null while they are fetched, or where there is nobody to ask.
 *
 * @param {Panel} panel
 * @param {{ map: import("./content.js").MapData, choice: import("./maps.js").Choice, key: string, out: boolean, places: number[] }} of
 * @returns {{ places: number[], lines: ArrayLike<number>[], total: Float64Array, exact: boolean } | null}
 */
function findProfile(panel, { map, choice, key, out, places }) {
  const chosen = places.slice(0, MOST_LINES);
  if (!chosen.length) return null;
  const axis = out ? "rows" : "columns";
  const how = panel.settings.combine;
  const name = `lines ${key} ${axis} ${chosen.join(",")}`;
  const made = (/** @type {ArrayLike<number>[]} */ lines, /** @type {boolean} */ exact) => kept(panel, "profile", [name, how, map, exact], () => ({ places: chosen, lines, total: combine(lines, how), exact }));
  if (isExact(map)) return made(kept(panel, "lines", [name, map], () => linesOf(map, axis, chosen)), map.top > 255);
  if (map.thumbnail) return null;
  if (map === panel.data.open.map && axis === "rows" && name.endsWith(` ${map.rows - 1}`)) return made(kept(panel, "lines", [name, map], () => [panel.data.open.last]), true);
  const detail = panel.fetch(name, { command: "fetch_lines", map: choice, axis, lines: chosen });
  if (detail.status !== "ready") return null;
  return made(once(detail.value, rowsOf), true);
}

/** @param {any} value @returns {Float32Array[]} */
function rowsOf(value) {
  const { lines } = decodeAll(value);
  const [count, length] = lines.shape;
  return times(count, (i) => lines.subarray(i * length, (i + 1) * length));
}

/**
 * The predictions at a position: those that came with the content, or that are fetched.
 *
 * @param {Panel} panel
 * @param {number} position
 * @returns {{ found: import("./content.js").Predictions | null, place: number, status: string }}
 */
export function predictionsAt(panel, position) {
  const held = panel.data.predictions;
  if (!held) return { found: null, place: 0, status: "none" };
  const place = isWhole(panel) ? 0 : held.positions.indexOf(position);
  if (place >= 0) return { found: held, place, status: "ready" };
  const detail = panel.fetch(`prediction ${position}`, { command: "fetch_prediction", position });
  if (detail.status === "ready") return { found: once(detail.value, (value) => /** @type {import("./content.js").Predictions} */ (decodePredictions(value))), place: 0, status: "ready" };
  return { found: null, place: 0, status: detail.status };
}

/** Whether the model predicts one label for the whole text. @param {Panel} panel */
export const isWhole = (panel) => panel.data.model["predicts"] === "labels";

/** What the model predicts at a position. @param {Pick<Panel, "data">} panel @param {number} position */
export const predicted = ({ data: { model, masks } }, position) =>
  model["predicts"] === "labels" ? "label" : model["family"] !== "encoder" ? "next token" : masks.includes(position) ? "word at [MASK]" : "token here";

/** The token whose prediction is on show: the last pinned one, else the mask, else the last. @param {Panel} panel */
export function positionOf(panel) {
  const side = panel.data.target ? "target" : "tokens";
  const pins = side === "target" ? panel.selection.target_tokens ?? [] : panel.selection.tokens;
  const count = (panel.data[side] ?? panel.data.tokens).count;
  const last = pins.filter((/** @type {number} */ token) => token < count).at(-1);
  return { side: /** @type {"tokens" | "target"} */ (side), count, position: last ?? panel.data.masks[0] ?? count - 1 };
}
