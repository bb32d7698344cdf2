import { type ConfigNode } from "../../../workspace/config.ts";
import type { Declared } from "../format.ts";
import { type Cannot, type Opened } from "../opened.ts";
import { type TextEdit } from "../text-edit.ts";
/** A block of an HCL file: `resource "type" "label" {…}`, `module "label" {…}`. */
export interface HclBlock {
    readonly type: string;
    readonly label: string;
    readonly node: ConfigNode;
}
export declare function blockOf({ documents }: Opened, { logicalId }: Pick<Declared, "logicalId">): HclBlock | undefined;
/** Blocks of one type with their labels. */
export declare function blocksOf({ documents }: Opened, type: string): readonly HclBlock[];
/** Made several times, or not always: what names it needs an index. */
export declare function isRepeated({ node }: HclBlock): boolean;
export declare function replaceValue({ text }: Opened, node: ConfigNode, value: string, why: string): TextEdit | Cannot;
/**
 * New attributes at the end of a block's own attributes. One of a single line takes the column of `=` of the line above it, as
 * `terraform fmt` has it, where it fits, else a blank line sets it apart.
 */
export declare function addAttributes(file: Opened, block: ConfigNode, added: Readonly<Record<string, string>>, why: string): TextEdit | Cannot;
/** Attributes with their `=` below one another in each run of single lines; those of several lines end a run. */
export declare function aligned(attributes: readonly (readonly [string, string])[]): string[];
/** A whole new block, behind one that is there. */
export declare function addBlock(file: Opened, behind: ConfigNode, head: string, attributes: readonly (readonly [string, string])[], why: string): TextEdit | Cannot;
/** More entries of an object that an attribute holds. */
export declare function addToObject(file: Opened, object: ConfigNode, added: readonly (readonly [string, string])[], why: string): TextEdit | Cannot;
