import type { ArtifactReader } from "../artifact-reader.ts";
/** OpenAPI describes HTTP; only components with the event extension of Amazon EventBridge describe events: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-schema-create.html */
export declare const openapi: ArtifactReader;
