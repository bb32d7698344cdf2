import { type ConfigNode } from "../../../workspace/config.ts";
import type { Declared, Job } from "../format.ts";
import type { Opened } from "../opened.ts";
import { type Value } from "../../value.ts";
/** Maps of resources: one of a template; of a Serverless Framework file perhaps several. */
export declare function resourceMaps({ documents }: Opened): readonly ConfigNode[];
/** The resource that is meant, and the map that holds it. */
export declare function resourceOf(file: Opened, { logicalId, name }: Pick<Declared, "logicalId" | "name">): {
    map: ConfigNode;
    id: string;
    node: ConfigNode;
} | undefined;
export declare function hasResource(file: Opened, id: string): boolean;
/** `!GetAtt Id.Arn` where this file writes the short form or may, else the long one. */
export declare function getAtt({ json, longForm }: Opened, id: string, attribute: string): Value;
export declare function sub({ longForm }: Opened, pattern: string): Value;
/** Ids and literal texts that a value names. */
export declare function named(node: ConfigNode | undefined): string[];
export declare function reference({ longForm }: Opened, id: string): Value;
/** By reference where both stand in one template, else by name. */
export declare function arnOf({ file, declaredAs }: Pick<Job, "file" | "declaredAs">, queue: string): Value;
export declare function topicArnOf({ file, declaredAs }: Pick<Job, "file" | "declaredAs">, topic: string): Value;
