// A table as a file that other programs read.

/**
 * A table as CSV (RFC 4180) with a header line; numbers as other programs read them: `-1234.5`, not `−1,234.5`.
 *
 * @param {Pick<import("./parts.js").Table, "columns" | "rows">} table
 */
export function csvOf({ columns, rows }) {
  const plain = (/** @type {string | number} */ cell, /** @type {number} */ at) =>
    columns[at]?.number ? String(cell).replace("−", "-").replaceAll(",", "") : String(cell);
  const lines = [columns.map(({ name }) => name), ...rows.map((cells) => cells.map(plain))];
  return lines.map((cells) => `${cells.map(quoted).join(",")}\n`).join("");
}

/** @param {string} text */
const quoted = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
