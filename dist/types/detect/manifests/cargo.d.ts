import type { ManifestReader } from "../manifests.ts";
/** https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html */
export declare const cargo: ManifestReader;
