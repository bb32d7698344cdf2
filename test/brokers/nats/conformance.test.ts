import { deliveryCases } from "../conformance-delivery.ts";
import { keepingCases } from "../conformance-keeping.ts";
import { onBoth } from "./setting.ts";

await onBoth(Object.fromEntries([...deliveryCases, ...keepingCases].map(({ name, run }) => [name, run])));
