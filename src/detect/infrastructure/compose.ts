import { dirname, join, normalize } from "node:path/posix";
import { at, type ConfigNode, entries, items, startOf, text } from "../../workspace/config.ts";
import type { Fact } from "../fact.ts";
import type { InfrastructureFormat } from "../infrastructure-format.ts";
import { isChannelVariable } from "./channel-variables.ts";
import { imageFacts } from "./images.ts";

/** https://github.com/compose-spec/compose-spec/blob/main/spec.md */
export const compose: InfrastructureFormat = {
  id: "compose",
  name: /(^|\/)(docker-)?compose[\w.-]*\.ya?ml$/,
  *read(files, { read, config }) {
    for (const file of files) {
      yield* imageFacts(file, read(file) ?? "");
      for (const [, service] of entries(at(config.documents(file)?.documents[0], "services"))) yield* environment(file, service);
    }
  },
};

/** Variables that a service built from this repository gets. Values from the outside are none. */
function* environment(file: string, service: ConfigNode): Generator<Fact> {
  const build = at(service, "build");
  const context = text(build) ?? text(at(build, "context"));
  if (context === undefined) return;
  const folder = normalize(join(dirname(file), context)).replace(/\/$/, "");
  if (folder.startsWith("..")) return;
  const given = at(service, "environment");
  const pairs: (readonly [string, string, number])[] = Array.isArray(given?.value)
    ? items(given).flatMap((item) => {
        const match = /^([^=]+)=(.*)$/s.exec(text(item) ?? "");
        return match ? [[match[1]!, match[2]!, item.line] as const] : [];
      })
    : entries(given).flatMap(([name, node]) => {
        const value = text(node);
        return value === undefined ? [] : [[name, value, startOf(node)] as const];
      });
  for (const [variable, value, line] of pairs) {
    const channel = value.replaceAll(/\$\{\w+:?-([^}]{0,300})\}/g, "$1");
    if (isChannelVariable(variable) && channel !== "" && !channel.includes("$"))
      yield { fact: "environment", file, line, variable, channel, folder: folder === "." ? "" : folder };
  }
}
