import { spawn } from "node:child_process";
import { describe, expect, onTestFinished, test } from "vitest";
import { hasServer } from "../../servers/servers.ts";
import { software } from "../../servers/kafka-software.ts";
import { clock, event, lettersIn, setting } from "./setting.ts";

/** Java's own producer. */
async function produce(url: string, topic: string, compression: string, lines: readonly string[]): Promise<void> {
  const args = ["--bootstrap-server", url, "--topic", topic, "--compression-codec", compression, "--command-property", "linger.ms=50"];
  const producer = spawn("java", ["-cp", software().libraries, "org.apache.kafka.tools.ConsoleProducer", ...args], {
    stdio: ["pipe", "ignore", "pipe"],
  });
  let said = "";
  producer.stderr.on("data", (bytes: Buffer) => (said += bytes.toString()));
  producer.stdin.end(`${lines.join("\n")}\n`);
  const code = await new Promise((resolve) => producer.once("exit", resolve));
  if (code !== 0) throw new Error(said);
}

describe.skipIf(!(await hasServer("kafka")))("what other software does on Kafka", () => {
  test.each(["none", "gzip", "snappy", "lz4", "zstd"])(
    "dead letters that Java packed with %s are read",
    { timeout: 40_000 },
    async (packing) => {
      const at = await setting({ onTestFinished }, [100]);
      const lines = Array.from({ length: 3000 }, (_, index) => `${index} ${"ab".repeat(index % 97)} ${Math.sin(index)}`);
      await produce(at.url, at.reader.deadLetter, packing, lines);
      expect((await lettersIn(at.session, at.reader)).sort()).toEqual([...lines].sort());
    },
  );

  test(
    "nothing is sent back to consumers that are there and do not read the entry of their group",
    { timeout: 40_000 },
    async (context) => {
      const at = await setting(context, [100]);
      const { reader, session } = at;
      const { kafka: raw } = await at.client();
      const theirs = raw.consumer({ groupId: reader.group, sessionTimeout: 6000 });
      await theirs.connect();
      context.onTestFinished(() => theirs.disconnect());
      await theirs.subscribe({ topics: [reader.channel], fromBeginning: true });
      const joined = new Promise((resolve) => theirs.on(theirs.events.GROUP_JOIN, resolve));
      await theirs.run({ eachMessage: async () => undefined });
      await joined;
      await expect(session.sendTo(reader, event("a"))).rejects.toMatchObject({
        code: "INVALID_INPUT",
        message: expect.stringContaining("do not read"),
      });
      // Also when they stand still: what they have committed says nothing of the entry.
      await theirs.stop();
      const refused = () => session.sendTo(reader, event("a")).then(() => "sent", String);
      expect(await clock.until(async () => (await refused()).includes("none has read"), 10_000)).toBe(true);
      const { ready } = await session.backlog(reader.channel, reader.group);
      expect(ready).toBe(0);
      // Who reads it counts, and who has read it.
      const ours = await at.another();
      const subscription = await ours.subscribe(reader, async (batch) => batch.map(() => ({ do: "ack" })));
      await session.sendTo(reader, event("a"));
      await subscription.close();
      await (await at.another()).sendTo(reader, event("b"));
    },
  );
});
