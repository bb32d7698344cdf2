import { billing, pool } from "./billing.ts";
import { consume } from "./consume.ts";

await consume(billing("BEGIN ISOLATION LEVEL SERIALIZABLE"), () => pool.end());
