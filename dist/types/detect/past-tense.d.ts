/** Words of a name without its version: OrderPlaced, order_placed, order.placed and order-placed.v2 are all `order placed`. */
export declare function nameWords(name: string): string[];
/** True where the last word, apart from `event`, is a participle. False says only that none was recognised. */
export declare function isPastTense(name: string): boolean;
/** True where the name is an order to someone: CreateOrder, send-email, order.create; `Command` as its last word too. */
export declare function isCommandShaped(name: string): boolean;
