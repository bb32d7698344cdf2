import type { ManifestReader } from "../manifest-reader.ts";
/** `"group" %% "artifact" % version % Test`: https://www.scala-sbt.org/1.x/docs/Library-Dependencies.html */
export declare const sbt: ManifestReader;
