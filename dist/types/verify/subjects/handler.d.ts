import type { WorkerSpec } from "../player/protocol.ts";
import type { Subject } from "../subject.ts";
import type { HostArguments } from "./host-arguments.ts";
export interface HandlerSpec extends Omit<WorkerSpec, "scratch"> {
    /** The project's own runner; `node` or undefined: Node itself. */
    readonly run?: string;
    /** Environment of the consumer. */
    readonly env: Readonly<Record<string, string>>;
}
export interface HandlerOptions {
    readonly signal: AbortSignal;
    /** Folder of the bundle. Not used when this runs from its sources. */
    readonly distRoot: string;
    /** Of the tool; a few names are passed on. */
    readonly env: Readonly<Record<string, string | undefined>>;
    /** Default: what suits a laptop. `worker`: another player. */
    readonly limits?: Partial<HostArguments>;
}
/** A handler in a forked host. Throws UNSUPPORTED or NOT_FOUND before anything is started. */
export declare function handlerSubject({ run, env, ...spec }: HandlerSpec, options: HandlerOptions): Subject;
