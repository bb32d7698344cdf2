import type { Tool } from "./tool.ts";
import { checkCompat } from "./tools/check-compat.ts";
import { commit } from "./tools/commit.ts";
import { configureDlq } from "./tools/configure-dlq.ts";
import { designSchema } from "./tools/design-schema.ts";
import { detect } from "./tools/detect.ts";
import { inspectDlq } from "./tools/inspect-dlq.ts";
import { planDlq } from "./tools/plan-dlq.ts";
import { recommendBroker } from "./tools/recommend-broker.ts";
import { redriveDlq } from "./tools/redrive-dlq.ts";
import { registerSchema } from "./tools/register-schema.ts";
import { report } from "./tools/report.ts";
import { scaffold } from "./tools/scaffold.ts";
import { validate } from "./tools/validate.ts";
import { verifyIdempotency } from "./tools/verify-idempotency.ts";

/** THE list of tools. Each face derives its commands, schemas and docs from it. */
export const tools = [
  detect,
  recommendBroker,
  designSchema,
  checkCompat,
  registerSchema,
  scaffold,
  planDlq,
  configureDlq,
  inspectDlq,
  redriveDlq,
  verifyIdempotency,
  validate,
  commit,
  report,
] as const satisfies readonly Tool[];
