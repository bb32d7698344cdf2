/** `orders-billing-dlq` beside `orders` is `-billing-dlq` more; undefined where it is no longer form of it. FIFO endings stay last. */
export declare function suffixOf(name: string, of: string): string | undefined;
export declare function withoutFifo(name: string): string;
/** The same pattern of a name with more behind it: `${Stage}-orders.fifo` becomes `${Stage}-orders-dlq.fifo`. */
export declare function extended(pattern: string, suffix: string): string;
/** `orders.billing-dlq` as `OrdersBillingDlq`. */
export declare function pascal(name: string): string;
/** `orders.billing-dlq` as `orders_billing_dlq`. */
export declare function snake(name: string): string;
/** The name itself, or with a number behind it where it is taken. */
export declare function free(name: string, taken: (name: string) => boolean): string;
