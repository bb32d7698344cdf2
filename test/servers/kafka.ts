import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realClock } from "../../src/brokers/clock.ts";
import { clientOf } from "../../src/brokers/kafka/client.ts";
import { lastWords, launchNode, type Node, prepareNode } from "./kafka-node.ts";
import { installKafka, missingKafka, software, users } from "./kafka-software.ts";
import { freePort } from "./ports.ts";
import type { ServerKind, Started } from "./server.ts";
import { alive, endProcess } from "./processes.ts";

/**
 * One node of Apache Kafka, broker and controller. `url` asks nobody who he is; `saslUrl` wants `user` and `password` (PLAIN,
 * SCRAM-SHA-256, SCRAM-SHA-512); `tlsUrl` is TLS with the certificate in `caFile`; behind `behindUrl` the node says that it is at
 * `frontUrl`, where a proxy may stand.
 */
export const kafka: ServerKind = kafkaOf("kafka", 1);

/** So many nodes on this machine, each broker and controller; `pids` in the order of the node ids from 1. */
export function kafkaOf(kind: string, count: number): ServerKind {
  const server: ServerKind = {
    kind,
    missing: missingKafka,
    install: () =>
      installKafka(async (flags) => {
        const folder = mkdtempSync(join(tmpdir(), "kafka-"));
        try {
          await server.stop(await start(folder, undefined, flags));
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }),
    start: (folder, again) => start(folder, again),
    async stop({ pids }) {
      await Promise.all(pids.map((pid) => endProcess(pid, 10_000)));
    },
  };

  async function start(folder: string, again?: Started, flags: readonly string[] = []): Promise<Started> {
    const folders = Array.from({ length: count }, (_, index) => (count === 1 ? folder : join(folder, `node-${index + 1}`)));
    if (again === undefined) {
      const nodes: Node[] = [];
      for (const [index, at] of folders.entries()) {
        const [plain, sasl, tls, behind] = [await freePort(), await freePort(), await freePort(), await freePort()];
        const ports = { plain, sasl, tls, behind, front: await freePort(), controller: await freePort() };
        nodes.push({ id: index + 1, folder: at, ports });
      }
      for (const node of nodes) prepareNode(node, nodes);
    }
    const pids = folders.map((at, index) => {
      const before = again?.pids[index];
      return before !== undefined && alive(before) ? before : launchNode(at, flags);
    });
    const address = {
      url: listeners(folders, "PLAIN"),
      saslUrl: listeners(folders, "SASL"),
      tlsUrl: listeners(folders, "TLS"),
      behindUrl: listeners(folders, "BEHIND"),
      frontUrl: listeners(folders, "BEHIND", "advertised.listeners"),
      user: "tester",
      password: users.tester,
      caFile: software().caFile,
    };
    for (const pid of pids) {
      const at = folders[pids.indexOf(pid)]!;
      await answers(address.url, count, () => (alive(pid) ? undefined : `Kafka did not start:\n${lastWords(at)}`));
    }
    return { kind, pids, address, folder };
  }
  return server;
}

function listeners(folders: readonly string[], name: string, setting = "listeners"): string {
  const line = new RegExp(`^${setting}=.*\\b${name}://([\\d.:]+)`, "m");
  return folders.map((folder) => line.exec(readFileSync(join(folder, "server.properties"), "utf8"))![1]!).join(",");
}

/** Resolves when all nodes are in the cluster and groups can be asked for. */
async function answers(url: string, count: number, dead: () => string | undefined): Promise<void> {
  const deadline = Date.now() + 60_000;
  const { kafka: client } = await clientOf({ root: "/", connection: "starting", address: { url }, clock: realClock(Date.now) });
  const admin = client.admin({ retry: { retries: 0 } });
  for (;;) {
    try {
      await admin.connect();
      const { brokers } = await admin.describeCluster();
      // Makes the topic of the groups' offsets, which takes a while.
      if (brokers.length === count) await admin.fetchOffsets({ groupId: "nobody" });
      if (brokers.length === count) return await admin.disconnect();
    } catch (error) {
      const why = dead() ?? (Date.now() > deadline ? String(error) : undefined);
      if (why !== undefined) throw new Error(why, { cause: error });
    }
    await admin.disconnect();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
