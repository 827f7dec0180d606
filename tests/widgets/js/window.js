// snabbdom looks for a window when it is imported: import this before what draws.

/** @type {any} */ (globalThis).window ??= globalThis;
