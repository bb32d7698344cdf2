import type { ArtifactReader } from "./artifact-reader.ts";
import { asyncapi } from "./artifacts/asyncapi.ts";
import { avroIdl } from "./artifacts/avro-idl.ts";
import { avro } from "./artifacts/avro.ts";
import { jsonSchema } from "./artifacts/json-schema.ts";
import { openapi } from "./artifacts/openapi.ts";
import { protobuf } from "./artifacts/protobuf.ts";
import { sql } from "./artifacts/sql.ts";

/** THE list of artifact readers. */
export const artifactReaders: readonly ArtifactReader[] = [avro, avroIdl, protobuf, asyncapi, openapi, jsonSchema, sql];
