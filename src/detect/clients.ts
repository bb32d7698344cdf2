import type { BrokerKind, Dependency } from "./fact.ts";

/** A package that talks to a broker, an event store or a schema registry. */
export interface KnownClient {
  ecosystem: Dependency["ecosystem"];
  /** As written in manifests, lower case; `*` at the end stands for any rest. */
  name: string;
  /** Absent where configuration chooses the broker. */
  broker?: BrokerKind;
  /** An SDK or store with many uses: it counts only where code uses it for messaging; then `broker` says nothing. */
  generic?: readonly BrokerKind[];
}

const aws: readonly BrokerKind[] = ["sqs", "sns", "eventbridge", "kinesis", "dynamodb-streams"];
const redis: readonly BrokerKind[] = ["redis-pubsub", "redis-streams"];

function of(
  ecosystem: Dependency["ecosystem"],
  table: Partial<Record<BrokerKind | "any", string>>,
  generic: Record<string, readonly BrokerKind[]> = {},
) {
  const dedicated = Object.entries(table).flatMap(([broker, names]) =>
    names
      .split(/\s+/)
      .map((name): KnownClient => (broker === "any" ? { ecosystem, name } : { ecosystem, name, broker: broker as BrokerKind })),
  );
  return [...dedicated, ...Object.entries(generic).map(([name, brokers]): KnownClient => ({ ecosystem, name, generic: brokers }))];
}

