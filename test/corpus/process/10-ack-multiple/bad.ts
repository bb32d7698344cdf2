import * as acknowledgements from "./acknowledgements-bad.ts";
import { consume } from "./consume.ts";

await consume(acknowledgements);
