import { deliveryModelOf } from "../../loop/delivery-model.ts";
import type { Consumer, SystemMap } from "../../model/system.ts";
import type { Verification } from "../../model/verification.ts";
import type { Depends } from "../../workspace/digests.ts";
import { registryFolder } from "../assess/candidates.ts";
import type { KnownSystem } from "./open-consumer.ts";
import type { VerifyInput } from "./request.ts";
import { findTarget } from "./target.ts";

/** A consumer that is known and could not be run. */
export interface Standing {
  readonly id: string;
  readonly detected?: Consumer | undefined;
  readonly depends: Depends;
}

/** Where a schema may appear from which events could then be made. */
const schemaPlaces = ["**/*.avsc", "**/*.proto", "**/*.schema.json"];

/** Undefined: the call names no consumer that is known. */
export function standing(root: string, { consumer }: VerifyInput, { map, settings }: KnownSystem): Standing | undefined {
  const detected = map.consumers.find(({ id }) => id === consumer);
  try {
    const { id, file, how, detected: seen } = findTarget(root, consumer, map, settings);
    const samples = how.samples === undefined ? {} : { samples: how.samples };
    return {
      id,
      detected: seen,
      depends: { files: [file], setup: how.setup ?? [], ...samples, schemas: [...schemaPlaces, `${registryFolder(settings)}/**`] },
    };
  } catch {
    return detected && { id: detected.id, detected, depends: { files: [detected.file] } };
  }
}

/** What is said of a consumer that could not be run at all. */
export function inconclusive({ id, detected }: Standing, map: SystemMap, why: string): Verification {
  return {
    consumer: id,
    verdict: "inconclusive",
    why,
    model: deliveryModelOf(detected, map).model,
    byModel: { rewind: "inconclusive", individual: "inconclusive" },
    losesOnCrash: false,
    violations: [],
    coverage: { schedules: 0, classes: [], notCovered: [], points: { hit: 0, total: 0 }, sinks: [], exhaustiveSingles: false },
    assumptions: [],
    notes: [],
  };
}
