import type { Ref, Tracer } from "./tracer.ts";
/**
 * A field of a pydantic BaseSettings class is an environment variable with the field's default:
 * https://docs.pydantic.dev/latest/concepts/pydantic_settings/
 */
export declare function settingsField({ node, frame }: Ref, tracer: Tracer): {
    name: string;
    fallback?: Ref;
} | undefined;
