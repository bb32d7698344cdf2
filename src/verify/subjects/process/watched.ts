import type { PlayOutcome, Problem } from "../../observation.ts";
import type { Play } from "../../play.ts";
import { leftBehind } from "./lanes.ts";
import { playProcess } from "./play-process.ts";
import { createSightings, seenOf } from "./sightings.ts";
import type { Watch, World } from "./world.ts";

/** A play, and whatever it did where no probe looks: said as problems that do not end it. Where it is stopped at its files, only what it left. */
export async function playWatched(world: World, play: Play, stops: boolean, signal: AbortSignal): Promise<PlayOutcome> {
  const ports = new Set<number>();
  let handedAt = Infinity;
  const watch: Watch = {
    ...nobody,
    ports: (more) => more.forEach((port) => ports.add(port)),
    handed: () => void (handedAt = Math.min(handedAt, Date.now())),
  };
  const sightings = createSightings(world.lane, world.spec.root);
  const logs = !stops && world.known.noStops === undefined;
  const tracing = logs ? sightings.call : stops ? "stops" : "no";
  const outcome = await playProcess({ ...world, watch }, play, tracing, signal);
  const seen = [...seenOf(sightings, ports, world), ...leftBehind(world.lane, handedAt, isCalm(play))];
  return { ...outcome, problems: [...outcome.problems, ...seen.map((message): Problem => ({ kind: "unobserved", message }))] };
}

/** Nobody is killed or started while a message is in work: what starts and dies leaves temporary files of its own. */
const isCalm = ({ steps }: Play): boolean => steps.every((step) => step.do === "deliver" && step.to === "A" && step.fault === undefined);

const nobody: Watch = {
  ready: () => undefined,
  handed: () => undefined,
  settled: () => undefined,
  late: () => undefined,
  restless: () => undefined,
  ports: () => undefined,
  ending: () => undefined,
  unready: () => undefined,
  stopped: () => undefined,
};
