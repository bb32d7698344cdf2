import { type ConfigNode } from "../../../workspace/config.ts";
/** Variables of a Serverless file, as far as it defines them itself: https://www.serverless.com/framework/docs/guides/variables */
export declare function expandVariables(root: ConfigNode, openFile: (path: string) => ConfigNode | undefined): ConfigNode;
