// Every word under both prompts: association under one group against the other, or their difference, or two models.

import { css, diverging, isDark, token } from "../base/colours.js";
import { paint } from "../base/canvas.js";
import { button, segmented } from "../base/controls.js";
import { h, OWN_KEYS } from "../base/dom.js";
import * as icons from "../base/icons.js";
import { count } from "../base/numbers.js";
import { controls, heading, note } from "../base/parts.js";
import { compared, decodeVocabulary, hoverWord, statistic } from "./decode.js";
import { grid, label, shorten, wordMarks, wordPlot } from "./marks.js";
import { extent, linear, probabilityTicks, ratioTicks } from "./scales.js";
import { search } from "./search.js";

/** @typedef {import("./decode.js").Panel} Panel */
/** @typedef {import("./decode.js").Vocabulary} Vocabulary */
/** @typedef {{ words: readonly string[], slurs: Set<number> }} Words */
/** @typedef {ReturnType<typeof layout>} Geometry */

const [LEFT, TOP, RIGHT, BOTTOM] = [58, 8, 10, 40];
const MATCHES = 24; // labels of found words, at most
const CANDIDATES = 30;

/** @param {Panel} panel @param {number} width */
export function scatter(panel, width) {
  const { data, first, second, reference, other, template } = compared(panel);
  /** @type {[string, string][]} */
  const kinds = [["groups", "A and B"], ["difference", "Difference"]];
  if (second) kinds.push(["models", "Two models"]);
  const kind = kinds.some(([name]) => name === panel.settings.plot) ? panel.settings.plot : "groups";
  const models = kind === "models";
  const choice = segmented({ label: "", options: kinds, value: kind, onChange: (plot) => panel.set({ plot }) });
  const title = models ? "The same words, two models" : "Every word, both prompts";
  const vocabulary = currentVocabulary(panel);
  const words = models ? data : vocabulary.state;
  if (!words) return h("div", null, heading(title), controls(choice), note(vocabulary.says));
  const geometry = layout(panel, words, kind, Math.min(width, 520));
  const found = models ? [] : search(words.words, panel.local.search ?? "");
  const subtitle = models ? "means over templates" : `${panel.local.all && words === panel.local.vocabulary ? "all" : "top"} ${count(words.words.length)} words${data.templates.length > 1 ? `, template ${template + 1}` : ""}`;
  const names = models ? [first.model.name, second.model.name].map((name) => shorten(name, 30)) : [reference, other];
  return h("div", null, heading(title, subtitle), h("div", "lb-controls lb-bias-finder", choice, models ? null : finder(panel, words, found, vocabulary.says)), drawing(panel, geometry, found, names));
}

// Which words ---------------------------------------------------------------------------------------------------------

/**
 * The words of the shown template: those of the first paint, or fetched ones; `says` why there are none, or not all.
 *
 * @param {Panel} panel
 * @returns {{ state: Vocabulary | null, says: string }}
 */
function currentVocabulary(panel) {
  const { data, template } = compared(panel);
  const all = Boolean(panel.local.all);
  const first = data.vocabulary?.template === template ? data.vocabulary : null;
  if (!all && first) return { state: first, says: "" };
  const detail = panel.fetch(`vocabulary-${template}-${all}`, { command: "fetch_vocabulary", template, all });
  if (detail.status === "ready") {
    if (panel.local.vocabularyOf !== detail) Object.assign(panel.local, { vocabulary: decodeVocabulary(detail.value), vocabularyOf: detail });
    return { state: panel.local.vocabulary, says: "" };
  }
  return { state: first, says: { waiting: "fetching the words …", failed: detail.error ?? "", offline: "no kernel: only the top words of the first template are here" }[detail.status] };
}

/**
 * The search field with what it found, and all words on demand.
 *
 * @param {Panel} panel
 * @param {Words} words
 * @param {readonly number[]} found
 * @param {string} says
 */
