import { onFreePort, startService, stopService } from "./http-service.ts";
import type { ServerKind } from "./server.ts";
import { venv } from "./venv.ts";

const python = venv("moto", ["moto[server]==5.2.5"]);

/** SQS, SNS, Lambda mappings and CloudWatch alarms of PyPI, state in memory: https://docs.getmoto.org */
export const moto: ServerKind = {
  kind: "moto",
  missing: python.missing,
  install: python.install,
  async start(folder, again) {
    const program = python.program("moto_server");
    return onFreePort(again, (port) => {
      const args = ["-H", "127.0.0.1", "-p", String(port)];
      return startService({ kind: "moto", program, args, folder, port, path: "/moto-api/", says: "Running on" });
    });
  },
  stop: stopService,
};
