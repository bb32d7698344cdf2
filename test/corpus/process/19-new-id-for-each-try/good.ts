import { consume } from "./consume.ts";
import { paymentCaptured } from "./payment-good.ts";

await consume(paymentCaptured);
