import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Gate, Heard, Passage, Wire, WireMessage, WirePlay } from "../../../../src/verify/subjects/process/wire/wire.ts";

export const messages: readonly WireMessage[] = Array.from({ length: 6 }, (_, index) => {
  const value = { event_id: `0000-000${index}`, data: { account: `a${index % 2}`, amount: index + 1 } };
  return { id: value.event_id, key: value.data.account, headers: {}, body: Buffer.from(JSON.stringify(value)), value };
});

/** One play of a real process, driven by hand. */
export interface Rig {
  readonly play: WirePlay;
  readonly events: Heard[];
  /** What the consumer wrote down, in order: event ids. */
  handled(): string[];
  start(instance: string): Promise<void>;
  kill(instance: string): Promise<void>;
  until(what: string, isSo: () => boolean): Promise<void>;
  settled(): number;
  /** Acknowledgements that came to the gate. */
  settlings(): number;
  /** Messages of its own that came to the gate. */
  publishings(): number;
  end(): Promise<void>;
}

export interface RigOptions {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly comeAgain?: readonly number[];
  readonly settling?: (event: number, times: number) => Passage;
  readonly publishing?: (channel: string, times: number) => Passage;
}

export async function startRig(wire: Wire, { command, env = {}, comeAgain = [], settling, publishing }: RigOptions): Promise<Rig> {
  const log = join(mkdtempSync(join(tmpdir(), "wire-")), "handled.txt");
  writeFileSync(log, "");
  const events: Heard[] = [];
  const running = new Map<string, ChildProcess>();
  let [settlings, publishings, output] = [0, 0, ""];
  const gate: Gate = {
    settling: async (handed) => settling?.(handed[0]!.event, (settlings += 1)) ?? "forward",
    publishing: async ({ channel }) => publishing?.(channel, (publishings += 1)) ?? "forward",
  };
  const play = await wire.begin({ messages, comeAgain: new Set(comeAgain), gate, heard: (event) => void events.push(event) });
  const until = async (what: string, isSo: () => boolean) => {
    for (let waited = 0; !isSo(); waited += 10) {
      if (waited > 15_000) throw new Error(`${what}: not in time. ${JSON.stringify(events.slice(-5))} ${output.slice(-2000)}`);
      await sleep(10);
    }
  };
  const kill = async (instance: string) => {
    const child = running.get(instance)!;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    process.kill(-child.pid!, "SIGKILL");
    await gone;
  };
  return {
    play,
    events,
    until,
    handled: () => readFileSync(log, "utf8").split("\n").filter(Boolean),
    settled: () => events.filter(({ what }) => what === "settled").length,
    async start(instance) {
      const { env: own } = await play.address(instance);
      const [program = "", ...args] = command;
      const child = spawn(program, args, {
        env: { PATH: process.env["PATH"], HOME: tmpdir(), HANDLED: log, ...own, ...env },
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
        cwd: fileURLToPath(new URL("../../../..", import.meta.url)),
      });
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += String(text)));
      running.set(instance, child);
      const before = events.length;
      await until(
        `${instance} is ready`,
        () => events.slice(before).some((event) => event.what === "ready" && event.instance === instance) || child.exitCode !== null,
      );
      if (child.exitCode !== null) throw new Error(`The consumer ended: ${output.slice(-2000)}`);
    },
    kill,
    settlings: () => settlings,
    publishings: () => publishings,
    async end() {
      for (const instance of running.keys()) await kill(instance);
      await play.end();
    },
  };
}