/** THE list of messaging clients and frameworks, by the names their registries use. */
const knownClients: readonly KnownClient[] = [
  ...of(
    "npm",
    {
      kafka:
        "kafkajs @confluentinc/kafka-javascript node-rdkafka kafka-node @platformatic/kafka @kafkajs/confluent-schema-registry @confluentinc/schemaregistry kafka-streams",
      rabbitmq:
        "amqplib amqp-connection-manager amqp amqp-ts rabbitmq-client @golevelup/nestjs-rabbitmq rascal @cloudamqp/amqp-client foo-foo-mq rabbot wascally jackrabbit rhea",
      nats: "nats nats.ws ts-nats node-nats-streaming @nats-io/transport-node @nats-io/transport-deno @nats-io/nats-core @nats-io/jetstream @nats-io/stan @nestjs-plugins/nestjs-nats-jetstream-transport",
      sqs: "@aws-sdk/client-sqs sqs-consumer sqs-producer bbc-sqs-consumer @ssut/nestjs-sqs squiss squiss-ts",
      sns: "@aws-sdk/client-sns",
      eventbridge: "@aws-sdk/client-eventbridge",
      kinesis: "@aws-sdk/client-kinesis aws-kcl",
      "dynamodb-streams": "@aws-sdk/client-dynamodb-streams",
      bullmq: "bullmq bull @nestjs/bullmq @nestjs/bull bee-queue",
      pubsub: "@google-cloud/pubsub",
      servicebus: "@azure/service-bus @azure/event-hubs",
      eventstore:
        "@eventstore/db-client @kurrent/kurrentdb-client @event-driven-io/emmett @event-driven-io/emmett-postgresql @event-driven-io/emmett-esdb @event-driven-io/emmett-mongodb @event-driven-io/emmett-sqlite node-eventstore-client @castore/* @messagedb/client",
      other: "mqtt pulsar-client",
    },
    { "aws-sdk": aws, redis, ioredis: redis, "@redis/client": redis },
  ),
  ...of(
    "pypi",
    {
      kafka:
        "confluent-kafka kafka-python kafka-python-ng aiokafka pykafka faust faust-streaming confluent-avro python-schema-registry-client quixstreams bytewax",
      rabbitmq: "pika aio-pika aioamqp amqpstorm kombu rabbitpy pamqp rstream amqp",
      nats: "nats-py asyncio-nats-client nats-python asyncio-nats-streaming",
      sqs: "aiosqs",
      pubsub: "google-cloud-pubsub",
      servicebus: "azure-servicebus azure-eventhub",
      eventstore:
        "esdbclient kurrentdbclient eventsourcing eventsourcing-kurrentdb eventsourcing-eventstoredb eventsourcing-axonserver message-db-py",
      any: "celery dramatiq faststream nameko tomodachi",
      other: "paho-mqtt pulsar-client",
    },
    { boto3: aws, botocore: aws, aioboto3: aws, aiobotocore: aws, redis, aioredis: redis },
  ),
  ...of(
    "maven",
    {
      kafka:
        "org.apache.kafka:kafka-clients org.apache.kafka:kafka-streams org.apache.kafka:connect-api org.springframework.kafka:spring-kafka org.springframework.boot:spring-boot-starter-kafka org.springframework.boot:spring-boot-kafka org.springframework.cloud:spring-cloud-stream-binder-kafka org.springframework.cloud:spring-cloud-starter-stream-kafka org.springframework.cloud:spring-cloud-stream-binder-kafka-streams io.projectreactor.kafka:reactor-kafka io.confluent:kafka-avro-serializer io.confluent:kafka-json-schema-serializer io.confluent:kafka-protobuf-serializer io.confluent:kafka-streams-avro-serde io.confluent:kafka-schema-registry-client io.quarkus:quarkus-kafka-client io.quarkus:quarkus-messaging-kafka io.quarkus:quarkus-smallrye-reactive-messaging-kafka io.smallrye.reactive:smallrye-reactive-messaging-kafka io.micronaut.kafka:micronaut-kafka org.apache.camel:camel-kafka org.apache.camel.springboot:camel-kafka-starter com.typesafe.akka:akka-stream-kafka* io.debezium:debezium-embedded io.debezium:debezium-api io.apicurio:apicurio-registry-serdes-avro-serde org.axonframework.extensions.kafka:axon-kafka-spring-boot-starter",
      rabbitmq:
        "com.rabbitmq:amqp-client com.rabbitmq:stream-client org.springframework.amqp:spring-rabbit org.springframework.amqp:spring-amqp org.springframework.boot:spring-boot-starter-amqp org.springframework.boot:spring-boot-amqp org.springframework.cloud:spring-cloud-stream-binder-rabbit org.springframework.cloud:spring-cloud-starter-stream-rabbit io.projectreactor.rabbitmq:reactor-rabbitmq io.quarkus:quarkus-messaging-rabbitmq io.quarkus:quarkus-smallrye-reactive-messaging-rabbitmq io.micronaut.rabbitmq:micronaut-rabbitmq org.axonframework:axon-amqp org.axonframework.extensions.amqp:axon-amqp-spring-boot-starter",
      nats: "io.nats:jnats io.nats:nats-spring-boot-starter io.nats:nats-spring-cloud-stream-binder io.micronaut.nats:micronaut-nats",
      sqs: "software.amazon.awssdk:sqs com.amazonaws:aws-java-sdk-sqs io.awspring.cloud:spring-cloud-aws-starter-sqs io.awspring.cloud:spring-cloud-aws-sqs io.awspring.cloud:spring-cloud-starter-aws-messaging io.awspring.cloud:spring-cloud-aws-messaging org.springframework.cloud:spring-cloud-starter-aws-messaging org.springframework.cloud:spring-cloud-aws-messaging com.amazonaws:amazon-sqs-java-messaging-lib",
      sns: "software.amazon.awssdk:sns com.amazonaws:aws-java-sdk-sns io.awspring.cloud:spring-cloud-aws-starter-sns io.awspring.cloud:spring-cloud-aws-sns",
      eventbridge: "software.amazon.awssdk:eventbridge com.amazonaws:aws-java-sdk-eventbridge",
      kinesis:
        "software.amazon.awssdk:kinesis software.amazon.kinesis:amazon-kinesis-client com.amazonaws:aws-java-sdk-kinesis com.amazonaws:amazon-kinesis-client",
      pubsub:
        "com.google.cloud:google-cloud-pubsub com.google.cloud:spring-cloud-gcp-starter-pubsub org.springframework.cloud:spring-cloud-gcp-starter-pubsub",
      servicebus: "com.azure:azure-messaging-servicebus com.azure:azure-messaging-eventhubs",
      axon: "org.axonframework:axon-* org.axonframework.extensions* io.axoniq:axonserver-connector-java",
      eventstore:
        "com.eventstore:db-client-java io.kurrent:kurrentdb-client org.occurrent:eventstore-mongodb-spring-blocking com.github.msemys:esjc",
      any: "org.springframework.cloud:spring-cloud-stream org.springframework.cloud:spring-cloud-schema-registry-client org.springframework.cloud:spring-cloud-starter-stream org.springframework.modulith:spring-modulith-events-kafka org.springframework.modulith:spring-modulith-events-amqp",
      other:
        "org.apache.pulsar:pulsar-client org.springframework.pulsar:spring-pulsar-spring-boot-starter org.apache.activemq:activemq-client org.springframework.boot:spring-boot-starter-activemq org.springframework.boot:spring-boot-starter-artemis org.apache.rocketmq:rocketmq-client org.apache.rocketmq:rocketmq-spring-boot-starter",
    },
    {
      "org.springframework.boot:spring-boot-starter-data-redis": redis,
      "org.springframework.boot:spring-boot-starter-data-redis-reactive": redis,
      "redis.clients:jedis": redis,
      "io.lettuce:lettuce-core": redis,
      "org.redisson:redisson": redis,
    },
  ),
  ...of(
    "go",
    {
      kafka:
        "github.com/segmentio/kafka-go github.com/ibm/sarama github.com/shopify/sarama github.com/bsm/sarama-cluster github.com/twmb/franz-go github.com/confluentinc/confluent-kafka-go github.com/confluentinc/confluent-kafka-go/v2 github.com/lovoo/goka github.com/threedotslabs/watermill-kafka* github.com/riferrei/srclient github.com/cloudevents/sdk-go/protocol/kafka_sarama*",
      rabbitmq:
        "github.com/streadway/amqp github.com/rabbitmq/amqp091-go github.com/rabbitmq/rabbitmq-stream-go-client github.com/wagslane/go-rabbitmq github.com/threedotslabs/watermill-amqp*",
      nats: "github.com/nats-io/nats.go github.com/nats-io/stan.go github.com/nats-io/go-nats github.com/threedotslabs/watermill-nats*",
      sqs: "github.com/aws/aws-sdk-go-v2/service/sqs github.com/threedotslabs/watermill-aws*",
      sns: "github.com/aws/aws-sdk-go-v2/service/sns",
      eventbridge: "github.com/aws/aws-sdk-go-v2/service/eventbridge",
      kinesis: "github.com/aws/aws-sdk-go-v2/service/kinesis",
      pubsub: "cloud.google.com/go/pubsub cloud.google.com/go/pubsub/v2",
      servicebus:
        "github.com/azure/azure-sdk-for-go/sdk/messaging/azservicebus github.com/azure/azure-sdk-for-go/sdk/messaging/azeventhubs",
      eventstore:
        "github.com/eventstore/eventstore-client-go* github.com/kurrent-io/kurrentdb-client-go* github.com/looplab/eventhorizon github.com/hallgren/eventsourcing",
      any: "github.com/threedotslabs/watermill",
      other: "github.com/eclipse/paho.mqtt.golang github.com/apache/pulsar-client-go",
    },
    {
      "github.com/aws/aws-sdk-go": aws,
      "github.com/redis/go-redis/v9": redis,
      "github.com/go-redis/redis/v8": redis,
      "github.com/go-redis/redis": redis,
    },
  ),
  ...of(
    "nuget",
    {
      kafka:
        "confluent.kafka confluent.schemaregistry confluent.schemaregistry.serdes.avro confluent.schemaregistry.serdes.json confluent.schemaregistry.serdes.protobuf aspire.confluent.kafka aspire.hosting.kafka masstransit.kafka kafkaflow streamiz.kafka.net dotnetcore.cap.kafka",
      rabbitmq:
        "rabbitmq.client aspire.rabbitmq.client aspire.rabbitmq.client.v7 aspire.hosting.rabbitmq easynetq masstransit.rabbitmq rabbitmq.stream.client nservicebus.rabbitmq rebus.rabbitmq wolverinefx.rabbitmq dotnetcore.cap.rabbitmq",
      nats: "nats.client nats.net nats.client.core nats.client.jetstream aspire.nats.net aspire.hosting.nats",
      sqs: "awssdk.sqs masstransit.amazonsqs nservicebus.amazonsqs rebus.amazonsqs aws.messaging",
      sns: "awssdk.simplenotificationservice",
      eventbridge: "awssdk.eventbridge",
      kinesis: "awssdk.kinesis",
      pubsub: "google.cloud.pubsub.v1",
      servicebus:
        "azure.messaging.servicebus azure.messaging.eventhubs microsoft.azure.servicebus masstransit.azure.servicebus.core nservicebus.transport.azureservicebus aspire.azure.messaging.servicebus rebus.azureservicebus",
      eventstore:
        "marten eventstore.client eventstore.client.grpc.streams eventstore.client.grpc.persistentsubscriptions kurrentdb.client wolverinefx.marten equinox* eventuous*",
      any: "masstransit masstransit.aspnetcore masstransit.extensions.dependencyinjection nservicebus rebus wolverinefx dotnetcore.cap brighter paramore.brighter",
    },
    { "stackexchange.redis": redis },
  ),
  ...of("cargo", {
    kafka: "rdkafka rskafka kafka schema_registry_converter",
    rabbitmq: "lapin amqprs rabbitmq-stream-client deadpool-lapin",
    nats: "async-nats nats",
    sqs: "aws-sdk-sqs",
    sns: "aws-sdk-sns",
    eventbridge: "aws-sdk-eventbridge",
    kinesis: "aws-sdk-kinesis",
    pubsub: "google-cloud-pubsub gcloud-pubsub",
    eventstore: "eventstore kurrentdb cqrs-es postgres-es",
    other: "pulsar rumqttc",
  }),
  ...of("sbt", {
    kafka:
      "org.apache.kafka:kafka-clients org.apache.kafka:kafka-streams org.apache.kafka:kafka-streams-scala com.typesafe.akka:akka-stream-kafka org.apache.pekko:pekko-connectors-kafka com.github.fd4s:fs2-kafka dev.zio:zio-kafka io.confluent:kafka-avro-serializer com.lightbend.akka:akka-stream-alpakka-kafka",
    rabbitmq: "com.rabbitmq:amqp-client com.lightbend.akka:akka-stream-alpakka-amqp dev.profunktor:fs2-rabbit",
    sqs: "software.amazon.awssdk:sqs com.lightbend.akka:akka-stream-alpakka-sqs",
    eventstore: "com.typesafe.akka:akka-persistence-typed com.typesafe.akka:akka-persistence org.apache.pekko:pekko-persistence-typed",
  }),
];

const exact = new Map<string, KnownClient>();
const prefixes: KnownClient[] = [];
for (const client of knownClients) {
  if (client.name.endsWith("*")) prefixes.push(client);
  else exact.set(`${client.ecosystem} ${client.name}`, client);
}

/** The known client that a dependency is, or undefined. */
export function clientOf({ ecosystem, name }: Dependency): KnownClient | undefined {
  const wanted = ecosystem === "pypi" ? name.toLowerCase().replaceAll("_", "-") : name.toLowerCase();
  return (
    exact.get(`${ecosystem} ${wanted}`) ??
    prefixes.find((client) => client.ecosystem === ecosystem && wanted.startsWith(client.name.slice(0, -1)))
  );
}
