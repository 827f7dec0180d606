// The bias panel.

import { h } from "../base/dom.js";
import { fixed, plural } from "../base/numbers.js";
import { definePanel } from "../base/panel.js";
import { columns, legend, readout, row } from "../base/parts.js";
import { cell, compared, decode, focusedWord, meanLpbs, statistic } from "./decode.js";
import { fields } from "./fields.js";
import { known, pValue, signed, small, toward } from "./format.js";
import { key, mark, openVocabularies, shorten, shown, shownAnywhere } from "./marks.js";
import { AGREEMENT, occupations } from "./occupations.js";
import { scatter } from "./scatter.js";
import { checks, strip } from "./strip.js";
import { wordsRow } from "./words.js";

/** @typedef {import("./decode.js").Panel} Panel */

const FOLD = 66; // em of the panel's font, below which columns fold

/** @param {Panel} panel */
function view(panel) {
  const inside = panel.width - 26;
  const two = panel.width > FOLD * (panel.settings.large ? 18 : 13);
  const plotWidth = two ? Math.min(Math.round((inside - 36) * 0.45), 460) : Math.min(inside, 520);
  const rightWidth = two ? Math.min(inside - plotWidth - 36, 620) : plotWidth;
  const stripWidth = two ? Math.min(Math.round(inside * 0.6), 640) : inside;
  return [
    wordsRow(panel),
    said(panel),
    row("lb-scroll", columns(`${plotWidth}px minmax(0, 1fr)`, scatter(panel, plotWidth), occupations(panel, rightWidth, plotWidth - 68)), keys(panel)),
    row("lb-scroll", columns(`${stripWidth}px minmax(0, 1fr)`, strip(panel, stripWidth), checks(panel))),
  ];
}

/** What marks and colours mean. @param {Panel} panel */
function keys(panel) {
  const { data, reference, other } = compared(panel);
  const [less, more] = [shorten(reference, 20), shorten(other, 20)];
  return h("div", "lb-bias-keys", legend([key(mark(-2, 7, 7), `more with ${less}`), key(mark(2, 7, 7), `more with ${more}`), [[`50× ${less} `, h("span", "lb-ramp lb-bias-ramp")], `50× ${more}`]]), data.figures ? h("span", "lb-note", AGREEMENT) : null);
}

// The readout ---------------------------------------------------------------------------------------------------------

/** What is hovered or pinned, in words and numbers. @param {Panel} panel */
function said(panel) {
  const { word, pinned } = focusedWord(panel);
  if (!word) return readout({ what: "No word pinned", values: [["", "hover over a word or a point, click to pin it"]], hint: panel.canAsk ? "" : "no kernel: other templates and words need one" });
  const number = panel.data.words.indexOf(word);
  const values = number >= 0 && !(number in panel.data.flags) ? comparedValues(panel, number) : otherValues(panel, word);
  return readout({ what: h("bdi", null, shorten(shownAnywhere(panel, word), 60)), pinned, values, hint: "Esc clears" });
}

/** @param {Panel} panel @param {number} word @returns {[string, string][]} */
function comparedValues(panel, word) {
  const { data, group, pair, template, reference, other, first, second } = compared(panel);
  const mean = statistic(data, first.mean, word, group);
  const lpbs = meanLpbs(data, first, word, group);
  const adjusted = statistic(data, first.adjusted, word, group);
  const several = data.templates.length > 1;
  /** @type {[string, string][]} */
  const values = [
    [several ? `mean of ${plural(data.templates.length, "template")}` : "difference", `${signed(mean)} nats, ${toward(mean, other, reference)}`],
    probabilities(panel, pair.map((one) => cell(data, first.log_p, word, template, one))),
  ];
  if (several) values.push([`template ${template + 1}`, signed(cell(data, first.points, word, template, group))]);
  if (known(lpbs) && data.measure !== "lpbs") values.push([first.mode === "causal" ? "whole sentence (LPBS)" : "reverse (LPBS)", signed(lpbs)], ["the two conditionals disagree by", fixed(Math.abs(lpbs - mean), 2)]);
  if (known(adjusted)) values.push(["adjusted p", pValue(adjusted)]);
  if (second) values.push([shorten(second.model.name, 30), signed(statistic(data, second.mean, word, group))]);
  const partner = data.words.findIndex((text) => text.toLowerCase() === data.gendered[word]);
  if (partner < 0) return values;
  // A gendered form with its partner: agreement in gender cancels.
  const [from, to] = pair.map((one) => Math.log([word, partner].reduce((total, each) => total + Math.exp(cell(data, first.log_p, each, template, one)), 0)));
  return [...values, [`with ${shown(panel, data.words[partner], data.slurs.has(partner))} together, template ${template + 1}`, signed(to - from)]];
}

