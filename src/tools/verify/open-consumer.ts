import { join } from "node:path";
import type { Settings } from "../../model/settings.ts";
import type { Consumer, SystemMap } from "../../model/system.ts";
import type { HowToRun } from "../../model/verification.ts";
import type { ToolContext } from "../../tool.ts";
import type { Subject } from "../../verify/subject.ts";
import type { Wire } from "../../verify/subjects/process/wire/wire.ts";
import { firstThatHandsOver } from "../../verify/subjects/first-that-hands-over.ts";
import { handlerSubject } from "../../verify/subjects/handler.ts";
import type { Material } from "../../verify/material.ts";
import type { Depends } from "../../workspace/digests.ts";
import { readNamed } from "../../workspace/files.ts";
import { expandGlobs } from "../../workspace/globs.ts";
import { loadSettings } from "../../workspace/settings.ts";
import { consumerEnvironment, scratchDatabase } from "./environment.ts";
import { sampleEncoder } from "./encode-sample.ts";
import { entriesOf } from "./entries.ts";
import { findSamples } from "./find-samples.ts";
import { materialOf } from "./material.ts";
import { findTarget, type Target } from "./target.ts";

export interface ConsumerRequest {
  readonly consumer: string | HowToRun;
  readonly samples?: string | readonly unknown[] | undefined;
  readonly allowHosts?: readonly string[] | undefined;
  readonly invariants?: readonly { readonly sql: string }[] | undefined;
  /** For a process: what stands between it and its wire, and for how long nothing may happen while a message is in work. */
  readonly around?: { readonly wire: (wire: Wire) => Wire; readonly workMs: number };
}

/** A consumer that can be played. Whoever opened it closes `subject`. */
export interface OpenConsumer {
  readonly id: string;
  readonly subject: Subject;
  readonly material: Material;
  readonly how: HowToRun;
  readonly detected?: Consumer;
  readonly map: SystemMap;
  readonly settings: Settings;
  /** What is known before it is loaded; the loaded files come from `Opened`. */
  readonly depends: Depends;
}

/** Real milliseconds that one delivery may take. */
const patienceMs = 5000;

export interface KnownSystem {
  readonly map: SystemMap;
  readonly settings: Settings;
}

/** What detect and the settings say. Reads only. */
export async function readSystem(context: ToolContext): Promise<KnownSystem> {
  const { detectSystem } = await import("../../detect/detect.ts");
  const settings = loadSettings(context.root);
  return { map: await detectSystem(context.root, { ...context, settings }), settings };
}

/** Ready to be played. Throws NoSamples where there are no events to play. */
export async function openConsumer(
  context: ToolContext,
  request: ConsumerRequest,
  known?: KnownSystem & { target: Target },
): Promise<OpenConsumer> {
  const { root, env, distRoot, signal } = context;
  const { map, settings } = known ?? (await readSystem(context));
  const target = known?.target ?? findTarget(root, request.consumer, map, settings);
  const { id, how, detected } = target;
  const { samples, source } = await findSamples(root, target, { map, settings }, request.samples);
  const encode = await sampleEncoder(root, samples);
  const material = materialOf(id, samples, settings.envelope ?? {}, encode);
  const setup = how.setup ?? [];
  if (target.command !== undefined) {
    const { openCommand } = await import("./open-command.ts");
    const subject = await openCommand(context, request, { target, command: target.command, material, map, settings });
    const depends: Depends = { files: [target.file].filter((file) => file !== "."), setup, ...source };
    return { id, subject, material, how, ...(detected && { detected }), map, settings, depends };
  }
  const database = scratchDatabase(how.database, settings, env);
  const start = (file: string) =>
    handlerSubject(
      {
        root,
        file: join(root, file),
        ...(target.export !== undefined && { export: target.export }),
        ...(how.batch !== undefined && { batch: how.batch }),
        shape: target.shape,
        setup: expandGlobs(root, setup).map((path) => readNamed(root, path)),
        events: material.events,
        ids: material.ids,
        keys: material.keys,
        topic: target.topic,
        ...(target.channel !== undefined && { channel: target.channel }),
        allowHosts: [...(request.allowHosts ?? []), ...(settings.allowHosts ?? [])],
        ...(database && { database }),
        ...(request.invariants && { invariants: request.invariants.map(({ sql }) => sql) }),
        patienceMs,
        ...(how.run !== undefined && { run: how.run }),
        env: consumerEnvironment(how.env),
      },
      { signal, distRoot, env },
    );
  const entries = target.export === undefined && how.handler === undefined ? entriesOf(root, target.file) : [];
  const subject = entries.length === 0 ? start(target.file) : firstThatHandsOver(target.file, entries, start);
  const depends: Depends = { files: [target.file], setup, ...source, others: samples.flatMap(({ avro }) => avro ?? []) };
  return { id, subject, material, how, ...(detected && { detected }), map, settings, depends };
}
