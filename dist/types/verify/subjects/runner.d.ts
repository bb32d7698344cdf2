export interface Runner {
    readonly url: string;
    readonly env: Readonly<Record<string, string>>;
}
/**
 * The project's own runner: a package that hooks the loading of modules when it is preloaded, found from the consumer's file as
 * Node finds packages. Undefined: Node itself. https://tsx.is/dev-api/node-cli
 */
export declare function resolveRunner(run: string | undefined, file: string, root: string): Runner | undefined;
