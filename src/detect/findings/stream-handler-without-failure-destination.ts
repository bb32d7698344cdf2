import type { FindingRule } from "../finding-rule.ts";
import { isStreamHandler } from "./stream-handler.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
export const streamHandlerWithoutFailureDestination: FindingRule = {
  id: "STREAM_HANDLER_WITHOUT_FAILURE_DESTINATION",
  severity: "error",
  purpose: "One record that always fails stops its shard or partition until it expires, and is then lost.",
  *find({ map }) {
    for (const consumer of map.consumers) {
      if (!isStreamHandler(consumer) || consumer.dlq !== "false") continue;
      yield {
        at: consumer.id,
        file: consumer.file,
        line: consumer.line,
        message: `${consumer.handler ?? "The function"} reads a stream without a failure destination: a record that always fails holds up its ${consumer.broker === "kafka" ? "partition" : "shard"} until the record expires, then it is lost.`,
        fix: consumer.file.endsWith(".tf")
          ? "Add destination_config { on_failure { destination_arn = aws_sqs_queue.<dlq>.arn } }, maximum_retry_attempts and bisect_batch_on_function_error = true to the mapping."
          : "Add DestinationConfig: { OnFailure: { Destination: !GetAtt <DeadLetterQueue>.Arn } }, MaximumRetryAttempts and BisectBatchOnFunctionError: true to the event source.",
      };
    }
  },
};
