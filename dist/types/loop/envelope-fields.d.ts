import type { Settings } from "../model/settings.ts";
/** The same name in any case, with or without separators. */
export declare function fold(name: string): string;
/**
 * Envelope fields that none of these fields stands for. CloudEvents attributes and the names of the settings count; a setting that
 * begins with `header:` says that the field travels outside the payload.
 */
export declare function lackingFields(fields: readonly string[], map: NonNullable<Settings["envelope"]>): string[];
