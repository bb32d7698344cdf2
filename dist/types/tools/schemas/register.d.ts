import { type Wanted } from "./load.ts";
/** register-schema's work. Throws INCOMPATIBLE, and what reading and parsing throw. */
export declare function registerSource(root: string, wanted: Omit<Wanted, "policy">): Promise<{
    subject: string;
    version: number;
    id: string;
    path: string;
    created: boolean;
    mode: "BACKWARD" | "BACKWARD_TRANSITIVE" | "FORWARD" | "FORWARD_TRANSITIVE" | "FULL" | "FULL_TRANSITIVE" | "NONE";
    compared: string[];
}>;
