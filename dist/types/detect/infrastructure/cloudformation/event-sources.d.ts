import { type ConfigNode } from "../../../workspace/config.ts";
import type { Fact } from "../../fact.ts";
import { type Template } from "./template.ts";
export interface LambdaFunction {
    /** Logical id. */
    id: string;
    handler?: string;
    /** Folder of its code. */
    folder?: string;
    bound?: {
        file: string;
        name: string;
    };
    timeout?: number;
    retries?: number;
    /** Where failed asynchronous invocations go. */
    onFailure: ConfigNode | undefined;
}
/** The consumer that one event source of a function is, and the dead letter that the mapping itself declares. */
export declare function eventSource(template: Template, lambda: LambdaFunction, type: string | undefined, anchor: ConfigNode | undefined, properties: ConfigNode | undefined, name: string): Generator<Fact>;
