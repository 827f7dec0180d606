// Every word under both prompts: association under one group against the other, or their difference, or two models.

import { css, diverging, isDark, token } from "../base/colours.js";
import { paint } from "../base/canvas.js";
import { button, icon, segmented } from "../base/controls.js";
import { h, OWN_KEYS } from "../base/dom.js";
import { count } from "../base/numbers.js";
import { controls, heading } from "../base/parts.js";
import { comparedGroup, decodeVocabulary, focusedWord, hoverWord, pinWord, shownTemplate, statistic } from "./decode.js";
import { known } from "./format.js";
import { label, mark, shorten, shown } from "./marks.js";
import { Nearest, placeLabels } from "./placing.js";
import { extent, linear, probabilityTicks, ratioTicks } from "./scales.js";
import { search } from "./search.js";

/** @typedef {import("./decode.js").Panel} Panel */
/** @typedef {import("./decode.js").Vocabulary} Vocabulary */
/** @typedef {{ words: readonly string[], slurs: Set<number>, x: Float64Array, y: Float64Array, nats: Float64Array, kind: string, signature: string }} Cloud places in nats */
/** @typedef {{ cloud: Cloud, left: number, top: number, side: number, height: number, sx: (v: number) => number, sy: (v: number) => number, xs: [number, number], ys: [number, number], px: Float64Array, py: Float64Array, nearest: Nearest }} Geometry */

const [LEFT, TOP, RIGHT, BOTTOM] = [58, 8, 10, 40];
const MATCHES = 24; // labels of found words, at most
const CANDIDATES = 30;

/** @param {Panel} panel @param {number} width */
export function scatter(panel, width) {
  const { data } = panel;
  const vocabulary = currentVocabulary(panel);
  const [reference, other] = [data.groups[data.reference] ?? "", data.groups[comparedGroup(panel)] ?? ""];
  /** @type {[string, string][]} */
  const kinds = [["groups", "A and B"], ["difference", "Difference"], ...(data.models.length > 1 ? [/** @type {[string, string]} */ (["models", "Two models"])] : [])];
  const kind = kinds.some(([name]) => name === panel.settings.plot) ? panel.settings.plot : "groups";
  const choice = segmented({ label: "", options: kinds, value: kind, onChange: (plot) => panel.set({ plot }) });
  const title = kind === "models" ? "The same words, two models" : "Every word, both prompts";
  if (!vocabulary.state && kind !== "models") return h("div", null, heading(title), controls(choice), vocabulary.waiting);
  const geometry = layout(panel, /** @type {Vocabulary} */ (vocabulary.state), kind, Math.min(width, 520));
  const found = search(geometry.cloud.words, panel.local.search ?? "");
  const subtitle = kind === "models" ? "means over templates" : `${panel.local.wants === "all" && vocabulary.state === panel.local.vocabulary ? "all" : "top"} ${count(geometry.cloud.words.length)} words${data.templates.length > 1 ? `, template ${shownTemplate(panel) + 1}` : ""}`;
  return h(
    "div",
    null,
    heading(title, subtitle),
    h("div", { class: "lb-controls lb-bias-finder" }, choice, kind === "models" ? null : finder(panel, geometry, found, vocabulary)),
    drawing(panel, geometry, found, kind === "models" ? [shorten(data.models[0]?.model.name ?? "", 30), shorten(data.models[1]?.model.name ?? "", 30)] : [reference, other]),
  );
}

// Which words ---------------------------------------------------------------------------------------------------------

/**
 * The words of the shown template: those of the first paint, or fetched ones.
 *
 * @param {Panel} panel
 * @returns {{ state: Vocabulary | null, status: string, waiting: import("../base/dom.js").Child }}
 */
function currentVocabulary(panel) {
  const template = shownTemplate(panel);
  const all = panel.local.wants === "all";
  const first = panel.data.vocabulary;
  if (!all && first?.template === template) return { state: first, status: "ready", waiting: null };
  const key = `vocabulary-${template}-${all}`;
  const detail = panel.fetch(key, { command: "fetch_vocabulary", template, all });
  if (detail.status === "ready") {
    if (panel.local.vocabularyOf !== detail) Object.assign(panel.local, { vocabulary: decodeVocabulary(detail.value), vocabularyOf: detail });
    return { state: panel.local.vocabulary, status: "ready", waiting: null };
  }
  const says = { waiting: "Fetching the words of this template …", failed: detail.error ?? "", offline: "Without a kernel, only the words of the first template are here." }[detail.status];
  return { state: first?.template === template ? first : null, status: detail.status, waiting: h("p", { class: "lb-note lb-bias-waiting", role: "status" }, says) };
}

