/** The name of a channel where code takes (a part of) it from the environment that the settings give it; undefined: they do not. */
export function channelName(channel: string, env: Readonly<Record<string, string>> = {}): string | undefined {
  const name = channel.replaceAll(/\$\{(\w+)\}/g, (whole, variable: string) => (Object.hasOwn(env, variable) ? env[variable]! : whole));
  return name.includes("${") ? undefined : name;
}
