// The beam panel.

import { button, checkbox, segmented, stepper } from "../base/controls.js";
import { classes, h, OWN_KEYS } from "../base/dom.js";
import * as icons from "../base/icons.js";
import { roving } from "../base/keys.js";
import { count, logProbability, plural, probability } from "../base/numbers.js";
import { definePanel } from "../base/panel.js";
import { columns, controls, heading, mono, muted, note, readout, row } from "../base/parts.js";
import { decode, labelOf } from "./data.js";
import { deadEnds, descendants } from "./layouts.js";
import { length, leftOf, makeScene, MANY, picture, size } from "./picture.js";
import { rank } from "./ranking.js";
import { penaltyControls, rankingTable, searchAgain, searchControls } from "./results.js";
import { candidates, ENDS, KEPT, pathTo, rankOf, score, STATES } from "./tree.js";
import { followed, ruleOf } from "./words.js";

/** @typedef {import("../base/state.js").PanelState<import("./data.js").Data>} Panel */

const MS_A_STEP = 800;
const MARKS = 26;

/** @param {Panel} panel */
const stepOf = ({ settings, data: { tree } }) => Math.min(settings.step ?? tree.steps, tree.steps);

/** The pinned candidate, if it is one. @param {Panel} panel @returns {number | null} */
function pinnedOf({ selection, data: { tree } }) {
  const node = selection.node ?? null;
  return node !== null && node > 0 && node < tree.size ? node : null;
}

/**
 * What is computed once for a content, or for a position of the controls.
 *
 * @param {Panel} panel
 */
function computed(panel) {
  const { data, settings, local } = panel;
  if (local.of !== data) Object.assign(local, { of: data, below: descendants(data.tree), hover: null, focus: null, scene: null, ranking: null });
  const looks = { layout: settings.layout, shown: settings.pruned, collapsed: settings.collapsed };
  const look = JSON.stringify(looks);
  if (!local.scene || local.look !== look) Object.assign(local, { scene: makeScene(data, looks, local.below), look });
  const rule = ruleOf(panel);
  const key = JSON.stringify(rule);
  if (!local.ranking || local.rule !== key) Object.assign(local, { ranking: rank(data.tree, rule), rule: key });
  const best = local.ranking.ranked[0] ? pathTo(data.tree, local.ranking.ranked[0].node) : [];
  return { scene: /** @type {import("./picture.js").Scene} */ (local.scene), ranking: /** @type {import("./ranking.js").Ranking} */ (local.ranking), best };
}

/** @param {Panel} panel */
function view(panel) {
  const { scene, ranking, best } = computed(panel);
  const { data } = panel;
  const choose = (/** @type {number} */ node) => pin(panel, node);
  return [
    row("tight", stepControls(panel)),
    linked(panel),
    about(panel),
    row("lb-tried", triedHeading(panel), tree(panel, scene, best), legend(panel)),
    saying(panel),
    row(
      "",
      columns(
        "minmax(0, 1fr) minmax(240px, 23em)",
        h("div", null, rankingTable(panel, ranking, choose)),
        h("div", "lb-side", data.search.beams > 1 ? penaltyControls(panel, ranking) : h("div", null, heading("One beam"), note("One beam takes the likeliest token at each step: greedy decoding.")), searchControls(panel)),
      ),
    ),
  ];
}

/** @param {Panel} panel */
function stepControls(panel) {
  const { data, settings } = panel;
  const [step, last] = [stepOf(panel), data.tree.steps];
  return controls(
    h("div", "lb-step-control", stepper({ label: "Step", value: step, max: last, playing: Boolean(panel.local.playing), onStep: (to) => goTo(panel, to), onPlay: (playing) => play(panel, playing) }), h("span", "lb-nowrap", `${step} of ${last}`)),
    segmented({ label: "pruned", options: /** @type {const} */ ([["all", "All"], ["top", "Top 2"], ["none", "None"]]), value: settings.pruned, onChange: (pruned) => panel.set({ pruned }) }),
    segmented({ label: "layout", options: /** @type {const} */ ([["ranked", "Ranked"], ["tree", "Tree"]]), value: settings.layout, onChange: (layout) => panel.set({ layout, ...(layout === "tree" && last > MANY && !settings.collapsed.length ? { collapsed: deadEnds(data.tree) } : {}) }) }),
  );
}

