import { conform } from "./conform.ts";

await conform("moto", ["topic", "queue"]);
