import type { OwnerFormat } from "./format.ts";
/** THE list of formats whose files are edited. */
export declare const ownerFormats: readonly OwnerFormat[];
