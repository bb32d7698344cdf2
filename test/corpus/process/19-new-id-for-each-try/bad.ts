import { consume } from "./consume.ts";
import { paymentCaptured } from "./payment-bad.ts";

await consume(paymentCaptured);
