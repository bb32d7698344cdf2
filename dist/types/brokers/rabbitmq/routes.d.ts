/** As `GET /api/bindings` has it. */
export interface Binding {
    readonly source: string;
    readonly destination: string;
    readonly destination_type: string;
    readonly routing_key: string;
}
/** Does a binding take a message with this key? Undefined: the key is not known, or headers decide. */
export declare function takes(type: string, binding: string, key: string | undefined): boolean | undefined;
