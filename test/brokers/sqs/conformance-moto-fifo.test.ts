import { conform } from "./conform.ts";

await conform("moto", ["fifo", "fifo-topic"]);
