import type { ConfigNode } from "../workspace/config.ts";
import type { Dependency } from "./fact.ts";
/** One manifest file as its reader sees it. */
export interface Manifest {
    path: string;
    text: string;
    /** The tree, for manifests in a configuration format; what could be read of a broken one. */
    tree: ConfigNode | undefined;
    /** Text of another file of the repository. */
    other: (path: string) => string | undefined;
}
/** Reads the dependencies of one kind of manifest. */
export interface ManifestReader {
    ecosystem: Dependency["ecosystem"];
    name: RegExp;
    read(manifest: Manifest): Omit<Dependency, "ecosystem" | "file">[];
}
