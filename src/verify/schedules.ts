import { digestOf } from "../model/digest.ts";
import { nearest } from "../model/nearest.ts";
import { ToolError } from "../tool.ts";
import type { Schedule } from "./schedule.ts";
import { batchPartialFailure } from "./schedules/batch-partial-failure.ts";
import { concurrentDuplicate } from "./schedules/concurrent-duplicate.ts";
import { crashAtEffect } from "./schedules/crash-at-effect.ts";
import { crashBeforeAck } from "./schedules/crash-before-ack.ts";
import { delayedDuplicate } from "./schedules/delayed-duplicate.ts";
import { duplicateAfterRestart } from "./schedules/duplicate-after-restart.ts";
import { duplicateToOtherInstance } from "./schedules/duplicate-to-other-instance.ts";
import { errorAtEffect } from "./schedules/error-at-effect.ts";
import { expiredDedupeWindow } from "./schedules/expired-dedupe-window.ts";
import { immediateDuplicate } from "./schedules/immediate-duplicate.ts";
import { lateFirstDelivery } from "./schedules/late-first-delivery.ts";
import { lookAlikeIds } from "./schedules/look-alike-ids.ts";
import { newIdSameBusinessKey } from "./schedules/new-id-same-business-key.ts";
import { replayFromStart } from "./schedules/replay-from-start.ts";
import { rewind } from "./schedules/rewind.ts";
import { sameIdOtherPayload } from "./schedules/same-id-other-payload.ts";
import { zombieInstance } from "./schedules/zombie-instance.ts";

/** THE list of fault classes, by wire id. F17 (poison-message) is the consumer proof of a dead letter, not a schedule. */
export const schedules: readonly Schedule[] = [
  immediateDuplicate,
  delayedDuplicate,
  duplicateAfterRestart,
  duplicateToOtherInstance,
  concurrentDuplicate,
  crashBeforeAck,
  crashAtEffect,
  errorAtEffect,
  expiredDedupeWindow,
  batchPartialFailure,
  replayFromStart,
  rewind,
  lateFirstDelivery,
  lookAlikeIds,
  sameIdOtherPayload,
  newIdSameBusinessKey,
  zombieInstance,
];

/** What evidence is bound to: another list, and it is stale. */
export function faultListDigest(): string {
  return digestOf(schedules.map(({ id, title, purpose, models, advisory }) => ({ id, title, purpose, models, advisory })));
}

/** Number of a class, for order: `F7:http` is 7; an invariant comes last. */
export function numberOf(faultClass: string): number {
  const found = /^F(\d+)/.exec(faultClass);
  return found === null ? 99 : Number(found[1]);
}

/** The classes that were asked for, by id or title; a variant behind a colon names its class. Throws INVALID_INPUT. */
export function chosenSchedules(list: readonly Schedule[], names?: readonly string[]): readonly Schedule[] {
  if (names === undefined || names.length === 0) return list;
  const wanted = new Set(
    names.map((name) => {
      const bare = name.split(":")[0]!.trim();
      const found = list.find(({ id, title }) => id.toLowerCase() === bare.toLowerCase() || title === bare.toLowerCase());
      if (found !== undefined) return found;
      const known = list.flatMap(({ id, title }) => [id, title]);
      const meant = nearest(bare, known);
      throw new ToolError(
        "INVALID_INPUT",
        `There is no fault class ${bare}.${meant === undefined ? "" : ` Is ${meant} meant?`}`,
        "faults takes wire ids or titles.",
        `Name some of ${list.map(({ id, title }) => `${id} ${title}`).join(", ")}.`,
      );
    }),
  );
  return list.filter((schedule) => wanted.has(schedule));
}
