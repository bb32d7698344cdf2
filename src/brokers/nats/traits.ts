import type { Traits } from "../traits.ts";

export const nats: Traits = {
  broker: "nats",
  title: "NATS JetStream",
  throughput: { caveat: "Core NATS carries millions of events a second and loses what nobody hears; JetStream stores, and is slower." },
  latency: { expectedMs: 0.9, caveat: "Sub-millisecond holds for core NATS; a replicated stream adds a quorum write." },
  replay: {
    grade: "called-for",
    because: "A JetStream consumer starts at any sequence or time.",
    caveat: "Core NATS keeps nothing: the subject must belong to a stream.",
  },
  routing: { grade: "good", because: "Subjects with wildcards route by hierarchy.", caveat: "There is no routing by header." },
  fanOut: { grade: "good", because: "Every durable consumer of a stream gets each event." },
  awsNative: { grade: "strained", because: "AWS has no managed NATS: you run the cluster." },
  orderingByKey: {
    grade: "neutral",
    because: "Subject partitioning with one consumer a partition keeps one entity's events in order.",
    caveat: "Redelivery overtakes unless max_ack_pending is 1.",
  },
  orderingGlobal: {
    grade: "good",
    because: "A consumer with max_ack_pending 1 keeps everything in order.",
    caveat: "One event in flight: throughput is one over the handler's time.",
  },
  retention: {
    because: "A stream keeps events by age, count or size, without an upper bound.",
    caveat: "Work-queue streams delete what was acknowledged.",
  },
  payload: { maxKilobytes: 1024, because: "max_payload is 1 MB by default; more than 8 MB is advised against." },
};