/** @param {Panel} panel @param {readonly number[]} logs @returns {[string, string]} */
function probabilities(panel, logs) {
  const { reference, other } = compared(panel);
  const [less, more] = logs.map((log) => small(Math.exp(log)));
  return ["p", `${less} with ${reference}, ${more} with ${other}`];
}

/** @param {Panel} panel @param {string} word @returns {[string, string][]} */
function otherValues(panel, word) {
  const { data, group, pair, reference, other } = compared(panel);
  const { figures } = data;
  /** @type {[string, string][]} */
  const values = [];
  const place = figures ? figures.words.indexOf(word) : -1;
  if (figures && place >= 0) {
    const mean = statistic(data, figures.mean, place, group);
    const percent = figures.scale === "percent";
    values.push(["mean", `${signed(mean)} nats, ${toward(mean, other, reference)}`], [figures.name.split(",")[0], `${fixed(figures.figures[place], percent ? 1 : 2)}${percent ? " %" : ""}`]);
  }
  const found = openVocabularies(panel).find(({ position }) => position.has(word));
  if (found) {
    const [from, to] = pair.map((one) => found.log_p[one][Number(found.position.get(word))]);
    values.push([`template ${found.template + 1}`, `${signed(to - from)} nats, ${toward(to - from, other, reference)}`], probabilities(panel, [from, to]));
  }
  return values.length ? values : [["", "not among the words on show"]];
}

// The table -----------------------------------------------------------------------------------------------------------

/** @param {Panel} panel */
function table(panel) {
  const { data, template } = compared(panel);
  const rows = data.models.flatMap((result) =>
    data.words.flatMap((text, word) =>
      data.groups.flatMap((group, number) => {
        if (number === data.reference || word in data.flags) return [];
        const [mean, low, high, agreeing, counts, adjusted] = [result.mean, result.low, result.high, result.agreeing, result.counts, result.adjusted].map((of) => statistic(data, of, word, number));
        const p = [data.reference, number].map((one) => small(Math.exp(cell(data, result.log_p, word, template, one))));
        return [[result.model.name, shown(panel, text, data.slurs.has(word)), group, ...p, signed(mean), known(low) ? `${signed(low)} to ${signed(high)}` : "–", `${agreeing} of ${counts}`, pValue(adjusted), signed(meanLpbs(data, result, word, number))]];
      }),
    ),
  );
  const names = ["model", "word", "group", `p with ${data.groups[data.reference]}`, "p with the group", "difference, nats", "interval", "agree", "adjusted p", "LPBS"];
  return { caption: `${data.heading}, ${plural(data.templates.length, "template")}; p in template ${template + 1}`, columns: names.map((name, i) => ({ name, number: i > 2, wide: i === 0 || i > 5 })), rows };
}

/** @param {Panel} panel */
function model({ data }) {
  const [first, second] = data.models;
  if (!first) return null;
  const beside = second ? `beside ${second.model.name} (${second.mode})` : "";
  return { name: first.model.name, details: [first.model.revision ? `rev ${first.model.revision}` : "", first.mode === "causal" ? "continuation" : "masked", first.model.dtype, first.model.device, beside] };
}

/** Esc lets the pinned word go, wherever the focus is. @param {Panel} panel @param {Element} root */
function opened(panel, root) {
  const clear = (/** @type {Event} */ event) => {
    if (/** @type {KeyboardEvent} */ (event).key !== "Escape") return;
    panel.update({ hovered: "" });
    if (panel.selection.word) panel.select({ word: "" });
  };
  root.addEventListener("keydown", clear);
  return () => root.removeEventListener("keydown", clear);
}

export default definePanel({
  name: "bias",
  title: "Bias probe",
  decode,
  view,
  model,
  table,
  field: fields,
  opened,
  note: ({ data }) => `${data.heading}, in natural logarithms. ${data.direction} ${data.provenance}`,
});
