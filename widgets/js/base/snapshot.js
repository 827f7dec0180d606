// A picture of what is on screen: the elements in an SVG, with the style sheet and the host's colours inside it.

import { sketch } from "./canvas.js";
import { HTML, SVG } from "./renderer.js";

const NOT_IN_XML = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
const INHERITED = ["color-scheme", "font-family", "font-size", "line-height", "color", "background-color"];

/**
 * Return an element as SVG: it needs no other file, but a reader that shows HTML in SVG, as browsers do.
 *
 * @param {HTMLElement} root
 * @param {string} css
 * @returns {string}
 */
export function svgOf(root, css) {
  const page = root.ownerDocument;
  const copy = copyOf(root);
  for (const open of copy.querySelectorAll("[data-not-saved]")) open.remove();
  const { width, height } = root.getBoundingClientRect();
  const computed = getComputedStyle(root);
  copy.style.setProperty("color-scheme", computed.colorScheme);
  copy.style.setProperty("width", `${width}px`);

  const around = page.createElementNS(HTML, "div");
  const sheet = page.createElementNS(HTML, "style");
  sheet.textContent = css;
  const outer = /** @type {HTMLElement} */ (around);
  for (const name of [...hostVariables(css), ...INHERITED]) outer.style.setProperty(name, computed.getPropertyValue(name));
  around.append(sheet, copy);

  const [across, down] = [Math.ceil(width), Math.ceil(height)];
  const foreign = element(page, "foreignObject", { width: across, height: down });
  foreign.append(around);
  const picture = element(page, "svg", { width: across, height: down, viewBox: `0 0 ${across} ${down}` });
  picture.append(foreign);
  return new XMLSerializer().serializeToString(picture).replace(NOT_IN_XML, "\ufffd");
}

/**
 * The variables of the host that a style sheet reads, each once.
 *
 * @param {string} css
 */
export function hostVariables(css) {
  return [...new Set(css.match(/--(?:jp|vscode)-[\w-]+/g) ?? [])];
}

/**
 * A copy in which everything stands that a page keeps beside its elements: pictures, typed values, scrolling.
 *
 * @param {HTMLElement} root
 */
function copyOf(root) {
  const copy = /** @type {HTMLElement} */ (root.cloneNode(true));
  const originals = root.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((node, at) => settle(/** @type {Element} */ (originals[at]), node));
  return copy;
}

/** @param {Element} original @param {Element} copy */
function settle(original, copy) {
  if (original instanceof HTMLCanvasElement) {
    const image = copy.ownerDocument.createElement("img");
    for (const { name, value } of copy.attributes) if (name !== "width" && name !== "height") image.setAttribute(name, value);
    image.src = original.toDataURL();
    copy.replaceWith(image);
  } else if (original instanceof HTMLInputElement) {
    copy.toggleAttribute("checked", original.checked);
    copy.setAttribute("value", original.value);
  } else if (original instanceof HTMLOptionElement) copy.toggleAttribute("selected", original.selected);
  else if (original instanceof HTMLTextAreaElement) copy.textContent = original.value;
  if (original.scrollLeft || original.scrollTop)
    for (const child of copy.children)
      /** @type {HTMLElement} */ (child).style.translate = `${-original.scrollLeft}px ${-original.scrollTop}px`;
}

/**
 * @param {Document} page
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
function element(page, name, attributes) {
  const node = page.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}

/**
 * Draw an SVG, `scale` pixels for each of its units.
 *
 * @param {string} svg
 * @param {number} scale
 * @returns {Promise<Blob>}
 */
export async function pngOf(svg, scale) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const context = sketch(Math.round(image.naturalWidth * scale), Math.round(image.naturalHeight * scale));
  const { canvas } = context;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The browser made no picture."))), "image/png"),
  );
}
