import type { Resource, Setting } from "../../model/delivery.ts";

/** What a plan wants of an SQS queue, attribute by attribute. */
export interface QueueWish {
  readonly fifo: boolean;
  readonly attributes: readonly {
    readonly key: "VisibilityTimeout" | "MessageRetentionPeriod" | "DelaySeconds";
    readonly value: number;
    readonly atLeast: boolean;
  }[];
  readonly redrive?: { readonly target: string; readonly maxReceiveCount: number; readonly atLeast: boolean };
}

/** What AWS sets where nothing is written: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const queueDefaults = { VisibilityTimeout: 30, MessageRetentionPeriod: 345_600, DelaySeconds: 0 } as const;

export function queueWish({ config, atLeast }: Resource): QueueWish {
  const numeric = ["VisibilityTimeout", "MessageRetentionPeriod", "DelaySeconds"] as const;
  const target = config["deadLetter"];
  const count = numberOf(config["maxReceiveCount"]);
  return {
    fifo: String(config["FifoQueue"]) === "true",
    attributes: numeric.flatMap((key) => {
      const value = numberOf(config[key]);
      return value === undefined ? [] : [{ key, value, atLeast: atLeast.includes(key) }];
    }),
    ...(typeof target === "string" &&
      count !== undefined && { redrive: { target, maxReceiveCount: count, atLeast: atLeast.includes("maxReceiveCount") } }),
  };
}

function numberOf(setting: Setting | undefined): number | undefined {
  return typeof setting === "number" ? setting : typeof setting === "string" && /^\d{1,9}$/.test(setting) ? Number(setting) : undefined;
}

/** Is what stands there fine already? */
export function suffices(found: number, wanted: number, atLeast: boolean): boolean {
  return found === wanted || (atLeast && found > wanted);
}
