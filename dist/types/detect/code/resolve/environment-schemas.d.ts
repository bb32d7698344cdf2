import { type Node } from "../syntax/node.ts";
import type { Ref, Tracer } from "./tracer.ts";
type Variable = {
    name: string;
    fallback?: Ref;
};
/**
 * A member of an environment that was checked against a schema is the variable of that name, with the schema's default: zod, joi and
 * yup by `schema.parse(env)`, envalid's `cleanEnv(env, {…})`, t3's `createEnv({ server: {…} })`, `convict({…})`.
 */
export declare function checkedVariable({ node, frame }: Ref, tracer: Tracer, isEnvironment: (node: Node) => boolean): Variable | undefined;
export {};