/** What the model read, which tokens were forced, and what the engine has to say. @param {Panel} panel */
function about(panel) {
  const { search, prompt, notes, tree } = panel.data;
  const forced = search.forced.map((_, k) => mono(labelOf(panel.data, [...tree.children.keys()].find((node) => tree.step[node] === k + 1 && tree.state[node] === KEPT) ?? 0)));
  const free = button({ icon: icons.undo, label: "Search freely", disabled: !panel.canAsk, onClick: () => searchAgain(panel, { forced: [] }) });
  const lines = [
    prompt ? h("p", "lb-note", "The model read: ", h("bdi", "lb-mono", prompt)) : null,
    search.processors.length ? note(`Every candidate passed ${search.processors.join(", ")} first.`) : null,
    forced.length ? h("p", "lb-controls", h("span", null, `${plural(forced.length, "token")} forced: `, forced), free) : null,
    notes.map(note),
  ];
  return lines.flat().some(Boolean) ? row("tight", lines) : null;
}

/** The tokens of the text, where a linked panel can mark them. @param {Panel} panel */
function linked(panel) {
  if (!panel.model.get("groups")?.length) return null;
  const characters = [...panel.model.get("text")];
  const at = (/** @type {Event} */ event) => {
    const place = /** @type {Element} */ (event.target).closest("[data-place]")?.getAttribute("data-place");
    return place === null || place === undefined ? null : Number(place);
  };
  const { tokens } = panel.selection;
  const chips = panel.data.spans.map(([start, end], i) => {
    const text = characters.slice(start, end).join("");
    const [pinned, hovered] = [tokens.includes(i), panel.hovered.includes(i)];
    return h("span", { class: classes("lb-prompt-token", pinned && "pin", hovered && "hover"), role: "option", "aria-selected": pinned, "aria-label": text.trim() ? null : `token ${i}, white space`, tabindex: i === (tokens[0] ?? 0) ? 0 : -1, "data-place": i, key: i, ...OWN_KEYS }, text);
  });
  const on = {
    mouseover: (/** @type {Event} */ event) => panel.hover(at(event)),
    mouseleave: () => panel.hover(null),
    click: (/** @type {MouseEvent} */ event) => {
      const place = at(event);
      if (place !== null) panel.pin(place, event);
    },
    keydown: roving({ onKey: (key, place, event) => (key === "Enter" || key === " " ? (panel.pin(place, event), true) : false) }),
  };
  return row("tight", h("div", { class: "lb-prompt", role: "listbox", "aria-multiselectable": true, "aria-label": "Tokens of the text", dir: "auto", on }, chips));
}

/** @param {Panel} panel */
function triedHeading(panel) {
  const { data, settings } = panel;
  const most = Math.max(...Array.from({ length: data.tree.steps }, (_, k) => candidates(data.tree, k + 1)));
  const subtitle = settings.layout === "tree" ? "each token right of the one it follows, the likeliest on its row" : `${plural(most, "candidate")}, best on top; the line is the cut`;
  const shutters = settings.layout === "tree" ? [button({ label: "Collapse dead ends", onClick: () => panel.set({ collapsed: deadEnds(data.tree) }) }), button({ label: "Open all", disabled: !settings.collapsed.length, onClick: () => panel.set({ collapsed: [] }) })] : null;
  const draw = button({ icon: icons.dice, name: "Draw another path", quiet: true, disabled: !panel.canAsk, onClick: () => searchAgain(panel, { seed: data.search.seed + 1 }) });
  return heading("What was tried at each step", subtitle, [
    shutters,
    checkbox({ label: "Greedy", value: settings.greedy, onChange: (greedy) => panel.set({ greedy }) }),
    h("span", "lb-control", checkbox({ label: `Sampled, seed ${data.search.seed}`, value: settings.sampled, onChange: (sampled) => panel.set({ sampled }) }), draw),
  ]);
}

