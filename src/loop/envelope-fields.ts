import { envelope, envelopeAliases } from "../model/event.ts";
import type { Settings } from "../model/settings.ts";

/** The same name in any case, with or without separators. */
export function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, "");
}

/**
 * Envelope fields that none of these fields stands for. CloudEvents attributes and the names of the settings count; a setting that
 * begins with `header:` says that the field travels outside the payload.
 */
export function lackingFields(fields: readonly string[], map: NonNullable<Settings["envelope"]>): string[] {
  const held = new Set(fields.map(fold));
  return envelope
    .map(({ name }) => name)
    .filter((name) => {
      const mapped = map[name];
      if (mapped !== undefined && (mapped.startsWith("header:") || held.has(fold(mapped)))) return false;
      return ![name, ...envelopeAliases[name]].some((alias) => held.has(fold(alias)));
    });
}
