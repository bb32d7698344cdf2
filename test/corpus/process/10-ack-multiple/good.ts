import * as acknowledgements from "./acknowledgements-good.ts";
import { consume } from "./consume.ts";

await consume(acknowledgements);
