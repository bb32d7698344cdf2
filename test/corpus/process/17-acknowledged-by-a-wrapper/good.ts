import { bill, pool } from "./billing.ts";
import { consume } from "./consume-good.ts";

await consume(bill, () => pool.end());
