import type { InfrastructureFormat } from "../infrastructure-format.ts";
import { brokerOfImage } from "./images.ts";

/** https://docs.docker.com/reference/dockerfile/#from */
export const dockerfile: InfrastructureFormat = {
  id: "dockerfile",
  name: /(^|\/)(Dockerfile|Containerfile)(\.[\w.-]+)?$|\.[Dd]ockerfile$/,
  *read(files, { read }) {
    for (const file of files) {
      for (const [index, line] of (read(file) ?? "").split("\n").entries()) {
        const image = /^\s*FROM\s+(?:--platform=\S+\s+)?(\S+)/i.exec(line)?.[1];
        const broker = image === undefined ? undefined : brokerOfImage(image);
        if (broker !== undefined) yield { fact: "broker", ...broker, role: "infra", file, line: index + 1, what: `FROM ${image}` };
      }
    }
  },
};
