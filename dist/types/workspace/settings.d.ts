import { Settings } from "../model/settings.ts";
export declare const settingsPath = ".godmode/event.json";
/** The settings of a repository; empty without the file. A mistake names file, line, key and the nearest known key. */
export declare function loadSettings(root: string): Settings;
