import type { AvroEnum } from "../../schema/formats/avro.ts";
import { below } from "../../schema/positions.ts";
import type { Rule } from "../rule.ts";

const house = { format: "avro", categories: ["house"] } as const;

export const symbolRemoved: Rule<AvroEnum> = {
  ...house,
  id: "AVRO_ENUM_SYMBOL_REMOVED",
  purpose: "An enum keeps its symbols: stored events hold them.",
  severity: "error",
  *check(before, after) {
    const kept = new Set(after.symbols);
    for (const [index, symbol] of before.symbols.entries()) {
      if (kept.has(symbol)) continue;
      yield {
        at: below(after.pointer, "symbols"),
        was: below(before.pointer, "symbols", index),
        message: `Symbol ${symbol} of enum ${after.name} was removed: events that hold it are refused or lose it to the default.`,
        fix: `Put "${symbol}" back and stop producing it.`,
      };
    }
  },
};

export const symbolAdded: Rule<AvroEnum> = {
  ...house,
  id: "AVRO_ENUM_SYMBOL_ADDED",
  purpose: "A new symbol needs an enum with a default, so that readers that do not know it have something to fall back on.",
  severity: "error",
  *check(before, after) {
    if (after.default !== undefined && after.symbols.includes(after.default)) return;
    const known = new Set(before.symbols);
    for (const [index, symbol] of after.symbols.entries()) {
      if (known.has(symbol)) continue;
      yield {
        at: below(after.pointer, "symbols", index),
        message: `Symbol ${symbol} is new and enum ${after.name} has no default: readers that do not know it fail.`,
        fix: `Release "default": "${before.symbols[0] ?? symbol}" on enum ${after.name} to all readers first, then add ${symbol}.`,
      };
    }
  },
};

export const enumDefaultChanged: Rule<AvroEnum> = {
  ...house,
  id: "AVRO_ENUM_DEFAULT_CHANGED",
  purpose: "An enum's default stays: changing it changes what unknown symbols are read as.",
  severity: "warning",
  *check(before, after) {
    if (before.default === undefined || before.default === after.default) return;
    yield {
      at: after.default === undefined ? after.pointer : below(after.pointer, "default"),
      was: below(before.pointer, "default"),
      message: `The default of enum ${after.name} changed from ${before.default} to ${after.default ?? "none"}: unknown symbols are read differently.`,
      fix: `Restore "default": "${before.default}".`,
    };
  },
};
