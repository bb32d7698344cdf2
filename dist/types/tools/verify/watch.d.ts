import type { Digests } from "../../model/evidence-record.ts";
import type { Subject } from "../../verify/subject.ts";
import { type Depends } from "../../workspace/digests.ts";
export interface Watched {
    readonly subject: Subject;
    /** What the run has depended on so far, and how each file stood when it was first seen: a later edit makes the record stale. */
    seen(): {
        depends: Depends;
        before: Digests;
    };
}
/** Files are known once they are loaded or read: most when the consumer is opened, some in a play. */
export declare function watch(subject: Subject, root: string, start: Depends): Watched;