function finder(panel, { words }, found, says) {
  const query = panel.local.search ?? "";
  const many = found.length;
  const keyed = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && many) hoverWord(panel, words[found[(found.findIndex((i) => words[i] === panel.local.hovered) + step + many) % many]]);
    else if (event.key === "Enter" && many) panel.select({ word: panel.local.hovered || words[found[0]] });
    else if (event.key === "Escape") panel.update({ search: "", hovered: "" });
    else return;
    event.preventDefault();
  };
  const typed = (/** @type {Event} */ event) => panel.update({ search: /** @type {HTMLInputElement} */ (event.target).value, hovered: "" });
  const word = query.trim();
  const result = says || (word ? (many ? `${count(many)} of ${count(words.length)}` : "not among these") : "");
  const { all } = panel.local;
  return [
    h("span", "lb-control", icons.icon(icons.search), h("input", { type: "search", class: "lb-input-text", placeholder: "Search", "aria-label": "Search the words: arrows step through what was found, Enter pins", spellcheck: "false", props: { value: query }, on: { input: typed, keydown: keyed }, ...OWN_KEYS })),
    button({ label: "All words", pressed: Boolean(all), disabled: !panel.canAsk && !all, onClick: () => panel.update({ all: !all }) }),
    word && !many && panel.canAsk ? button({ label: `Compare “${shorten(word, 16)}”`, onClick: () => addWord(panel, word) }) : h("span", { class: "lb-sub", role: "status" }, result),
  ];
}

/** Put a word among those that are compared. @param {Panel} panel @param {string} word */
function addWord(panel, word) {
  const { data } = panel;
  panel.update({ search: "" });
  panel.select({ word });
  panel.change({ command: "edit_words", words: [...new Set([...data.words.filter((_, i) => !(i in data.flags)), word])], top_k: data.top_k });
}

// Where ---------------------------------------------------------------------------------------------------------------

/**
 * The words and their places, computed once for the same words, groups and size.
 *
 * @param {Panel} panel
 * @param {Words} source
 * @param {string} kind
 * @param {number} width
 */
function layout(panel, source, kind, width) {
  const { data, group } = compared(panel);
  const signature = [kind, group, data.reference, width].join();
  /** @type {any} */
  const cached = panel.local.geometry;
  if (cached?.source === source && cached.signature === signature) return /** @type {typeof geometry} */ (cached);
  const { x, y, nats } = kind === "models" ? modelCloud(data, group) : groupCloud(/** @type {Vocabulary} */ (source), data.reference, group, kind);
  const side = width - LEFT - RIGHT;
  /** @type {import("./placing.js").Box} */
  const frame = [LEFT, TOP, LEFT + side, TOP + side];
  const both = extent([...x, ...y], { least: Math.LN10 });
  const reach = Math.max(...extent(y).map(Math.abs));
  const [xs, ys] = kind === "difference" ? [extent(x, { least: Math.LN10 }), /** @type {[number, number]} */ ([-reach, reach])] : [both, both];
  const [sx, sy] = [linear(xs, [frame[0], frame[2]]), linear(ys, [frame[3], frame[1]])];
  const [px, py] = [Float64Array.from(x, sx), Float64Array.from(y, sy)];
  const geometry = { source, signature, kind, words: source.words, slurs: source.slurs, nats, frame, sx, sy, xs, ys, px, py };
  panel.local.geometry = geometry;
  return geometry;
}

/** @param {Vocabulary} vocabulary @param {number} reference @param {number} group @param {string} kind */
function groupCloud({ log_p }, reference, group, kind) {
  const [a, b] = [log_p[reference], log_p[group]];
  const nats = Float64Array.from(a, (value, i) => b[i] - value);
  return kind === "groups" ? { x: a, y: b, nats } : { x: Float64Array.from(a, (value, i) => (value + b[i]) / 2), y: nats, nats };
}

