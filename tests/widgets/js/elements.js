// What tests ask of elements that are described and not drawn.

/** @param {any} node an element or null @returns {any[]} it and all elements inside it */
export const all = (node) => (node?.tag ? [node, ...node.children.flatMap(all)] : []);

/** @param {any} node @returns {string} what can be read in it */
export const textOf = (node) => node?.text ?? node?.children.map(textOf).join("") ?? "";

/** @param {any} node @returns {Record<string, any>} */
export const attributesOf = (node) => node.attributes;
