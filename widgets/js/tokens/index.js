// The token panel.

import { decodeArray, decodeRuns, decodeTexts } from "../base/codec.js";
import { segmented, stepper } from "../base/controls.js";
import { classes, h, OWN_KEYS } from "../base/dom.js";
import { roving } from "../base/keys.js";
import { count, fixed, plural } from "../base/numbers.js";
import { definePanel } from "../base/panel.js";
import { chip, columns, controls, heading, legend, mono, muted, note, readout, row, stats } from "../base/parts.js";
import { chipKind, differs, hex, lines, marks, words } from "./layout.js";

/** @typedef {import("./layout.js").Tokenizer} Tokenizer */
/** @typedef {import("./layout.js").Column} Column */
/** @typedef {{ tokenizers: (Tokenizer & { words: number[][], at: Map<number, number> })[], columns: Column[] | null }} Data */
/** @typedef {import("../base/state.js").PanelState<Data>} Panel */

const SHOWN = 400; // tokens; the rest on demand
const BLOCK = 40; // words that are drawn, or left as they are, together
const MS_A_STEP = 800;

/** @param {any} content @returns {Data} */
function decode(content) {
  return { tokenizers: content.tokenizers.map(decodeTokenizer), columns: content.columns && decodeColumns(content.columns) };
}

/** @param {any} state */
function decodeTokenizer(state) {
  const [ids, starts, ends, flags, pretokens, groups] = ["ids", "starts", "ends", "flags", "pretokens", "groups"].map((name) => decodeArray(state[name]).values);
  const tokenizer = /** @type {Tokenizer} */ ({ ...state, ids, starts, ends, flags, pretokens, groups, labels: decodeTexts(state.labels), bytes: decodeRuns(state.bytes).map(hex) });
  const all = words(tokenizer, tokenizer.labels.length);
  return { ...tokenizer, words: all, at: new Map(all.flatMap((tokens, word) => tokens.map((token) => [token, word]))) };
}

/** @param {any} state @returns {Column[]} */
function decodeColumns(state) {
  const [starts, ends] = [decodeArray(state.starts).values, decodeArray(state.ends).values];
  const cells = state.tokens.map((/** @type {any} */ one) => ({ first: decodeArray(one.first).values, count: decodeArray(one.count).values }));
  return decodeTexts(state.texts).map((text, i) => ({ start: starts[i] ?? 0, end: ends[i] ?? 0, text, cells: cells.map((/** @type {any} */ one) => ({ first: one.first[i], count: one.count[i] })) }));
}

/** The tokenizer that is open. @param {Panel} panel */
const open = (panel) => /** @type {Data["tokenizers"][0]} */ (panel.data.tokenizers[panel.settings.tokenizer] ?? panel.data.tokenizers[0]);

/** Whether what is pinned and hovered belongs to the open tokenizer: selections count the first one's tokens. @param {Panel} panel */
const isFirst = (panel) => open(panel) === panel.data.tokenizers[0];

/** The pinned tokens of the open tokenizer. @param {Panel} panel @returns {number[]} */
function pinned(panel) {
  if (isFirst(panel)) return panel.selection.tokens;
  return panel.local.pinned ?? [];
}

/** @param {Panel} panel @param {number} token @param {MouseEvent | KeyboardEvent | {}} event */
function pin(panel, token, event) {
  if (isFirst(panel)) panel.pin(token, event);
  else panel.update({ pinned: String(panel.local.pinned) === String(token) ? [] : [token] });
}

/** @param {Panel} panel */
function view(panel) {
  const tokenizer = open(panel);
  const focus = panel.hovered[0] ?? pinned(panel)[0];
  return [
    row("", piecesHeading(panel, tokenizer), chips(panel, tokenizer), h("div", "lb-token-counts", counts(tokenizer))),
    saying(panel, tokenizer, focus),
    panel.data.columns ? row("", ...aligned(panel, panel.data.columns)) : null,
    tokenizer.stages.length || tokenizer.replay ? row("", columns("minmax(0, 1.08fr) minmax(0, 1fr)", h("div", null, replay(panel, tokenizer)), h("div", null, stages(tokenizer)))) : null,
  ];
}