/** @param {Panel} panel @param {import("./picture.js").Scene} scene @param {readonly number[]} best */
function tree(panel, scene, best) {
  const { data, settings, local } = panel;
  const step = stepOf(panel);
  const pinned = pinnedOf(panel);
  const nodeAt = (/** @type {Event} */ event) => Number(/** @type {Element} */ (event.target).closest("[data-place]")?.getAttribute("data-place")) || null;
  const hover = (/** @type {number | null} */ node) => node !== local.hover && panel.update({ hover: node });
  const on = {
    mouseover: (/** @type {Event} */ event) => hover(nodeAt(event)),
    mouseleave: () => hover(null),
    click: (/** @type {Event} */ event) => {
      const handle = /** @type {Element} */ (event.target).closest("[data-toggle]");
      if (handle) return collapse(panel, Number(handle.getAttribute("data-toggle")));
      const node = nodeAt(event);
      if (!node) return;
      pin(panel, node);
      local.root?.querySelector(".lb-focus")?.focus({ preventScroll: true }); // the arrows go on from here
    },
    focusin: () => hover(focusOf(panel, best)),
    focusout: () => hover(null),
    keydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (keyDown(panel, scene, focusOf(panel, best), event.key)) event.preventDefault();
    },
  };
  const drawn = picture(scene, {
    step, best, pinned, hovered: local.hover, focus: focusOf(panel, best), describe: (node) => describe(panel, node),
    greedy: settings.greedy ? data.paths.greedy : null, sampled: settings.sampled ? data.paths.sampled : null,
  });
  return h("div", { class: "lb-scroll lb-beams-scroll", key: "tree", on, style: { "min-height": length(size(scene).height) } }, drawn);
}

/** The candidate that the keys begin with. @param {Panel} panel @param {readonly number[]} best */
function focusOf(panel, best) {
  const { local, data } = panel;
  const step = stepOf(panel);
  const drawn = (/** @type {number | null} */ node) => node !== null && node < data.tree.size && local.scene.placed.row[node] >= 0 && data.tree.step[node] <= step;
  return [local.focus, pinnedOf(panel), best[0] ?? null, 1].find(drawn) ?? 1;
}

/** In words: the candidate, for those who hear it. @param {Panel} panel @param {number} node */
function describe({ data }, node) {
  const { tree: all } = data;
  return `${labelOf(data, node)}, step ${all.step[node]}, rank ${rankOf(all, node)} of ${candidates(all, all.step[node])}, ${STATES[all.state[node]]}, p ${probability(all.p[node])}, sum ${logProbability(all.sum[node])}`;
}

/**
 * Move, open and close, pin. Right and left follow the tree, up and down the column.
 *
 * @param {Panel} panel
 * @param {import("./picture.js").Scene} scene
 * @param {number} node
 * @param {string} key
 */
function keyDown(panel, scene, node, key) {
  const { data } = panel;
  const { row: rows, columns: all } = scene.placed;
  const last = stepOf(panel);
  const drawn = (/** @type {number | undefined} */ one) => one !== undefined && one > 0 && rows[one] >= 0 && data.tree.step[one] <= last;
  const column = [...all[data.tree.step[node] - 1].nodes].sort((a, b) => rows[a] - rows[b]);
  const at = column.indexOf(node);
  const inTree = scene.looks.layout === "tree" && data.tree.children[node].length > 0;
  /** @type {number | undefined} */
  let to;
  if (key === "Enter" || key === " ") return pin(panel, node), true;
  if (key === "Escape" && pinnedOf(panel) !== null) return panel.select({ node: null }), true;
  if (key === "ArrowRight" && scene.closed.has(node)) return collapse(panel, node), true;
  if (key === "-" && inTree && !scene.closed.has(node)) return collapse(panel, node), true;
  if (key === "+" && scene.closed.has(node)) return collapse(panel, node), true;
  if (key === "ArrowRight") to = data.tree.children[node].find(drawn);
  else if (key === "ArrowLeft") to = data.tree.parent[node];
  else if (key === "ArrowUp") to = column[at - 1];
  else if (key === "ArrowDown") to = column[at + 1];
  else if (key === "Home") to = column[0];
  else if (key === "End") to = column[column.length - 1];
  else return false;
  if (drawn(to)) {
    panel.update({ focus: to, hover: to });
    reveal(panel, data.tree.step[/** @type {number} */ (to)]);
  }
  return true;
}

