/** Two names of one event share this key: OrderPlaced, order.placed, com.acme.OrderPlacedEvent, order-placed.v2. */
export declare function eventKey(name: string): string;
/** The first word of a name without its plural s: what a channel "orders" and an event "order.placed" have in common. */
export declare function stem(name: string): string;
/** A dotted name in the past tense for an event that the code calls `name`: placeOrder is order.placed, orders is order.published. */
export declare function dottedName(name: string): string;
