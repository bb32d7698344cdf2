import { enumOf, errorClass } from "./stand-in.ts";

const errors = [
  "KafkaJSError",
  "KafkaJSNonRetriableError",
  "KafkaJSProtocolError",
  "KafkaJSOffsetOutOfRange",
  "KafkaJSNumberOfRetriesExceeded",
  "KafkaJSConnectionError",
  "KafkaJSRequestTimeoutError",
  "KafkaJSMetadataNotLoaded",
  "KafkaJSTopicMetadataNotLoaded",
  "KafkaJSPartialMessageError",
  "KafkaJSNotImplemented",
  "KafkaJSTimeout",
  "KafkaJSLockTimeout",
  "KafkaJSUnsupportedMagicByteInMessageSet",
  "KafkaJSAggregateError",
];
const types = [
  "Admin",
  "Batch",
  "Consumer",
  "ConsumerConfig",
  "ConsumerRunConfig",
  "ConsumerSubscribeTopics",
  "EachBatchPayload",
  "EachMessagePayload",
  "IHeaders",
  "ITopicConfig",
  "KafkaConfig",
  "KafkaMessage",
  "Message",
  "Producer",
  "ProducerConfig",
  "ProducerRecord",
  "RecordMetadata",
  "SASLOptions",
  "Transaction",
];

const nothing = () => {};
const logger = () => ({ namespace: logger, info: nothing, error: nothing, warn: nothing, debug: nothing, setLogLevel: nothing });

/** What kafkajs exports, without what the instrument puts in. https://kafka.js.org/docs/getting-started */
export function kafkajsLibrary(): Record<string, unknown> {
  class Kafka {
    readonly options: object;
    constructor(options: object) {
      this.options = options;
    }
    logger() {
      return logger();
    }
  }
  return {
    Kafka,
    logLevel: { NOTHING: 0, ERROR: 1, WARN: 2, INFO: 4, DEBUG: 5 },
    CompressionTypes: { None: 0, GZIP: 1, Snappy: 2, LZ4: 3, ZSTD: 4 },
    CompressionCodecs: {},
    Partitioners: { DefaultPartitioner: () => () => 0, LegacyPartitioner: () => () => 0, JavaCompatiblePartitioner: () => () => 0 },
    PartitionAssigners: { roundRobin: nothing },
    AssignerProtocol: {},
    ConfigResourceTypes: { UNKNOWN: 0, TOPIC: 2, BROKER: 4, BROKER_LOGGER: 8 },
    ConfigSource: enumOf("UNKNOWN"),
    AclResourceTypes: enumOf("UNKNOWN"),
    AclOperationTypes: enumOf("UNKNOWN"),
    AclPermissionTypes: enumOf("UNKNOWN"),
    ResourcePatternTypes: enumOf("UNKNOWN"),
    ...Object.fromEntries(errors.map((name) => [name, errorClass(name)])),
  };
}

export const kafkajsNames = [...Object.keys(kafkajsLibrary()), ...types];
