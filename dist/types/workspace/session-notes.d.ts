import { Note } from "../model/run.ts";
type Environment = Readonly<Record<string, string | undefined>>;
/** The client's session that this process works for; undefined outside a client. */
export declare function sessionOf(env: Environment): string | undefined;
/** Remembers what happened in the client's session, in the user's cache folder: reading tools leave the repository as it is. Never fails. */
export declare function note(env: Environment, entry: Note): void;
/** All notes of a session, oldest first; lines that do not read are passed over. */
export declare function notesOf(env: Environment, session: string): Note[];
export {};
