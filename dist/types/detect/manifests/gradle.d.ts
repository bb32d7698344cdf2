import type { ManifestReader } from "../manifests.ts";
/** Groovy and Kotlin build files, with version catalogs: https://docs.gradle.org/current/userguide/declaring_dependencies.html */
export declare const gradle: ManifestReader;