/** @param {Panel} panel @param {Tokenizer} tokenizer */
function piecesHeading(panel, tokenizer) {
  const { tokenizers } = panel.data;
  const subtitle = [tokenizer.model, tokenizer.kind, tokenizer.vocabulary ? `${count(tokenizer.vocabulary)} entries` : ""].filter(Boolean).join(", ");
  const swatch = (/** @type {string} */ kind) => h("span", `lb-swatch ${kind}`, "a");
  const key = legend([[mono("·"), "space"], [swatch("continues"), "continues a word"], [swatch("dash"), "special"], [swatch("hatched"), "unknown"]]);
  if (tokenizers.length === 1) return heading("Pieces and ids", h("bdi", null, subtitle), key);
  const options = tokenizers.map(({ model }, i) => /** @type {const} */ ([String(i), model]));
  return [
    controls(segmented({ label: "tokenizer", options, value: String(panel.settings.tokenizer), onChange: (value) => (panel.set({ tokenizer: Number(value), step: null }), panel.update({ pinned: [], word: null })) })),
    heading("Pieces and ids", h("bdi", null, subtitle), key),
  ];
}

/**
 * All chips; blocks of words that look as before are the same values as before, so that nothing is compared in them.
 *
 * @param {Panel} panel @param {Data["tokenizers"][0]} tokenizer
 */
function chips(panel, tokenizer) {
  const limit = panel.local.all ? Infinity : SHOWN;
  const pins = new Set(pinned(panel));
  const hovers = new Set(isFirst(panel) ? panel.hovered : []);
  const focused = pinned(panel)[0] ?? 0;
  const shown = tokenizer.words.filter((tokens) => (tokens[0] ?? 0) < limit);
  const old = panel.local.blocks?.of === tokenizer ? panel.local.blocks.list : [];
  /** @type {{ look: string, node: import("../base/dom.js").VNode }[]} */
  const list = [];
  for (let at = 0; at < shown.length; at += BLOCK) {
    const block = shown.slice(at, at + BLOCK);
    const look = block.flat().filter((token) => pins.has(token) || hovers.has(token) || token === focused).map((token) => `${token}${pins.has(token) ? "p" : ""}${hovers.has(token) ? "h" : ""}`).join();
    const before = old[at / BLOCK];
    const node = before?.look === look ? before.node : h("span", { class: "lb-block", key: at, role: "presentation" }, block.map((tokens) => word(tokenizer, tokens, pins, hovers, focused)));
    list.push({ look, node });
  }
  panel.local.blocks = { of: tokenizer, list };
  const hidden = tokenizer.labels.length - Math.min(limit, tokenizer.labels.length);
  const token = (/** @type {Event} */ event) => {
    const at = /** @type {Element} */ (event.target).closest("[data-token]")?.getAttribute("data-token");
    return at === null || at === undefined ? null : Number(at);
  };
  const on = {
    mouseover: (/** @type {Event} */ event) => isFirst(panel) && panel.hover(token(event)),
    mouseleave: () => panel.hover(null),
    focusin: (/** @type {Event} */ event) => isFirst(panel) && panel.hover(token(event)),
    click: (/** @type {MouseEvent} */ event) => {
      const at = token(event);
      if (at !== null) choose(panel, tokenizer, at, event);
    },
    keydown: roving({ onKey: (key, place, event) => (key === "Enter" || key === " " ? (choose(panel, tokenizer, place, event), true) : false) }),
  };
  return [
    h("div", { class: "lb-tokens", role: "listbox", "aria-multiselectable": "true", "aria-label": "Tokens", on }, list.map(({ node }) => node)),
    hidden > 0 ? h("button", { type: "button", class: "lb-btn lb-more-tokens", on: { click: () => panel.update({ all: true }) }, ...OWN_KEYS }, `Show ${plural(hidden, "more token")}`) : null,
  ];
}

