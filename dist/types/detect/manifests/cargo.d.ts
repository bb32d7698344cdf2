import type { ManifestReader } from "../manifest-reader.ts";
/** https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html */
export declare const cargo: ManifestReader;
