import { amqplib } from "./shapes/amqplib.ts";
import { event } from "./shapes/event.ts";
import { eventbridge } from "./shapes/eventbridge.ts";
import { kafkajs } from "./shapes/kafkajs.ts";
import { lambdaSns } from "./shapes/lambda-sns.ts";
import { lambdaSqs } from "./shapes/lambda-sqs.ts";
import { nats } from "./shapes/nats.ts";
import type { Shape } from "./shapes/shape.ts";
import { sns } from "./shapes/sns.ts";
import { sqs } from "./shapes/sqs.ts";

/** THE list of shapes: what a plain exported handler takes. By the names of `HowToRun.shape`. */
export const shapes: Readonly<Record<string, Shape>> = Object.fromEntries(
  [event, kafkajs, amqplib, nats, sqs, sns, lambdaSqs, lambdaSns, eventbridge].map((shape) => [shape.name, shape]),
);
