import { type Dialect } from "./dialect.ts";
/** https://masstransit.io/documentation/concepts/exceptions */
export declare const massTransit: Dialect;
/** https://docs.particular.net/nservicebus/messaging/headers#fault-headers */
export declare const nServiceBus: Dialect;
