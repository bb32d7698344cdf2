import type { Verdict } from "../../model/verdict.ts";
import type { ToolContext } from "../../tool.ts";
interface Wish {
    domain?: string | undefined;
    formats: readonly ("markdown" | "sarif")[];
    folder?: string | undefined;
}
interface Written {
    paths: string[];
    domains: {
        domain: string;
        verdict: Verdict;
        closingLine: string;
    }[];
    findings: number;
}
export declare function writeReport(context: ToolContext, { domain, formats, folder }: Wish): Promise<Written>;
export {};
