import type { ManifestReader } from "../manifest-reader.ts";
/** Groovy and Kotlin build files, with version catalogs: https://docs.gradle.org/current/userguide/declaring_dependencies.html */
export declare const gradle: ManifestReader;
