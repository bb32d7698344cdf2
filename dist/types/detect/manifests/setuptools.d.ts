import type { ManifestReader } from "../manifest-reader.ts";
/** `install_requires` of setup.py, read as text: the file is never run. https://setuptools.pypa.io/en/latest/userguide/dependency_management.html */
export declare const setupPy: ManifestReader;
/** `install_requires` of setup.cfg. */
export declare const setupCfg: ManifestReader;
