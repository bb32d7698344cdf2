import type { Digests } from "../../model/evidence-record.ts";
import type { Subject } from "../../verify/subject.ts";
import { type Depends, takeDigests } from "../../workspace/digests.ts";

export interface Watched {
  readonly subject: Subject;
  /** What the run has depended on so far, and how each file stood when it was first seen: a later edit makes the record stale. */
  seen(): { depends: Depends; before: Digests };
}

/** Files are known once they are loaded or read: most when the consumer is opened, some in a play. */
export function watch(subject: Subject, root: string, start: Depends): Watched {
  let depends = start;
  let before: Digests = {};
  const note = (files: readonly string[] = []): void => {
    const fresh = files.filter((file) => !depends.files.includes(file));
    if (fresh.length === 0 && Object.keys(before).length > 0) return;
    depends = { ...depends, files: [...depends.files, ...fresh] };
    before = { ...takeDigests(root, depends), ...before };
  };
  return {
    seen: () => ({ depends, before }),
    subject: {
      ...subject,
      async open() {
        const opening = await subject.open();
        note("opened" in opening ? opening.opened.files : []);
        return opening;
      },
      async play(play) {
        const outcome = await subject.play(play);
        note(outcome.files);
        return outcome;
      },
    },
  };
}
