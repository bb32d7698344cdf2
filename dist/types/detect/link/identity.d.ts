interface Sighting {
    file: string;
    line: number;
    channel: string | string[] | null;
    eventType?: string | undefined;
    eventTypes?: string[] | undefined;
    expression?: string | undefined;
    handler?: string | undefined;
}
/**
 * Ids that survive edits: file, then handler or channel; a second one of the same name gets what else tells it apart, and only
 * then its rank. Lines never take part.
 */
export declare function assignIds<S extends Sighting>(sightings: readonly S[]): (S & {
    id: string;
})[];
export {};
