import { type ConfigNode } from "../../../workspace/config.ts";
export interface Resource {
    id: string;
    type: string;
    /** Line of the logical id. */
    line: number;
    /** Line of its `Type`. */
    typeLine: number;
    properties: ConfigNode | undefined;
}
/** A CloudFormation or SAM template: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export interface Template {
    path: string;
    root: ConfigNode;
    resources: ReadonlyMap<string, Resource>;
    /** Literal defaults of parameters; SSM parameters have none. */
    defaults: ReadonlyMap<string, string>;
    /** Another template of the repository, by its path. */
    open: (path: string) => Template | undefined;
}
/** What a property points at. */
export interface Target {
    /** The literal name where there is one. */
    literal?: string;
    resource?: Resource;
    /** Where the resource stands. */
    template: Template;
    /** A parameter of the template without a default. */
    parameter?: string;
    /** Source text, for what does not resolve. */
    expression: string;
}
export declare function readTemplate(path: string, root: ConfigNode, open: Template["open"], resources?: ConfigNode | undefined): Template;
/** Follows Ref, GetAtt, Sub, If, Join and outputs of nested stacks that lie in the repository. */
export declare function resolveTarget(template: Template, node: ConfigNode | undefined, depth?: number): Target;
/** The physical name where the template sets one, else the logical id. */
export declare function nameOf(template: Template, resource: Resource): string;
