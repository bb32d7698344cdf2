import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Reader, Session } from "../../src/brokers/broker.ts";
import { realClock } from "../../src/brokers/clock.ts";
import { claimsOf } from "../../src/delivery/plan.ts";
import { defaultRetry } from "../../src/model/delivery.ts";
import type { Running } from "./clients.ts";

export interface Place {
  readonly root: string;
  readonly session: Session;
  readonly reader: Reader;
  /** Takes away all that was made for it. */
  end(): Promise<void>;
}

/** One consumer's ladder on a server, with nothing in it. */
export async function placeFor(
  { broker, address }: Running,
  reads: { readonly channel: string; readonly group: string },
  partitions: number,
): Promise<Place> {
  const root = mkdtempSync(join(tmpdir(), "bench-delivery-"));
  const session = await broker.open({ root, connection: "bench", clock: realClock(() => Date.now()), address });
  const source = broker.kind === "kafka" ? { source: { partitions } } : {};
  const { resources, reader } = broker.topology({ consumer: "bench", ...reads, retry: defaultRetry, ...source });
  const all = claimsOf([{ consumer: "bench", resources }]).map(({ resource }) => resource);
  for (const resource of all) {
    const sized = resource.kind === "topic" ? { ...resource, config: { ...resource.config, partitions } } : resource;
    await session.create(sized, "bench");
  }
  return {
    root,
    session,
    reader,
    async end() {
      for (const resource of all.toReversed()) await session.remove(resource, "bench", true);
      await session.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
