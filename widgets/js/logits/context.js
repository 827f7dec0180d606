// The context: its tokens shaded by what the model expected, the branches, what is compared.

import { button, segmented } from "../base/controls.js";
import { classes, h, OWN_KEYS } from "../base/dom.js";
import * as icons from "../base/icons.js";
import { roving } from "../base/keys.js";
import { plural } from "../base/numbers.js";
import { controls, heading, note, ramp, row } from "../base/parts.js";
import { ENTROPY, shading, SURPRISING } from "./model.js";
import { controlsOf, memo, numberIn, pointing, shade } from "./view.js";

/** @typedef {import("./view.js").Panel} Panel */
/** @typedef {import("./model.js").Controls["colour"]} Colour */

/** @param {Panel} panel */
export function contextRow(panel) {
  const { context, missing } = panel.data;
  const { colour } = controlsOf(panel);
  const scale = { surprise: `${SURPRISING} bits`, probability: "1", entropy: `${ENTROPY} bits` }[colour];
  const options = /** @type {const} */ ([["surprise", "Surprise"], ["probability", "Probability"], ["entropy", "Entropy"]]);
  const end = context.surprise ? [ramp("0", scale), segmented({ label: "shade", options, value: colour, onChange: (value) => panel.set({ colour: value }) })] : null;
  return row("tight lb-logit-context", heading("Context", `${plural(context.labels.length, "token")}, click one to look at the choice after it`, end), words(panel, colour), missing ? note(missing) : null, branches(panel));
}

/** @param {Panel} panel @param {Colour} colour */
function words(panel, colour) {
  const { data, selection, hovered, canAsk } = panel;
  const { context, at } = data;
  return memo(panel, "context", [data, colour, String(selection.tokens), String(hovered), canAsk], () => {
    const choose = (/** @type {number | null} */ token) => {
      if (token === null) return;
      panel.select({ tokens: token === at ? [] : [token] });
      if (canAsk && token !== at) panel.change({ command: "look_at", token: token === context.labels.length - 1 ? null : token });
    };
    const on = {
      ...pointing(panel, "context", "data-place"),
      click: (/** @type {Event} */ event) => choose(numberIn(/** @type {Element} */ (event.target), "data-place")),
      keydown: roving({ onKey: (key, token) => (key === "Enter" || key === " " ? (choose(token), true) : false) }),
    };
    const tokens = context.labels.map((label, token) => {
      const found = shading(context, token, colour);
      const kind = classes("lb-word-token", !found && "none", token >= context.prompt && "added", context.special.has(token) && "special", token === at && "at", selection.tokens.includes(token) && "pin", hovered.includes(token) && "hover", token > at && "after");
      return h("span", { class: kind, role: "option", key: token, "aria-selected": token === at, tabindex: token === at ? 0 : -1, "data-place": token, "data-token": token, ...(found ? { style: shade(found.share) } : {}), ...OWN_KEYS }, h("bdi", null, label));
    });
    return h("div", { class: "lb-word-tokens", role: "listbox", "aria-label": "Tokens of the context", "aria-orientation": "horizontal", inserted: (element) => element.scrollTo(0, at * 9), on }, tokens, h("span", { class: "lb-word-token next", "aria-hidden": "true" }, "?"));
  });
}

/** @param {Panel} panel */
function branches(panel) {
  const { data, canAsk } = panel;
  const current = data.branches[data.branch];
  const cut = data.at < data.context.labels.length - 1;
  const tabs = data.branches.length > 1 ? tabsOf(panel) : null;
  return controls(
    button({ icon: icons.undo, label: "Undo", name: "Undo: take the last appended token away", disabled: !canAsk || !current?.appended, onClick: () => panel.change({ command: "undo" }) }),
    button({ icon: icons.branch, label: cut ? "Branch here" : "Branch", name: cut ? "Begin another branch behind the token that is looked at" : "Begin another branch with this context", disabled: !canAsk, onClick: () => panel.change({ command: "new_branch", prompt: data.context.prompt }) }),
    tabs,
    h("span", "lb-lab", cut ? "looking into the context: what is appended here makes a branch" : current?.appended ? `${plural(current.appended, "token")} appended` : "click a choice to append it"),
  );
}

/** @param {Panel} panel */
function tabsOf(panel) {
  const { branches: all, branch } = panel.data;
  const options = all.map(({ text }, number) => /** @type {[string, string]} */ ([String(number), `${number + 1}${text ? ` ${shorten(text)}` : ""}`]));
  return segmented({ label: "branch", options, value: String(branch), disabled: !panel.canAsk, onChange: (value) => panel.change({ command: "choose_branch", branch: Number(value) }) });
}

/** @param {string} text */
const shorten = (text) => (text.length > 14 ? `…${[...text].slice(-13).join("")}` : text);

/** What is compared: another text, or another model. @param {Panel} panel */
export function compareRow(panel) {
  const { local, data, canAsk } = panel;
  const active = data.choices.length > 1;
  if (!local.comparing && !active) return null;
  const form = local.compared ?? { text: "", model: "" };
  const typed = (/** @type {"text" | "model"} */ name) => (/** @type {Event} */ event) => panel.update({ compared: { ...form, [name]: /** @type {HTMLInputElement} */ (event.target).value } });
  const input = (/** @type {"text" | "model"} */ name, /** @type {string} */ label, /** @type {string} */ hint) =>
    h("label", "lb-compared", h("span", "lb-lab", label), h("input", { type: "text", class: "lb-input-text", placeholder: hint, maxlength: name === "text" ? 100000 : 300, disabled: !canAsk, dir: "auto", props: { value: form[name] }, on: { input: typed(name), keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && go() }, ...OWN_KEYS }));
  const go = () => panel.change({ command: "compare", text: form.text || null, model: form.model || null });
  const end = () => {
    panel.update({ comparing: false });
    if (active) panel.change({ command: "compare", text: null, model: null });
  };
  const other = active ? data.choices[1] : null;
  return row(
    "tight",
    heading("Compare", other ? ["with ", h("bdi", "lb-mono", other.model.name), " reading ", h("bdi", "lb-mono", `“${end60(other.text)}”`), ", on one scale"] : "with another text, another model, or both"),
    controls(input("text", "text", "this text"), input("model", "model", "this model"), button({ label: "Compare", disabled: !canAsk || !(form.text || form.model), onClick: go }), button({ icon: icons.cut, label: "End", name: "End the comparison", disabled: active && !canAsk, onClick: end })),
  );
}

/** @param {string} text */
const end60 = (text) => (text.length > 60 ? `…${text.slice(-59)}` : text);
