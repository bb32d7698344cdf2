import type { ManifestReader } from "../manifest-reader.ts";
/**
 * `<dependency>` elements of a pom, without those of dependencyManagement (versions only) and of plug-ins:
 * https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html
 */
export declare const maven: ManifestReader;
