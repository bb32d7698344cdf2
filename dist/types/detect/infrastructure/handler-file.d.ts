/** The source file and exported name behind a handler such as `src/app.handler` in `folder`, where it lies in the repository. */
export declare function locateHandler(paths: ReadonlySet<string>, folder: string, handler: string | undefined): {
    file: string;
    name: string;
} | undefined;
