import type { ConfigDocuments } from "../workspace/config.ts";
import type { Fact } from "./fact.ts";
export interface Artifact {
    file: string;
    text: string;
    /** Parsed on demand, for configuration formats. */
    documents: () => ConfigDocuments | undefined;
}
/** Reads one kind of file that describes data: schemas and tables. */
export interface ArtifactReader {
    id: string;
    name: RegExp;
    /** What the text must hold; linear. */
    mark?: RegExp;
    read(artifact: Artifact): Iterable<Fact>;
}
