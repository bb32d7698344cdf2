/** One PEP 508 requirement: https://packaging.python.org/en/latest/specifications/dependency-specifiers/ */
export function parseRequirement(text: string): { name: string; version?: string } | undefined {
  const match = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*([^;#]*)/.exec(text.slice(0, 1000));
  if (!match) return undefined;
  const version = match[2]!.trim().replace(/\s*\\$/, "");
  return { name: match[1]!.toLowerCase(), ...(version === "" ? {} : { version }) };
}
