import { templateText } from "./texts.ts";

/** Clients that there is a template for, by their npm names. */
export const templateClients = {
  kafkajs: { broker: "kafka", folder: "kafkajs", address: "KAFKA_BROKERS" },
  amqplib: { broker: "rabbitmq", folder: "amqplib", address: "AMQP_URL" },
  "@aws-sdk/client-sqs": { broker: "sqs", folder: "sqs", address: "AWS_ENDPOINT_URL, or the AWS configuration" },
  nats: { broker: "nats", folder: "nats", address: "NATS_URL" },
} as const;
export type TemplateClient = keyof typeof templateClients;

/** What a template says where names belong: `"$queue"` in code, `$table` in SQL. */
export type Names = Readonly<Record<string, string>>;

export interface ConsumerWish {
  readonly client: TemplateClient;
  /** The files are called `<name>-consumer.ts` and so on. */
  readonly name: string;
  readonly names: Names;
  readonly rungsMs: readonly number[];
  /** How one TypeScript file of that project names another one. */
  readonly extension: ".ts" | ".js" | "";
  readonly runner: "vitest" | "node:test";
}

export interface Generated {
  readonly file: string;
  readonly text: string;
}

/** The files of one consumer in TypeScript on PostgreSQL: code that belongs to who asked for it, and needs nothing of ours. */
export function consumerFiles({ client, name, names, rungsMs, extension, runner }: ConsumerWish): Generated[] {
  const { folder } = templateClients[client];
  const imports: readonly (readonly [string, string])[] = [
    ["../delivery.ts", `./delivery${extension}`],
    ["./delivery.ts", `./delivery${extension}`],
    ["./handler.ts", `./${name}-handler${extension}`],
    ["./amqplib/consumer.ts", `./${name}-consumer${extension}`],
    ["node:test", runner],
  ];
  const made = (template: string, file: string): Generated => {
    let text = templateText(template);
    for (const [from, to] of imports) text = text.replaceAll(`"${from}"`, JSON.stringify(to));
    text = text.replace("[1_000, 5_000, 30_000]", `[${rungsMs.map(grouped).join(", ")}]`);
    return { file, text: filled(text, names) };
  };
  return [
    made(`${folder}/consumer.ts`, `${name}-consumer.ts`),
    made("handler.ts", `${name}-handler.ts`),
    made("main.ts", `${name}-main.ts`),
    made("consumer.test.ts", `${name}-consumer.test.ts`),
    made("schema.sql", `${name}.sql`),
    made("delivery.ts", "delivery.ts"),
  ];
}

function filled(text: string, names: Names): string {
  return text.replaceAll(/"\$([a-z]\w*)"|\$(table)\b/g, (_, quoted: string | undefined, bare: string | undefined) => {
    const value = names[(quoted ?? bare)!];
    if (value === undefined) throw new Error(`The template asks for ${quoted ?? bare}, which nobody gave.`);
    return quoted === undefined ? value : JSON.stringify(value);
  });
}

/** 30_000 */
function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, "_");
}