/** @param {Panel} panel @param {number} node */
function collapse(panel, node) {
  const { collapsed } = panel.settings;
  panel.set({ collapsed: collapsed.includes(node) ? collapsed.filter((/** @type {number} */ one) => one !== node) : [...collapsed, node] });
}

/** @param {Panel} panel @param {number} node */
function pin(panel, node) {
  panel.update({ focus: node });
  panel.select({ node: pinnedOf(panel) === node ? null : node });
  const step = panel.data.tree.step[node];
  if (step > stepOf(panel)) panel.set({ step: null });
  reveal(panel, step);
}

/** @param {Panel} panel @param {number} to */
function goTo(panel, to) {
  panel.set({ step: to });
  reveal(panel, to);
}

/** Scroll to the column of a step. @param {Panel} panel @param {number} step */
function reveal(panel, step) {
  const { root, scene } = panel.local;
  const box = root?.querySelector(".lb-beams-scroll");
  if (!box || !scene) return;
  const unit = box.scrollWidth > 0 ? box.querySelector("svg").getBoundingClientRect().width / size(scene).width : 1;
  const [left, right] = [leftOf(scene, step) * unit - 40, (leftOf(scene, step) + scene.box) * unit + 40];
  if (left < box.scrollLeft) box.scrollLeft = left;
  else if (right > box.scrollLeft + box.clientWidth) box.scrollLeft = right - box.clientWidth;
}

/** @param {Panel} panel @param {boolean} playing */
function play(panel, playing) {
  clearInterval(panel.local.timer);
  panel.update({ playing, timer: undefined });
  if (!playing) return;
  if (stepOf(panel) >= panel.data.tree.steps) goTo(panel, 0);
  const timer = setInterval(() => {
    goTo(panel, Math.min(stepOf(panel) + 1, panel.data.tree.steps));
    if (stepOf(panel) >= panel.data.tree.steps) play(panel, false);
  }, MS_A_STEP);
  panel.update({ timer });
}

/** What is under the pointer or pinned, in words and numbers. @param {Panel} panel */
function saying(panel) {
  const { data, local } = panel;
  const pinned = pinnedOf(panel);
  const node = local.hover ?? pinned;
  if (node === null) return readout({ what: muted("Point at a candidate, or choose one with the arrow keys") });
  const { tree: all } = data;
  const { penalty } = ruleOf(panel);
  const step = all.step[node];
  /** @type {[string, import("../base/dom.js").Child][]} */
  const values = [
    ["step", count(step)],
    ["rank", `${count(rankOf(all, node))} of ${count(candidates(all, step))}, ${STATES[all.state[node]]}`],
    ["p", probability(all.p[node])],
    ["log p", logProbability(all.logprob[node])],
    ["sum", logProbability(all.sum[node])],
    [penalty === 1 ? "sum ÷ length" : "score", logProbability(score(all.sum[node], step, penalty))],
  ];
  if (all.end[node]) values.push(["", ENDS[all.end[node]]]);
  else if (all.children[node].length) values.push(["", followed(all, node)]);
  const forced = step <= data.search.forced.length && all.state[node] === KEPT;
  const force = button({ icon: icons.pin, label: "Force this token and search on", disabled: !panel.canAsk, onClick: () => searchAgain(panel, { forced: pathTo(all, node).map((one) => data.ids[all.token[one]]) }) });
  const can = node === pinned && !all.end[node] && !forced && step < data.search.room;
  const hint = node === pinned ? "Esc clears" : panel.settings.layout === "tree" ? "Enter pins, − closes, + opens" : "Enter pins";
  return h("div", "lb-say", readout({ what: mono(labelOf(data, node)), pinned: node === pinned, values, ...(can ? {} : { hint }) }), can ? force : null, pinned === null ? null : instead(panel, pinned));
}