/**
 * The search field with what it found, and all words on demand.
 *
 * @param {Panel} panel
 * @param {Geometry} geometry
 * @param {readonly number[]} found
 * @param {{ status: string }} vocabulary
 */
function finder(panel, { cloud }, found, vocabulary) {
  const query = panel.local.search ?? "";
  const many = found.length;
  const says = !query.trim() ? "" : many ? `${count(many)} of ${count(cloud.words.length)}` : "not among these";
  const step = (/** @type {number} */ by) => {
    if (!many) return;
    const at = found.findIndex((i) => cloud.words[i] === panel.local.hovered);
    hoverWord(panel, cloud.words[found[(at + by + many) % many] ?? 0] ?? "");
  };
  const keyed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter" && many) panel.select({ word: panel.local.hovered || cloud.words[found[0] ?? 0] });
    else if (event.key === "Escape") panel.update({ search: "", hovered: "" });
    else return;
    event.preventDefault();
  };
  const typed = (/** @type {Event} */ event) => panel.update({ search: /** @type {HTMLInputElement} */ (event.target).value, hovered: "" });
  const word = query.trim();
  const add = !many && word && panel.canAsk ? button({ label: `Compare “${shorten(word, 16)}”`, onClick: () => addWord(panel, word) }) : null;
  const all = panel.local.wants === "all";
  const whole = button({ label: vocabulary.status === "waiting" ? "Fetching …" : "All words", pressed: all, disabled: !panel.canAsk && !all, onClick: () => panel.update({ wants: all ? "" : "all" }) });
  const field = h("input", { type: "search", class: "lb-input-text", placeholder: "Search", "aria-label": "Search the words; arrow keys step through what was found, Enter pins", spellcheck: "false", props: { value: query }, on: { input: typed, keydown: keyed }, ...OWN_KEYS });
  return [h("span", { class: "lb-control" }, icon("search"), field), whole, add ?? h("span", { class: "lb-sub", role: "status" }, says)];
}

/** Put a word among those that are compared. @param {Panel} panel @param {string} word */
function addWord(panel, word) {
  const words = [...new Set([...panel.data.words.filter((_, i) => !(i in panel.data.flags)), word])];
  panel.update({ search: "" });
  panel.select({ word });
  panel.change({ command: "edit_words", words, top_k: panel.data.top_k });
}

// Where ---------------------------------------------------------------------------------------------------------------

/**
 * The words and their places, computed once for the same words, groups and size.
 *
 * @param {Panel} panel
 * @param {Vocabulary} vocabulary
 * @param {string} kind
 * @param {number} width
 * @returns {Geometry}
 */
function layout(panel, vocabulary, kind, width) {
  const { data } = panel;
  const group = comparedGroup(panel);
  const source = kind === "models" ? data : vocabulary;
  const cached = panel.local.geometry;
  const signature = [kind, group, data.reference, width].join();
  if (cached?.source === source && cached.cloud.signature === signature) return cached;
  const cloud = { ...(kind === "models" ? modelCloud(data, group) : groupCloud(vocabulary, data.reference, group, kind)), kind, signature };
  const side = width - LEFT - RIGHT;
  const height = side + TOP + BOTTOM;
  const same = kind !== "difference";
  const both = extent([...cloud.x, ...cloud.y], { least: Math.LN10 });
  const xs = same ? both : extent(cloud.x, { least: Math.LN10 });
  const ys = same ? both : around(extent(cloud.y, { least: 1 }));
  const [sx, sy] = [linear(xs, [LEFT, LEFT + side]), linear(ys, [TOP + side, TOP])];
  const [px, py] = [Float64Array.from(cloud.x, sx), Float64Array.from(cloud.y, sy)];
  const geometry = { source, cloud, left: LEFT, top: TOP, side, height, sx, sy, xs, ys, px, py, nearest: new Nearest(px, py) };
  panel.local.geometry = geometry;
  return geometry;
}

/** The same to both sides of 0. @param {[number, number]} ends @returns {[number, number]} */
const around = ([low, high]) => [-Math.max(-low, high), Math.max(-low, high)];

