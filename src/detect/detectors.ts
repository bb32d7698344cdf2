import type { Detector } from "./detector.ts";
import { aioPika } from "./libraries/aio-pika.ts";
import { amqplib } from "./libraries/amqplib.ts";
import { awsCdk } from "./libraries/aws-cdk.ts";
import { awsCdkPython } from "./libraries/aws-cdk-python.ts";
import { awsSdkV2 } from "./libraries/aws-sdk-v2.ts";
import { awsSdkV3 } from "./libraries/aws-sdk-v3.ts";
import { boto3 } from "./libraries/boto3.ts";
import { bull } from "./libraries/bull.ts";
import { bullmq } from "./libraries/bullmq.ts";
import { confluentKafka } from "./libraries/confluent-kafka.ts";
import { golevelupRabbitmq } from "./libraries/golevelup-rabbitmq.ts";
import { googlePubsub } from "./libraries/google-pubsub.ts";
import { googlePubsubPython } from "./libraries/google-pubsub-python.ts";
import { kafkaPython } from "./libraries/kafka-python.ts";
import { kafkajs } from "./libraries/kafkajs.ts";
import { nats } from "./libraries/nats.ts";
import { natsPython } from "./libraries/nats-python.ts";
import { nestjsBull } from "./libraries/nestjs-bull.ts";
import { nestjsBullmq } from "./libraries/nestjs-bullmq.ts";
import { nestjsMicroservices } from "./libraries/nestjs-microservices.ts";
import { nestjsSqs } from "./libraries/nestjs-sqs.ts";
import { nodeNatsStreaming } from "./libraries/node-nats-streaming.ts";
import { nodeRdkafka } from "./libraries/node-rdkafka.ts";
import { pika } from "./libraries/pika.ts";
import { redisNode } from "./libraries/redis-node.ts";
import { redisPython } from "./libraries/redis-python.ts";
import { sqsConsumer } from "./libraries/sqs-consumer.ts";

/** THE list of client libraries whose use is read from source code. */
export const detectors: readonly Detector[] = [
  aioPika,
  amqplib,
  awsCdk,
  awsCdkPython,
  awsSdkV2,
  awsSdkV3,
  boto3,
  bull,
  bullmq,
  confluentKafka,
  golevelupRabbitmq,
  googlePubsub,
  googlePubsubPython,
  kafkaPython,
  kafkajs,
  nats,
  natsPython,
  nestjsBull,
  nestjsBullmq,
  nestjsMicroservices,
  nestjsSqs,
  nodeNatsStreaming,
  nodeRdkafka,
  pika,
  redisNode,
  redisPython,
  sqsConsumer,
];
