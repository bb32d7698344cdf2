import type { Handler } from "./shape.ts";

/**
 * Calls a Lambda handler: `(event, context)` with a promise, or `(event, context, callback)`.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function invoke(handler: Handler, event: unknown, requestId: string): Promise<unknown> {
  const context = {
    awsRequestId: requestId,
    functionName: "consumer",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:consumer",
    memoryLimitInMB: "128",
    logGroupName: "/aws/lambda/consumer",
    logStreamName: "consumer",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => 30_000,
  };
  return new Promise((resolve, reject) => {
    const callback = (error: unknown, answer: unknown) => (error === null || error === undefined ? resolve(answer) : reject(error));
    const said = handler(event, context, callback);
    const promised = typeof (said as PromiseLike<unknown> | undefined)?.then === "function";
    if (promised || handler.length < 3) resolve(said);
  });
}
