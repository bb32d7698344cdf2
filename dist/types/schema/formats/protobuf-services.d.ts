import type { Place } from "../schema-text.ts";
import type { ProtoService } from "./protobuf-model.ts";
import { type Scope } from "./protobuf-parts.ts";
export declare function service(scope: Scope, start: Place): ProtoService;
