import type { Ref, Tracer } from "./tracer.ts";
/**
 * The environment variable that an expression reads: `env` of process by key or by destructuring, import.meta.env.X,
 * Deno.env.get("X"), os.environ["X"], os.environ.get("X", d), os.getenv("X", d), decouple and environs: config("X", default=d), env.str("X", d).
 */
export declare function environmentOf(ref: Ref, tracer: Tracer): {
    name: string;
    fallback?: Ref;
} | undefined;
