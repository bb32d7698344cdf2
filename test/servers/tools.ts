import { cfnLint } from "./cfn-lint.ts";
import { installJava, missingJava } from "./java.ts";
import { promtool } from "./promtool.ts";
import { installPython, missingPython } from "./python.ts";
import type { Tool } from "./tool.ts";

/** THE list of what tests need beside servers. */
export const tools: readonly Tool[] = [
  promtool,
  cfnLint,
  { name: "python", missing: missingPython, install: installPython },
  { name: "java", missing: missingJava, install: installJava },
];
