import { allEnums, allMessages, optionOf, type ProtoRpc } from "../../schema/formats/protobuf-model.ts";
import type { Breach, Rule } from "../rule.ts";
import { type FileIn, fullName } from "./tree.ts";

const house = { format: "protobuf", categories: ["house"], severity: "error" } as const;

export const fileSamePackage: Rule<FileIn> = {
  ...house,
  id: "FILE_SAME_PACKAGE",
  purpose: "A file keeps its package: types are known by their full name.",
  *check({ file: before }, { file: after }) {
    if (before.package === after.package) return;
    yield {
      at: after.package === "" ? after.prefix : `${after.prefix}/package`,
      was: `${before.prefix}/package`,
      message: `The package changed from ${before.package || "none"} to ${after.package || "none"}: every type of the file has a new full name.`,
      fix:
        before.package === ""
          ? "Remove the package statement."
          : `Restore \`package ${before.package};\`, and put new types into a new file.`,
    };
  },
};

export const messageNoDelete: Rule<FileIn> = {
  ...house,
  id: "MESSAGE_NO_DELETE",
  purpose: "A message stays: consumers and stored events use it.",
  *check(before, after) {
    yield* gone("Message", allMessages(before.file), new Set(allMessages(after.file).map(({ path }) => path)), before, after);
  },
};

export const enumNoDelete: Rule<FileIn> = {
  ...house,
  id: "ENUM_NO_DELETE",
  purpose: "An enum stays: consumers and stored events use it.",
  *check(before, after) {
    yield* gone("Enum", allEnums(before.file), new Set(allEnums(after.file).map(({ path }) => path)), before, after);
  },
};

function* gone(what: string, old: { path: string; pointer: string }[], now: Set<string>, before: FileIn, after: FileIn): Generator<Breach> {
  const lost = new Set<string>();
  const holders = new Map(allMessages(after.file).map((message) => [message.path, message]));
  for (const { path, pointer } of old) {
    if (now.has(path) || after.tree.types.has(fullName(before.file, path))) continue;
    lost.add(path);
    const parent = path.split(".").slice(0, -1).join(".");
    if (lost.has(parent)) continue;
    yield {
      at: holders.get(parent)?.pointer ?? after.file.prefix,
      was: pointer,
      message: `${what} ${path} was removed: whoever reads it or has it stored loses it.`,
      fix: `Put ${path} back and mark it with \`option deprecated = true;\`.`,
    };
  }
}

function rpcRule(id: string, purpose: string, value: (rpc: ProtoRpc) => string | boolean | undefined, place: string): Rule<FileIn> {
  return {
    ...house,
    id,
    purpose,
    *check({ file: before }, { file: after }) {
      const services = new Map(after.services.map((service) => [service.name, new Map(service.rpcs.map((rpc) => [rpc.name, rpc]))]));
      for (const service of before.services) {
        for (const old of service.rpcs) {
          const rpc = services.get(service.name)?.get(old.name);
          if (rpc === undefined || value(old) === value(rpc)) continue;
          yield {
            at: `${rpc.pointer}${place}`,
            was: `${old.pointer}${place}`,
            message: `${service.name}.${rpc.name} changed from ${String(value(old) ?? "none")} to ${String(value(rpc) ?? "none")}: callers of the old form fail.`,
            fix: "Restore it and add an rpc with a new name.",
          };
        }
      }
    },
  };
}

const short = (type: string) => type.slice(type.lastIndexOf(".") + 1);

export const rpcSameRequestType = rpcRule(
  "RPC_SAME_REQUEST_TYPE",
  "An rpc keeps its request type.",
  (rpc) => short(rpc.request),
  "/request",
);
export const rpcSameResponseType = rpcRule(
  "RPC_SAME_RESPONSE_TYPE",
  "An rpc keeps its response type.",
  (rpc) => short(rpc.response),
  "/response",
);
export const rpcSameClientStreaming = rpcRule(
  "RPC_SAME_CLIENT_STREAMING",
  "An rpc keeps whether the client streams.",
  (rpc) => rpc.clientStreaming,
  "",
);
export const rpcSameServerStreaming = rpcRule(
  "RPC_SAME_SERVER_STREAMING",
  "An rpc keeps whether the server streams.",
  (rpc) => rpc.serverStreaming,
  "",
);
export const rpcSameIdempotencyLevel = rpcRule(
  "RPC_SAME_IDEMPOTENCY_LEVEL",
  "An rpc keeps its idempotency level: callers retry by it.",
  (rpc) => optionOf(rpc, "idempotency_level")?.value,
  "",
);