/** @param {Vocabulary} vocabulary @param {number} reference @param {number} group @param {string} kind */
function groupCloud({ words, slurs, log_p }, reference, group, kind) {
  const [a, b] = [log_p[reference] ?? new Float32Array(), log_p[group] ?? new Float32Array()];
  const nats = Float64Array.from(words, (_, i) => Number(b[i]) - Number(a[i]));
  if (kind === "groups") return { words, slurs, x: Float64Array.from(a), y: Float64Array.from(b), nats };
  return { words, slurs, x: Float64Array.from(words, (_, i) => (Number(a[i]) + Number(b[i])) / 2), y: nats, nats };
}

/** @param {import("./decode.js").Data} data @param {number} group */
function modelCloud(data, group) {
  const [x, y] = data.models.map((result) => Float64Array.from(data.words, (_, word) => statistic(data, result.mean, word, group)));
  return { words: data.words, slurs: data.slurs, x: /** @type {Float64Array} */ (x), y: /** @type {Float64Array} */ (y), nats: /** @type {Float64Array} */ (x) };
}

// The picture ---------------------------------------------------------------------------------------------------------

/** @param {Panel} panel @param {Geometry} geometry @param {readonly number[]} found @param {readonly string[]} names */
function drawing(panel, geometry, found, names) {
  const { cloud, left, top, side, height } = geometry;
  const width = left + side + RIGHT;
  const at = (/** @type {MouseEvent} */ event) => {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    return geometry.nearest.at(event.clientX - box.left, event.clientY - box.top);
  };
  const on = {
    mousemove: (/** @type {MouseEvent} */ event) => hoverWord(panel, cloud.words[at(event) ?? -1] ?? ""),
    mouseleave: () => hoverWord(panel, ""),
    click: (/** @type {MouseEvent} */ event) => {
      const word = cloud.words[at(event) ?? -1];
      if (word) pinWord(panel, word);
    },
  };
  const name = `${cloud.words.length} words: ${cloud.kind === "difference" ? "difference over mean probability" : `${names[1]} over ${names[0]}`}`;
  return h(
    "div",
    { class: "lb-bias-plot lb-scroll-plot", style: { width: `${width}px`, height: `${height}px` }, on },
    points(geometry, found, width, height),
    h("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name }, axes(geometry, names, top), labelled(panel, geometry, found)),
  );
}

/** The cloud, drawn again only when it changes. @param {Geometry} geometry @param {readonly number[]} found @param {number} width @param {number} height */
function points(geometry, found, width, height) {
  const signature = `${geometry.cloud.signature},${geometry.cloud.words.length},${found.length},${found[0] ?? ""}`;
  const draw = (/** @type {import("../base/dom.js").VNode} */ vnode) => {
    const element = /** @type {HTMLCanvasElement} */ (vnode.elm);
    const drawn = /** @type {any} */ (element);
    const dark = isDark(element);
    const state = `${signature},${dark},${globalThis.devicePixelRatio}`;
    if (drawn.lbState === state && drawn.lbSource === geometry) return;
    Object.assign(drawn, { lbState: state, lbSource: geometry });
    paint(element, width, height, (context) => cloudOn(context, geometry, found, dark, token(element, "--edge")));
  };
  return h("canvas", { "aria-hidden": "true", style: { width: `${width}px`, height: `${height}px` }, hook: { insert: draw, postpatch: (_, vnode) => draw(vnode) } });
}

/** @param {CanvasRenderingContext2D} context @param {Geometry} geometry @param {readonly number[]} found @param {boolean} dark @param {string} edge */
function cloudOn(context, { cloud, px, py }, found, dark, edge) {
  const searched = found.length > 0;
  const hits = new Set(found);
  context.strokeStyle = edge;
  context.lineWidth = 0.5;
  for (let i = px.length - 1; i >= 0; i--) {
    if (!Number.isFinite(px[i]) || !Number.isFinite(py[i])) continue;
    const hit = hits.has(i);
    context.globalAlpha = searched && !hit ? 0.25 : 1;
    context.fillStyle = css(diverging(-Number(cloud.nats[i]) / 4, dark));
    context.beginPath();
    context.arc(Number(px[i]), Number(py[i]), hit ? 4 : px.length > 4000 ? 1.4 : 2, 0, 7);
    context.fill();
    context.stroke();
  }
}

/** @param {Geometry} geometry @param {readonly string[]} names @param {number} top */
function axes({ cloud, left, side, sx, sy, xs, ys }, [first = "", second = ""], top) {
  const [right, bottom, middle] = [left + side, top + side, left + side / 2];
  const ratios = cloud.kind === "models";
  const [across, up] = [ratios ? ratioTicks(xs, 2) : probabilityTicks(xs, 5), ratios || cloud.kind === "difference" ? ratioTicks(ys, 2) : probabilityTicks(ys, 6)];
  const lines = [
    across.map(({ at, label: text }) => [h("line", { class: "gr", x1: sx(at), x2: sx(at), y1: top, y2: bottom }), label(sx(at), bottom + 14, text, { kind: "m", anchor: "middle" })]),
    up.map(({ at, label: text }) => [h("line", { class: text === "same" ? "ax" : "gr", x1: left, x2: right, y1: sy(at), y2: sy(at) }), label(left - 5, sy(at) + 4, text, { kind: "m", anchor: "end" })]),
  ];
  const frame = h("rect", { class: "gr", x: left, y: top, width: side, height: side });
  const turned = (/** @type {string} */ text) => label(11, top + side / 2, text, { kind: "m", anchor: "middle", turned: -90 });
  const below = (/** @type {string} */ text) => label(middle, bottom + 32, text, { kind: "m", anchor: "middle" });
  if (cloud.kind === "difference") return [frame, lines, below("probability, mean of both (geometric)"), turned(`← more with ${first}, ${second} →`)];
  const diagonal = h("path", { class: "ax", d: `M${left},${bottom}L${right},${top}`, "stroke-dasharray": "5 3" });
  const spot = [left + side * 0.1, bottom - side * 0.1 - 6];
  const same = label(Number(spot[0]), Number(spot[1]), ratios ? "both alike" : "same", { kind: "m", anchor: "middle", turned: -45, halo: true });
  return ratios ? [frame, lines, diagonal, same, below(first), turned(second)] : [frame, lines, diagonal, same, below(`probability with ${first}`), turned(`probability with ${second}`)];
}

/** Marks and names of the words that matter: pinned and hovered, found, compared. @param {Panel} panel @param {Geometry} geometry @param {readonly number[]} found */
function labelled(panel, { cloud, left, top, side, px, py }, found) {
  const position = new Map(cloud.words.map((word, i) => [word, i]));
  const focus = focusedWord(panel).word;
  const place = (/** @type {string} */ word) => position.get(word) ?? -1;
  const compared = panel.data.words.map(place).filter((i) => i >= 0).sort((one, other) => Math.abs(Number(cloud.nats[other])) - Math.abs(Number(cloud.nats[one]))).slice(0, CANDIDATES);
  const chosen = [place(focus), place(panel.selection.word ?? "")].filter((i) => i >= 0);
  const searched = found.length > 0;
  const marked = [...new Set([...chosen, ...(searched ? found.slice(0, MATCHES) : compared)])].filter((i) => Number.isFinite(px[i]) && Number.isFinite(py[i]));
  const labels = marked.map((i) => ({ x: Number(px[i]), y: Number(py[i]), text: shorten(shown(panel, cloud.words[i] ?? "", cloud.slurs.has(i))), bold: chosen.includes(i) }));
  const circles = marked.map((i) => /** @type {[number, number, number]} */ ([Number(px[i]), Number(py[i]), 5]));
  const size = panel.settings.large ? 1.4 : 1;
  const placed = placeLabels(labels, circles, [left, top, left + side, top + side], (text, bold) => [...text].length * (bold ? 6.9 : 6.3) * size);
  return [
    [...marked].reverse().map((i) => mark(Number(cloud.nats[i]), Number(px[i]), Number(py[i]), { strong: chosen.includes(i), key: String(i) })),
    placed.map(({ x, y, anchor, label: { text, bold } }) => label(x, y, text, { kind: bold ? "b" : "", anchor, halo: true })),
  ];
}

/** @param {Panel} panel @param {string} word @returns {number | null} the difference of a word in the shown template, in nats */
export function vocabularyDifference(panel, word) {
  for (const { position, log_p } of [panel.local.vocabulary, panel.data.vocabulary].filter(Boolean)) {
    const at = position.get(word);
    const found = at === undefined ? NaN : Number(log_p[comparedGroup(panel)]?.[at]) - Number(log_p[panel.data.reference]?.[at]);
    if (known(found)) return found;
  }
  return null;
}
