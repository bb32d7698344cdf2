import { indexChannels } from "../link/channel-index.ts";
import { only } from "../link.ts";
import type { FindingRule } from "../finding-rule.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html */
export const fifoDeadLetterTypeMismatch: FindingRule = {
  id: "FIFO_DLQ_TYPE_MISMATCH",
  severity: "error",
  purpose: "The dead letter of a FIFO queue must be FIFO and that of a standard queue standard; AWS refuses anything else.",
  *find({ facts }) {
    const queues = only(facts, "channel").filter(({ broker }) => broker === "sqs");
    const channels = indexChannels(queues);
    for (const queue of queues) {
      const [target, ...others] = queue.deadLetter === undefined ? [] : channels.nearest("sqs", queue.deadLetter, queue.file);
      if (others.length > 0 || target?.fifo === undefined || queue.fifo === undefined || target.fifo === queue.fifo) continue;
      const [own, other] = queue.fifo ? ["FIFO", "standard"] : ["standard", "FIFO"];
      yield {
        at: queue.name,
        file: queue.file,
        line: queue.line,
        message: `${queue.name} is a ${own} queue and its dead letter ${target.name} a ${other} one: AWS refuses the redrive policy.`,
        fix: queue.fifo
          ? `Make ${target.name} FIFO (FifoQueue true, a name that ends in .fifo).`
          : `Point the redrive policy at a standard queue.`,
        evidence: [{ file: target.file, line: target.line, what: `queue ${target.name}` }],
      };
    }
  },
};
