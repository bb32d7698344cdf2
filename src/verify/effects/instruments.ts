import { amqplib } from "./amqplib.ts";
import { kafkajs } from "./kafkajs.ts";
import { awsEventBridge } from "./aws-eventbridge.ts";
import { awsSdk } from "./aws-sdk.ts";
import { awsSns } from "./aws-sns.ts";
import { awsSqs } from "./aws-sqs.ts";
import { betterSqlite3 } from "./better-sqlite3.ts";
import { nats } from "./nats.ts";
import { networkFence } from "./fence-network.ts";
import { processFence } from "./fence-process.ts";
import { fetchInstrument } from "./fetch.ts";
import { fileSystem } from "./fs.ts";
import type { Instrument } from "./gate.ts";
import { httpInstrument } from "./http.ts";
import { nodeSqlite } from "./node-sqlite.ts";
import { pg } from "./pg.ts";
import { undici } from "./undici.ts";

/** THE list of instruments. */
export const instruments: readonly Instrument[] = [
  fileSystem,
  nodeSqlite,
  betterSqlite3,
  fetchInstrument,
  httpInstrument,
  undici,
  networkFence,
  processFence,
  awsSqs,
  awsSdk,
  awsSns,
  awsEventBridge,
  kafkajs,
  amqplib,
  nats,
  pg,
];
