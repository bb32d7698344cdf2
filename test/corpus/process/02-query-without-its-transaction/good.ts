import * as accounts from "./accounts-good.ts";
import { billing } from "./billing.ts";
import { consume } from "./consume.ts";
import { pool } from "./database.ts";

await consume(billing(accounts), () => pool.end());
