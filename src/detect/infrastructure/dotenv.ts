import { dirname } from "node:path/posix";
import { entries, text } from "../../workspace/config.ts";
import type { InfrastructureFormat } from "../infrastructure-format.ts";
import { isChannelVariable } from "./channel-variables.ts";

/** Variables of .env files, for the channel names among them: https://github.com/motdotla/dotenv#readme */
export const dotenv: InfrastructureFormat = {
  id: "dotenv",
  name: /(^|\/)\.env(\.[\w.-]+)?$/,
  *read(files, { config }) {
    for (const file of files) {
      for (const [variable, node] of entries(config.documents(file)?.documents[0])) {
        const channel = text(node);
        const folder = dirname(file);
        if (isChannelVariable(variable) && channel !== undefined && /^[\w.:/-]+$/.test(channel)) {
          yield { fact: "environment", file, line: node.line, variable, channel, folder: folder === "." ? "" : folder };
        }
      }
    }
  },
};
