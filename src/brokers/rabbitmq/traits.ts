import type { Traits } from "../traits.ts";

export const rabbitmq: Traits = {
  broker: "rabbitmq",
  title: "RabbitMQ",
  throughput: {
    below: 10_000,
    caveat: "The limit is for replicated (quorum) queues; streams, since 3.9, go far beyond it and give up routing per message.",
  },
  latency: { expectedMs: 1.5, caveat: "Latency grows with the backlog: queues are made to be short." },
  replay: {
    grade: "strained",
    because: "A queue forgets what was acknowledged.",
    caveat: "Streams (since 3.9) can be read again from an offset; they are another queue type with another client.",
  },
  routing: { grade: "called-for", because: "Topic, headers and direct exchanges route each message by key or header." },
  fanOut: { grade: "called-for", because: "A fanout or topic exchange copies each event to every bound queue." },
  awsNative: {
    grade: "neutral",
    because: "Runs managed on AWS (Amazon MQ) as instances that you size.",
    caveat: "Amazon MQ lags behind RabbitMQ releases.",
  },
  orderingByKey: {
    grade: "neutral",
    because: "A consistent-hash exchange spreads keys over queues, each with a single active consumer.",
    caveat: "The exchange is a plug-in, and retries through delay queues overtake.",
  },
  orderingGlobal: {
    grade: "good",
    because: "One queue with x-single-active-consumer keeps everything in order.",
    caveat: "One consumer works, the others stand by; a redelivered message may overtake unless prefetch is 1.",
  },
  retention: {
    maxHours: 336,
    because: "Queues hold what is not yet consumed; long backlogs cost memory and speed.",
    caveat: "Two weeks is a rule of thumb, not a limit; streams keep events by age or size.",
  },
  payload: { maxKilobytes: 16_384, because: "max_message_size is 16 MB by default since 4.0." },
};