/** @param {Panel} panel @param {Tokenizer} tokenizer @param {number} token @param {MouseEvent | KeyboardEvent} event */
function choose(panel, tokenizer, token, event) {
  pin(panel, token, event);
  const pretoken = tokenizer.pretokens[token] ?? 0;
  panel.update({ word: pretoken ? pretoken - 1 : null });
  panel.set({ step: null });
}

/** @param {Tokenizer} tokenizer @param {number[]} tokens @param {Set<number>} pins @param {Set<number>} hovers @param {number} focused */
function word(tokenizer, tokens, pins, hovers, focused) {
  const shared = tokenizer.split.filter((group) => tokens.includes(group.tokens[0] ?? -1));
  const drawn = tokens.map((token) =>
    chip({ index: token, piece: tokenizer.labels[token] ?? "", detail: String(tokenizer.ids[token]), kind: chipKind(tokenizer.flags[token] ?? 0), pinned: pins.has(token), hovered: hovers.has(token), focusable: token === focused }),
  );
  const said = `${shared.flatMap((group) => group.tokens).length} tokens, ${shared.length > 1 ? `${shared.length} characters` : "one character"}`;
  const whole = shared.length ? h("span", "lb-shared", "= ", h("bdi", "lb-shared-text", shared.map(({ text }) => text).join(" ")), muted(` ${said}`)) : null;
  return h("span", { class: "lb-word", key: tokens[0] ?? 0, role: "presentation" }, drawn, whole);
}

/** @param {Tokenizer} tokenizer */
function counts({ counts: all, labels, flags }) {
  if (!all) return null;
  const { characters = 0, tokens = 0 } = all;
  return stats([
    ["characters", count(characters)],
    ["bytes", count(all.bytes)],
    ["words", count(all.words)],
    ["tokens", count(tokens)],
    ["tokens per word", all.words ? fixed(tokens / all.words, 2) : "–"],
    ["characters per token", tokens ? fixed(characters / tokens, 2) : "–"],
    ["unknown", count(all.unknown)],
    ["special", count(labels.filter((_, i) => (flags[i] ?? 0) & 17).length)],
  ]);
}

/** @param {Panel} panel @param {Data["tokenizers"][0]} tokenizer @param {number | undefined} token */
function saying(panel, tokenizer, token) {
  if (token === undefined || token >= tokenizer.labels.length) {
    const text = tokenizer.labels.length ? "Point at a token, or choose one with the arrow keys" : "Type a text above to see its tokens";
    return readout({ what: muted(text) });
  }
  const pins = pinned(panel);
  const members = tokenizer.words[tokenizer.at.get(token) ?? 0] ?? [];
  /** @type {[string, import("../base/dom.js").Child][]} */
  const values = [["id", count(tokenizer.ids[token])], ["bytes", mono(tokenizer.bytes[token] || "none")], ["characters", `${count(tokenizer.starts[token])} to ${count(tokenizer.ends[token])}`]];
  if (members.length > 1) values.push(["piece", `${members.indexOf(token) + 1} of ${members.length}`]);
  const said = marks(tokenizer.flags[token] ?? 0);
  if (said) values.push(["", said]);
  if (pins.length > 1) values.push(["pinned", plural(pins.length, "token")]);
  return readout({ what: [`Token ${token} `, mono(tokenizer.labels[token])], pinned: pins.includes(token), values, hint: pins.length ? "Esc clears" : "Click pins" });
}

// Several tokenizers -----------------------------------------------------------------------------------------------

const CHARACTER = 11; // CSS pixels

