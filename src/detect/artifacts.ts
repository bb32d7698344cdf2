import type { ConfigDocuments } from "../workspace/config.ts";
import { asyncapi } from "./artifacts/asyncapi.ts";
import { avroIdl } from "./artifacts/avro-idl.ts";
import { avro } from "./artifacts/avro.ts";
import { jsonSchema } from "./artifacts/json-schema.ts";
import { openapi } from "./artifacts/openapi.ts";
import { protobuf } from "./artifacts/protobuf.ts";
import { sql } from "./artifacts/sql.ts";
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

/** THE list of artifact readers. */
export const artifactReaders: readonly ArtifactReader[] = [avro, avroIdl, protobuf, asyncapi, openapi, jsonSchema, sql];
