import type { ManifestReader } from "../manifest-reader.ts";
/** PEP 621 (https://packaging.python.org/en/latest/specifications/pyproject-toml/), PEP 735 groups, and Poetry's own tables. */
export declare const pyproject: ManifestReader;
