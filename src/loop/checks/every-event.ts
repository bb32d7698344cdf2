import type { Consumer, Producer } from "../../model/system.ts";
import type { DomainView } from "../domains.ts";
import { type EventView } from "../events.ts";
import type { Judgement } from "../judgement.ts";

/**
 * What a row says about every event that travels in a domain: its own ones, those of others that it reads (the edit is the
 * sender's, so their findings stay there), and every place that sends or reads what cannot be told.
 */
export function everyEvent(domain: DomainView, judge: (event: EventView) => Judgement): Judgement[] {
  const jobsOnly =
    domain.events.length + domain.reads.length + domain.nameless.length + domain.blind.length === 0 && domain.consumers.length > 0;
  if (jobsOnly) return [{ status: "unknown", about: domain.name, why: "it works on jobs, and no event is known" }];
  return [
    ...domain.events.map(judge),
    ...domain.reads.map((event): Judgement => {
      const { status, about, why } = judge(event);
      return { status, about, why: status === "pass" ? why : `${why}; it is sent by ${sendersOf(event)}` };
    }),
    ...domain.nameless.map((producer) => untold(producer, "sends")),
    ...domain.blind.map((consumer) => untold(consumer, "reads")),
  ];
}

function untold({ id, file, line }: Producer | Consumer, does: "sends" | "reads"): Judgement {
  return { status: "unknown", about: id, why: `the event it ${does} cannot be told from ${file}:${line}` };
}

function sendersOf({ producers, file, line }: EventView): string {
  const at = producers[0] ?? { file, line };
  return `${at.file}:${at.line}`;
}
