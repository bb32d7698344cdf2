import type { Detector } from "./detector.ts";
import { aioPika } from "./libraries/aio-pika.ts";
import { amqplib } from "./libraries/amqplib.ts";
import { awsCdkPython } from "./libraries/aws-cdk-python.ts";
import { awsCdk } from "./libraries/aws-cdk.ts";
import { awsSdkV2 } from "./libraries/aws-sdk-v2.ts";
import { awsSdkV3 } from "./libraries/aws-sdk-v3.ts";
import { boto3 } from "./libraries/boto3.ts";
import { bullmq } from "./libraries/bullmq.ts";
import { confluentKafka } from "./libraries/confluent-kafka.ts";
import { kafkaPython } from "./libraries/kafka-python.ts";
import { kafkajs } from "./libraries/kafkajs.ts";
import { nats } from "./libraries/nats.ts";
import { nestjsMicroservices } from "./libraries/nestjs-microservices.ts";
import { pika } from "./libraries/pika.ts";
import { redisNode } from "./libraries/redis-node.ts";
import { redisPython } from "./libraries/redis-python.ts";

/** THE list of client libraries whose use is read from source code. */
export const detectors: readonly Detector[] = [
  aioPika,
  amqplib,
  awsCdk,
  awsCdkPython,
  awsSdkV2,
  awsSdkV3,
  boto3,
  bullmq,
  confluentKafka,
  kafkaPython,
  kafkajs,
  nats,
  nestjsMicroservices,
  pika,
  redisNode,
  redisPython,
];
