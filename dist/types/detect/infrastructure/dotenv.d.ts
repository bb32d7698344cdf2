import type { InfrastructureFormat } from "../infrastructure-format.ts";
/** Variables of .env files, for the channel names among them: https://github.com/motdotla/dotenv#readme */
export declare const dotenv: InfrastructureFormat;