/** @param {Panel} panel @param {Column[]} all */
function aligned(panel, all) {
  const { tokenizers } = panel.data;
  const chosen = panel.settings.differing ? all.filter(differs) : all;
  const focus = [...panel.hovered, ...panel.selection.tokens].map((token) => [tokenizers[0]?.starts[token] ?? 0, tokenizers[0]?.ends[token] ?? 0]);
  const marked = (/** @type {Column} */ column) => focus.some(([start = 0, end = 0]) => start < column.end && column.start < end);
  const label = Math.min(panel.width * 0.3, 150);
  const room = Math.max(panel.width - label - 40, 120);
  const width = (/** @type {Column} */ column) => Math.min(room, Math.max([...column.text].length, ...column.cells.map((cell, i) => labelsOf(panel, i, cell).reduce((sum, text) => sum + [...text].length + 1.2, 0))) * CHARACTER + 4);
  const limit = panel.local.allColumns ? Infinity : SHOWN;
  const rows = lines(chosen.slice(0, limit), width, room, 2);
  const line = (/** @type {Column[]} */ part, /** @type {number} */ number) => {
    const template = `${label}px ${part.map((column) => `${width(column)}px`).join(" ")}`;
    const texts = part.map((column) => h("span", classes("lb-axis", marked(column) && "band"), h("bdi", null, column.text), h("small", null, column.start)));
    const bodies = tokenizers.flatMap(({ model }, i) => [
      h("span", "lb-axis-name", h("bdi", null, model)),
      ...part.map((column) => h("span", classes("lb-axis-cell", marked(column) && "band"), labelsOf(panel, i, column.cells[i]).map((text, at) => h("bdi", { class: classes("lb-box", chipKind(tokenizers[i]?.flags[(column.cells[i]?.first ?? 0) + at] ?? 0)) }, text)))),
    ]);
    return h("div", { class: "lb-axis-line", key: number, style: { "grid-template-columns": template } }, h("span", "lb-axis-name lb-muted", "characters"), texts, bodies);
  };
  const differing = all.filter(differs).length;
  const options = /** @type {const} */ ([["all", "All"], ["differing", `Only where they differ (${count(differing)})`]]);
  const toggle = segmented({ label: "columns", options, value: panel.settings.differing ? "differing" : "all", onChange: (value) => panel.set({ differing: value === "differing" }) });
  const totals = tokenizers.map(({ model, counts: one }) => h("span", "lb-nowrap", h("bdi", null, model), " ", h("b", null, count(one?.tokens ?? 0)), one?.inserted ? muted(` + ${one.inserted} special`) : null));
  const hidden = chosen.length - Math.min(limit, chosen.length);
  return [
    heading(`The same characters, ${tokenizers.length} vocabularies`, "columns end where all of them have a boundary", toggle),
    chosen.length ? h("div", "lb-axis-lines", rows.map(line)) : note("They cut this text in the same places."),
    hidden > 0 ? h("button", { type: "button", class: "lb-btn", on: { click: () => panel.update({ allColumns: true }) }, ...OWN_KEYS }, `Show ${plural(hidden, "more column")}`) : null,
    h("div", "lb-controls lb-totals", h("span", "lb-lab", "tokens"), totals),
  ];
}

/** @param {Panel} panel @param {number} tokenizer @param {{ first: number, count: number } | undefined} cell */
function labelsOf(panel, tokenizer, cell) {
  if (!cell) return [];
  const labels = panel.data.tokenizers[tokenizer]?.labels ?? [];
  return labels.slice(cell.first, cell.first + cell.count).map((text) => (text.length > 24 ? `${text.slice(0, 23)}…` : text));
}

// How a word became tokens -----------------------------------------------------------------------------------------

/** @param {Panel} panel @param {Tokenizer} tokenizer */
function replay(panel, tokenizer) {
  const word = panel.local.word;
  const key = `replay ${panel.settings.tokenizer} ${word}`;
  const detail = word === null || word === undefined ? null : panel.fetch(key, { command: "fetch_replay", tokenizer: panel.settings.tokenizer, pretoken: word });
  const found = detail?.status === "ready" && detail.value.pieces ? detail.value : tokenizer.replay;
  if (!found) return [heading("How a word became tokens"), note("This tokenizer keeps no steps to replay.")];
  const last = found.steps.length - 1;
  const step = Math.min(panel.settings.step ?? last, last);
  const names = { merges: "merge", "longest-match": "match", segmentations: "way", lookup: "step" };
  const unit = names[/** @type {keyof typeof names} */ (found.kind)] ?? "step";
  const subtitle = detail?.status === "waiting" ? "fetching" : detail?.status === "offline" ? "this word was not saved; the one below was" : last > 0 && found.kind !== "segmentations" ? `${unit} ${step} of ${last}` : "";
  const rows = found.steps.map((/** @type {any} */ one, /** @type {number} */ i) => stepRow(one, i, found.kind === "segmentations" ? 0 : step));
  const go = (/** @type {number} */ to) => panel.set({ step: to });
  return [
    heading(["How ", mono(found.pretoken), ` became ${plural(found.pieces.length, "token")}`], subtitle),
    last > 0 && found.kind !== "segmentations" ? stepper({ label: "Step", value: step, max: last, playing: Boolean(panel.local.playing), onStep: go, onPlay: (playing) => play(panel, playing, last) }) : null,
    h("div", "lb-steps-list", rows),
    found.kind === "segmentations" ? note("The likeliest way to cut the word is taken; its log-probability is the sum over the pieces.") : null,
  ];
}

