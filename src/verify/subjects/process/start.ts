import { randomBytes } from "node:crypto";
import { answerAt, joinPort } from "./doors.ts";
import { processEnvironment, withWords } from "./environment.ts";
import { portsOf } from "./fence.ts";
import type { HttpStub } from "./http-stub.ts";
import type { Start } from "./instances.ts";
import type { Points } from "./points.ts";
import type { Relay } from "./postgres/relay.ts";
import { lookupPort, type Network } from "./network.ts";
import { straced, straceLines, type SystemCall } from "./strace.ts";
import { createTracer } from "./tracer.ts";
import type { WirePlay } from "./wire/wire.ts";
import type { World } from "./world.ts";
import { join } from "node:path";

/** no: nothing between it and the system · stops: its writes are effects · a function: what files it opens is told. */
export type Tracing = "no" | "stops" | ((call: SystemCall) => void);

interface Around {
  readonly stage: WirePlay;
  readonly http: HttpStub;
  readonly relay: Relay | undefined;
  readonly ledger: Points;
  readonly tracing: Tracing;
  /** It reached something that nobody follows; in words. */
  readonly stray: (what: string) => void;
  /** Where the network of each instance is kept. */
  readonly networks: Map<string, Network>;
}

/** How each instance of a play is started. */
export function startOf(
  { spec, wire, lane, known, outer, watch, database, fence, doors }: World,
  { stage, http, relay, ledger, tracing, stray, networks }: Around,
): (name: string) => Promise<Start> {
  return async (name) => {
    const address = await stage.address(name);
    const httpPort = await http.port(name);
    const url = `http://127.0.0.1:${httpPort}`;
    const databasePort = await relay?.port(name);
    const ports = [...address.ports, httpPort, ...(databasePort === undefined ? [] : [databasePort])];
    watch?.ports(fence === undefined ? ports : [...ports, lookupPort]);
    const network = await fence?.network(`${lane.index} ${name}`);
    if (network !== undefined) {
      networks.set(name, network);
      const behind = { kind: wire.kind, broker: address.ports[0]!, http: httpPort, database: databasePort };
      const answer = answerAt({ behind, used: (port) => doors.used(port), stray, nameOf: (host) => fence?.nameOf(host) });
      const direct = [...ports, ...portsOf(spec.allowHosts).ports];
      await network.only(
        new Map([...doors.ports().map((port) => [port, answer(port)] as const), ...direct.map((port) => [port, joinPort(port)] as const)]),
      );
      doors.onMeet(name, (port) => void network.open(port, answer(port)).catch(() => {}));
    }
    const fenced = (command: readonly string[]): readonly string[] => network?.wrap(command, spec.root) ?? command;
    const stored = databasePort === undefined ? undefined : database?.address(databasePort);
    const words: Record<string, string> = {
      ...Object.fromEntries(Object.entries(address.words).map(([word, value]) => [`broker.${word}`, value])),
      ...stored?.words,
      "http.url": url,
      state: lane.state,
      instance: name,
    };
    const own = Object.fromEntries(Object.entries(spec.env).map(([variable, value]) => [variable, withWords(value, words)]));
    const env = processEnvironment(
      outer,
      { ...known.program?.env, ...address.env, ...stored?.env, STATE_DIR: lane.state, HTTP_URL: url, ...own },
      lane.folders,
    );
    const given = (known.program?.command ?? spec.command).map((part) => withWords(part, words));
    const mark = randomBytes(12).toString("hex");
    if (tracing === "no") return { command: fenced(given), cwd: spec.root, env, mark, errorsOnThree: false };
    if (tracing !== "stops") {
      const call = tracing;
      const reader = (pid: () => number) => straceLines({ call, stopped: (resume) => resume() }, pid);
      return { command: fenced(straced(given, "log")), cwd: spec.root, env, mark, errorsOnThree: true, reader };
    }
    const { databases, plain } = known.files;
    const stopAt = [...databases, ...plain].map((path) => join(lane.state, path));
    return {
      command: fenced(straced(given, { stopAt, plain: plain.length > 0 })),
      cwd: spec.root,
      env,
      mark,
      errorsOnThree: true,
      reader: (pid) => createTracer(ledger, name, lane.state, known.files, pid),
    };
  };
}
