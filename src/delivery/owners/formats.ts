import { cloudformationQueues } from "./cloudformation/queues.ts";
import type { OwnerFormat } from "./format.ts";
import { terraformQueues } from "./terraform/queues.ts";

/** THE list of formats whose files are edited. */
export const ownerFormats: readonly OwnerFormat[] = [cloudformationQueues, terraformQueues];
