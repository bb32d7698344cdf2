import { bill, pool } from "./billing.ts";
import { consume } from "./consume-bad.ts";

await consume(bill, () => pool.end());
