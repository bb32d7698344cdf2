export interface Extended {
  text: string;
  /** Where the schema states a version of its own, the next minor one. */
  eventVersion?: string;
  notes: string[];
}

/** 1.4 -> 1.5 */
export function nextMinor(version: string): string | undefined {
  const match = /^(\d{1,6})\.(\d{1,6})$/.exec(version);
  return match === null ? undefined : `${match[1]}.${Number(match[2]) + 1}`;
}
