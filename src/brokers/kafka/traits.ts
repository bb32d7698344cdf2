import type { Traits } from "../traits.ts";

export const kafka: Traits = {
  broker: "kafka",
  title: "Apache Kafka",
  throughput: { calledForAbove: 10_000, caveat: "Throughput comes from partitions: plan their number for the peak, it is hard to lower." },
  latency: { expectedMs: 5, caveat: "linger.ms and acks=all trade latency for throughput and safety." },
  replay: {
    grade: "called-for",
    because: "The log stays after it was read; a consumer group rewinds its offsets.",
    caveat: "Replay reaches back as far as retention or compaction left events.",
  },
  routing: {
    grade: "strained",
    because: "A topic is the only route; anything finer is consumer code or a stream job.",
  },
  fanOut: { grade: "good", because: "Each consumer group reads the whole topic by itself." },
  awsNative: {
    grade: "neutral",
    because: "Runs managed on AWS (MSK), without the IAM-and-Lambda simplicity of SQS.",
    caveat: "MSK bills per broker hour.",
  },
  orderingByKey: {
    grade: "called-for",
    because: "The partition key keeps one entity's events in order.",
    caveat: "Order holds for blocking retries only: retry topics and share groups (Kafka 4.2) give it up. More partitions move keys.",
  },
  orderingGlobal: {
    grade: "good",
    because: "One partition keeps everything in order.",
    caveat: "One partition means one consumer of a group at work: no scaling out.",
  },
  retention: { because: "Retention is a topic setting, by time or size, without an upper bound.", caveat: "The default is 168 h." },
  payload: { maxKilobytes: 1024, because: "message.max.bytes is 1 MB by default." },
};
