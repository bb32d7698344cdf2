import type { Verified, VerifyOptions } from "../../verify/material.ts";
import type { VerifyInput } from "./request.ts";
/** One file for each consumer: its newest counterexample. */
export declare function replayOf(consumer: string): VerifyOptions["replay"];
/** Writes the replay file that the counterexample names, and the test that was asked for. */
export declare function writeCounterexample(root: string, tool: string, input: VerifyInput, { verification }: Verified): {
    test?: string;
};
/** Before anything is run. Somebody else's file is not overwritten. */
export declare function checkTestFile(root: string, path: string): void;
