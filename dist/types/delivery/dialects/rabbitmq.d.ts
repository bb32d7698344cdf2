import { type Dialect } from "./dialect.ts";
/** What the broker itself writes when it dead-letters: the reason, not the error. https://www.rabbitmq.com/docs/dlx#effects */
export declare const xDeath: Dialect;
/** https://watermill.io/docs/middlewares/#poison */
export declare const watermill: Dialect;
