import type { Program } from "./program.ts";
import type { Ref, Tracer } from "./tracer.ts";
/**
 * What `configService.get("kafka.topic")` yields: the objects of `registerAs("kafka", () => …)` and of the factories that
 * `ConfigModule.forRoot({ load: […] })` names. https://docs.nestjs.com/techniques/configuration
 */
export declare function openNestConfig(program: Program, tracer: Tracer): (ref: Ref) => Ref[];
