// A panel as a page of its own, put together in the browser. Twin: widgets/panels/page_file.py.

/** @typedef {{ title: string, css: string, bundle: string, traits: Record<string, unknown> }} Page */

const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:";

/**
 * Return an interactive page that loads nothing: bundle, style sheet and state.
 *
 * @param {Page} page
 */
export function pageOf({ title, css, bundle, traits }) {
  /** @type {string[]} */
  const buffers = [];
  const state = packed(traits, buffers);
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
    `<meta http-equiv="Content-Security-Policy" content="${escape(POLICY)}">` +
    `<meta name="viewport" content="width=device-width"><title>${escape(title)}</title>` +
    "<style>html{color-scheme:light dark}body{margin:16px}</style>" +
    `<style class="lb-style">${css.replaceAll("</", "<\\/")}</style></head><body><div class="lb-root"></div>` +
    `<script type="application/json" class="lb-state-data">${inJson({ state, buffers })}</script>` +
    `<script type="module" class="lb-bundle">${inScript(runnable(bundle))}</script></body></html>`
  );
}

/** @param {string} text */
const escape = (text) => text.replace(/[&<>"'\r\0]/g, (one) => (one === "\0" ? "\ufffd" : `&#${one.charCodeAt(0)};`));

/**
 * A bundle as a script that opens its panel on the page instead of exporting it.
 *
 * @param {string} bundle
 */
export const runnable = (bundle) => bundle.replace(/export\s*\{\s*([\w$]+) as default\s*\};?\s*$/, "$1.page();");

/** @param {string} source */
const inScript = (source) => source.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");

/** @param {unknown} value */
const inJson = (value) => JSON.stringify(value).replaceAll("<", "\\u003c");

/**
 * JSON in which bytes are `{buffer: number}`, and the bytes themselves in base64.
 *
 * @param {unknown} value
 * @param {string[]} buffers
 * @returns {unknown}
 */
function packed(value, buffers) {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    buffers.push(base64(value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength)));
    return { buffer: buffers.length - 1 };
  }
  if (Array.isArray(value)) return value.map((one) => packed(one, buffers));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, packed(one, buffers)]));
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
