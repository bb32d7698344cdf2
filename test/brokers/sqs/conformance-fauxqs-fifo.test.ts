import { conform } from "./conform.ts";

await conform("fauxqs", ["fifo", "fifo-topic"]);
