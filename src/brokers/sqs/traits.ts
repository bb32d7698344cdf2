import type { Traits } from "../traits.ts";

export const sqsSns: Traits = {
  broker: "sqs-sns",
  title: "Amazon SQS and SNS",
  throughput: {
    below: 50_000,
    caveat: "Standard queues scale further than the price does: each request is billed. FIFO has its own quotas per region.",
  },
  latency: { expectedMs: 50, caveat: "A send, a long poll and a receive are HTTP requests; tens of milliseconds are usual." },
  replay: {
    grade: "against",
    because: "A queue deletes what was processed; only dead letters can be moved back.",
    caveat: "SNS FIFO topics can archive and replay up to 365 days; standard topics cannot.",
  },
  routing: {
    grade: "good",
    because: "SNS filter policies select by attribute or payload.",
    caveat: "At most 200 filter policies a topic by default; a change takes up to 15 minutes.",
  },
  fanOut: { grade: "called-for", because: "An SNS topic copies each event to every subscribed queue, each with its own dead letters." },
  awsNative: { grade: "called-for", because: "Nothing to run; IAM, Lambda and CloudWatch come with it." },
  orderingByKey: {
    grade: "good",
    because: "FIFO queues keep the order of a message group.",
    caveat: "Standard queues keep no order. A stuck message blocks its group, and deduplication lasts five minutes.",
  },
  orderingGlobal: {
    grade: "neutral",
    because: "One FIFO message group keeps everything in order.",
    caveat: "One group is one lane: 300 requests a second, 3,000 messages in batches of ten.",
    below: 3000,
  },
  retention: {
    maxHours: 336,
    because: "SQS keeps a message 14 days at most.",
    caveat: "A dead letter keeps the clock of its first enqueueing (standard queues).",
  },
  payload: { maxKilobytes: 256, because: "SNS takes 256 KB; SQS alone takes 1 MB since 2025." },
};
