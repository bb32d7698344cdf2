import { conform } from "./conform.ts";

await conform("fauxqs", ["topic", "queue"]);