/** @param {any} one @param {number} i @param {number} now */
function stepRow(one, i, now) {
  const pieces = one.pieces.map((/** @type {string} */ piece, /** @type {number} */ at) => h("bdi", classes("lb-box", i > now && "later", i === now && "now", i === now && at === one.fresh && "fresh"), piece));
  return h("div", { class: classes("lb-step", i > now && "later"), key: i }, h("span", "num lb-muted", i), h("bdi", "lb-mono", one.rule), h("span", "lb-muted lb-nowrap", one.number), h("span", "lb-boxes", pieces));
}

/** @param {Panel} panel @param {boolean} playing @param {number} last */
function play(panel, playing, last) {
  clearInterval(panel.local.timer);
  panel.update({ playing, timer: undefined });
  if (!playing) return;
  if ((panel.settings.step ?? last) >= last) panel.set({ step: 0 });
  const timer = setInterval(() => {
    const next = (panel.settings.step ?? last) + 1;
    panel.set({ step: next });
    if (next >= last) play(panel, false, last);
  }, MS_A_STEP);
  panel.update({ timer });
}

/** @param {Tokenizer} tokenizer */
function stages({ stages: all, counts: numbers }) {
  if (!all.length) return [heading("Stages of the tokenizer"), note("This tokenizer runs in Python as a whole, or the text is too long to keep its stages.")];
  const items = all.map((/** @type {any} */ stage, /** @type {number} */ i) => {
    const pieces = stage.pieces.slice(0, 12).map((/** @type {string} */ piece) => h("bdi", "lb-box", piece));
    return h("li", { key: i }, h("span", "num lb-muted", i + 1), h("span", null, h("b", null, stage.component), h("span", "lb-sub", ` ${stage.name}`)), h("span", null, h("span", "lb-boxes", pieces, stage.count > 12 ? muted(`… ${count(stage.count)}`) : null), h("p", "lb-note", stage.description)));
  });
  return [heading("Stages of the tokenizer", numbers ? "what each one did to this text" : ""), h("ol", "lb-stages", items)];
}

/** @param {Panel} panel */
function table(panel) {
  const { labels, ids, bytes, starts, ends, flags, model } = open(panel);
  return {
    caption: `Tokens of ${model}`,
    columns: [{ name: "token", number: true }, { name: "piece" }, { name: "id", number: true }, { name: "bytes", wide: true }, { name: "from", number: true }, { name: "to", number: true }, { name: "marks", wide: true }],
    rows: labels.map((label, i) => [i, label, ids[i] ?? 0, bytes[i] ?? "", starts[i] ?? 0, ends[i] ?? 0, marks(flags[i] ?? 0)]),
  };
}

export default definePanel({
  name: "tokens",
  title: "Tokens",
  decode,
  view,
  table,
  model: ({ data }) => ({ name: data.tokenizers[0]?.model ?? "", details: [data.tokenizers.length > 1 ? `${data.tokenizers.length} tokenizers` : ""] }),
  spans: ({ tokenizers: [first] }) => (first ? first.labels.map((_, i) => [first.starts[i] ?? 0, first.ends[i] ?? 0]) : []),
  opened: (panel) => () => clearInterval(panel.local.timer),
});