/** A field for a word that the search did not see, in the place of a candidate. @param {Panel} panel @param {number} node */
function instead(panel, node) {
  const { data: { tree: all, ids, search }, data, local, canAsk } = panel;
  if (all.step[node] >= search.room) return null;
  const { word = "", space = true } = local.wordOf === data ? local : {};
  const force = () => canAsk && word.trim() && searchAgain(panel, { forced: [...pathTo(all, all.parent[node]).map((one) => ids[all.token[one]]), space ? ` ${word.trim()}` : word] });
  const on = {
    input: (/** @type {Event} */ event) => panel.update({ wordOf: data, word: /** @type {HTMLInputElement} */ (event.target).value, space }),
    keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && force(),
  };
  return h(
    "div",
    "lb-controls lb-instead",
    h("label", "lb-control", h("span", "lb-lab", "another word in place of ", mono(labelOf(data, node))), h("input", { type: "text", class: "lb-input-text", maxlength: 200, dir: "auto", disabled: !canAsk, props: { value: word }, on, ...OWN_KEYS })),
    checkbox({ label: "after a space", value: space, disabled: !canAsk, onChange: (value) => panel.update({ wordOf: data, word, space: value }) }),
    button({ icon: icons.pin, label: "Force it", disabled: !canAsk || !word.trim(), onClick: force }),
  );
}

/** @param {Panel} panel */
function legend(panel) {
  const { data, settings } = panel;
  const line = (/** @type {string} */ kind) => h("svg", { width: MARKS, height: 8, "aria-hidden": "true", class: "lb-beams" }, h("path", { class: kind, d: `M1,4h${MARKS - 2}` }));
  const where = (/** @type {import("./data.js").Path} */ path) => (path.leaves ? `, leaves the beams at step ${path.leaves}` : "");
  const box = (/** @type {string} */ kind, /** @type {string} */ text) => h("span", null, h("span", `lb-tag ${kind}`, text));
  return h(
    "div",
    "lb-legend lb-beams-legend",
    h("span", null, line("best"), "best result"),
    settings.greedy ? h("span", null, line("greedy"), `greedy${where(data.paths.greedy)}`) : null,
    settings.sampled ? h("span", null, line("sampled"), `sampled${where(data.paths.sampled)}`) : null,
    box("", "kept"),
    box("dash lb-muted", "pruned"),
    box("lb-saved", "ended, saved"),
    box("dash", "ended, discarded ×"),
    h("span", null, data.tree.steps > MANY ? "in a box: the token; lines as wide as p" : "in a box: token, sum of log p, p of the step; lines as wide as p"),
  );
}

/** @param {Panel} panel */
function table(panel) {
  const { data } = panel;
  const { tree: all } = data;
  const { penalty } = ruleOf(panel);
  return {
    caption: "All candidates, in the order of the search",
    columns: [{ name: "step", number: true }, { name: "rank", number: true }, { name: "after" }, { name: "token" }, { name: "id", number: true, wide: true }, { name: "p", number: true }, { name: "log p", number: true, wide: true }, { name: "sum", number: true }, { name: "score", number: true }, { name: "state" }],
    rows: Array.from({ length: all.size - 1 }, (_, i) => {
      const node = i + 1;
      return [all.step[node], rankOf(all, node), labelOf(data, all.parent[node]), labelOf(data, node), data.ids[all.token[node]], probability(all.p[node]), logProbability(all.logprob[node]), logProbability(all.sum[node]), logProbability(score(all.sum[node], all.step[node], penalty)), STATES[all.state[node]]];
    }),
  };
}

/** @param {Panel} panel */
function model({ data: { model: about, search } }) {
  const name = about.source === "folder" ? about.name.replaceAll("\\", "/").replace(/\/+$/, "").split("/").pop() : about.name;
  const revision = about.revision ? `rev ${about.revision.split(":").pop().slice(0, 7)}` : "";
  return { name, details: [revision, search.task ?? "", `${plural(search.beams, "beam")}, ${plural(search.tokens, "token")}`, about.dtype, about.device] };
}

export default definePanel({
  name: "beams",
  title: "Beam search",
  decode,
  view,
  table,
  model,
  spans: ({ spans }) => spans,
  note: () => "A beam search keeps what is likeliest so far; what it prunes may have become better. The score ranks texts for the model, it does not say which is true or good.",
  opened: (panel, root) => {
    panel.local.root = root;
    return () => clearInterval(panel.local.timer);
  },
});
