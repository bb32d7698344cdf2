import type { Tool } from "./tool.ts";

/** THE list of tools. Each face derives its commands, schemas and docs from it. */
export const tools = [] as const satisfies readonly Tool[];