/** @param {import("./decode.js").Data} data @param {number} group */
function modelCloud(data, group) {
  const [x, y] = data.models.map((result) => Float64Array.from(data.words, (_, word) => statistic(data, result.mean, word, group)));
  return { x, y, nats: x };
}

// The picture ---------------------------------------------------------------------------------------------------------

/** @param {Panel} panel @param {Geometry} geometry @param {readonly number[]} found @param {readonly string[]} names */
function drawing(panel, geometry, found, names) {
  const { words, frame, nats } = geometry;
  const size = /** @type {[number, number]} */ ([frame[2] + RIGHT, frame[3] + BOTTOM]);
  const position = new Map(words.map((word, i) => [word, i]));
  const chosen = panel.data.words.map((word) => position.get(word) ?? -1).filter((i) => i >= 0).sort((one, other) => Math.abs(nats[other]) - Math.abs(nats[one]));
  const some = found.length ? found.slice(0, MATCHES) : chosen.slice(0, CANDIDATES);
  return wordPlot(panel, geometry, size, `${words.length} words: ${names.join(" and ")}`, points(geometry, found, size), axes(geometry, names), wordMarks(panel, geometry, some, frame));
}

/** The cloud, drawn again only when it changes. @param {Geometry} geometry @param {readonly number[]} found @param {[number, number]} size */
function points(geometry, found, [width, height]) {
  const draw = (/** @type {HTMLCanvasElement & { lbDrawn?: unknown[] }} */ element) => {
    const drawn = [geometry, String(found), isDark(element), devicePixelRatio];
    if (element.lbDrawn?.every((one, i) => one === drawn[i])) return;
    element.lbDrawn = drawn;
    paint(element, width, height, (context) => cloudOn(context, geometry, new Set(found), isDark(element), token(element, "--edge")));
  };
  return h("canvas", { "aria-hidden": "true", style: { width: `${width}px`, height: `${height}px` }, drawn: draw });
}

/** @param {CanvasRenderingContext2D} context @param {Geometry} geometry @param {Set<number>} found @param {boolean} dark @param {string} edge */
function cloudOn(context, { nats, px, py }, found, dark, edge) {
  context.strokeStyle = edge;
  context.lineWidth = 0.5;
  for (let i = px.length - 1; i >= 0; i--) {
    const hit = found.has(i);
    context.globalAlpha = found.size && !hit ? 0.25 : 1;
    context.fillStyle = css(diverging(-nats[i] / 4, dark));
    context.beginPath();
    context.arc(px[i], py[i], hit ? 4 : px.length > 4000 ? 1.4 : 2, 0, 7);
    context.fill();
    context.stroke();
  }
}

/** @param {Geometry} geometry @param {readonly string[]} names */
function axes({ kind, frame, sx, sy, xs, ys }, [first, second]) {
  const [left, top, right, bottom] = frame;
  const [models, difference] = [kind === "models", kind === "difference"];
  const lines = grid(frame, { ticks: models ? ratioTicks(xs, 2) : probabilityTicks(xs, 5), scale: sx }, { ticks: models || difference ? ratioTicks(ys, 2) : probabilityTicks(ys, 6), scale: sy });
  const across = difference ? "probability, mean of both (geometric)" : models ? first : `probability with ${first}`;
  const up = difference ? `← more with ${first}, ${second} →` : models ? second : `probability with ${second}`;
  const [x, y] = [left + (right - left) * 0.1, bottom - (bottom - top) * 0.1 - 6];
  return [
    lines,
    difference ? null : [h("path", { class: "ax", d: `M${left},${bottom}L${right},${top}`, "stroke-dasharray": "5 3" }), label(x, y, models ? "both alike" : "same", "m middle halo", -45)],
    label((left + right) / 2, bottom + 32, across, "m middle"),
    label(11, (top + bottom) / 2, up, "m middle", -90),
  ];
}
