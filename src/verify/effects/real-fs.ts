import fs from "node:fs";

/** node:fs as it was before the fs instrument patched it. Import it before any instrument is installed. */
export const real: typeof fs = { ...fs, promises: { ...fs.promises } };
