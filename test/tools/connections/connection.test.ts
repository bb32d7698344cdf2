import { describe, expect, test } from "vitest";
import { embedded } from "../../../src/brokers/embedded/broker.ts";
import type { Settings } from "../../../src/model/settings.ts";
import { addressOf, connectionFor } from "../../../src/tools/connections/connection.ts";
import { whyNotWrite } from "../../../src/tools/connections/permission.ts";

const settings: Settings = {
  connections: {
    live: { kind: "kafka", url: "kafka.example:9092", environment: "prod" },
    dev: { kind: "kafka", url: "${KAFKA}", user: "${USER}", password: "${PASSWORD}", environment: "dev", tls: { ca: "${CA}" } },
    rabbit: { kind: "rabbitmq", url: "amqp://127.0.0.1", managed: "iac" },
    database: { kind: "postgres", url: "postgres://127.0.0.1" },
  },
  environments: { prod: { production: true }, dev: {} },
};
const at = (name: string) => ({ name, connection: settings.connections![name]! });

describe("the connection of a consumer", () => {
  test("is the first of its kind, and production only where there is no other", () => {
    expect(connectionFor(settings, "kafka")).toEqual(at("dev"));
    expect(connectionFor({ connections: { live: at("live").connection }, environments: settings.environments }, "kafka")?.name).toBe(
      "live",
    );
    expect(connectionFor(settings, "nats")).toBeUndefined();
    expect(connectionFor({ connections: { q: { kind: "sqs" } } }, "sns")?.name).toBe("q");
  });

  test("is the one that is named, by itself or by its environment", () => {
    expect(connectionFor(settings, "kafka", "rabbit")).toEqual(at("rabbit"));
    expect(connectionFor(settings, "kafka", undefined, "prod")).toEqual(at("live"));
    expect(connectionFor(settings, "rabbitmq", undefined, "prod")).toBeUndefined();
    expect(() => connectionFor(settings, "kafka", "liv")).toThrow("did you mean live?");
    expect(() => connectionFor(settings, "kafka", undefined, "prd")).toThrow("did you mean prod?");
  });

  test("is filled in from the environment, and says what is missing there", () => {
    const env = { KAFKA: "127.0.0.1:9092", USER: "me", PASSWORD: "secret", CA: "pem" };
    expect(addressOf(at("dev"), env)).toEqual({ url: "127.0.0.1:9092", user: "me", password: "secret", tls: { ca: "pem" } });
    expect(() => addressOf(at("dev"), { ...env, PASSWORD: undefined })).toThrow("PASSWORD is not set.");
    expect(() => addressOf(at("dev"), { ...env, PASSWORD: undefined })).not.toThrow("secret");
  });
});

describe("writing to a broker", () => {
  const broker = embedded("requeue");
  const theirs = { broker: { ...broker, kind: "kafka", external: true }, at: at("dev") };

  test("that is ours alone is free, to another one it needs permission", () => {
    expect(whyNotWrite([{ broker, at: undefined }], settings, {})).toBeUndefined();
    expect(whyNotWrite([{ broker, at: undefined }, theirs], settings, {})).toContain("GODMODE_EVENT_ALLOW_BROKER_WRITE=1");
    expect(whyNotWrite([theirs], settings, { GODMODE_EVENT_ALLOW_BROKER_WRITE: "yes" })).toContain("is not allowed");
    expect(whyNotWrite([theirs], settings, { GODMODE_EVENT_ALLOW_BROKER_WRITE: "1" })).toBeUndefined();
    expect(whyNotWrite([theirs], settings, {}, { allowBrokerWrite: true })).toBeUndefined();
  });

  test("of production needs its name, and one that infrastructure files own is left to them", () => {
    const allowed = { GODMODE_EVENT_ALLOW_BROKER_WRITE: "1" };
    const live = { ...theirs, at: at("live") };
    expect(whyNotWrite([live], settings, allowed)).toContain('"prod"');
    expect(whyNotWrite([live], settings, allowed, { environment: "dev" })).toContain('"prod"');
    expect(whyNotWrite([live], settings, allowed, { environment: "prod" })).toBeUndefined();
    expect(whyNotWrite([{ ...theirs, at: at("rabbit") }], settings, allowed)).toContain("infrastructure files");
  });
});
