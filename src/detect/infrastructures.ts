import type { InfrastructureFormat } from "./infrastructure-format.ts";
import { cloudformation } from "./infrastructure/cloudformation.ts";
import { compose } from "./infrastructure/compose.ts";
import { dockerfile } from "./infrastructure/dockerfile.ts";
import { dotenv } from "./infrastructure/dotenv.ts";
import { kubernetes } from "./infrastructure/kubernetes.ts";
import { rabbitmqDefinitions } from "./infrastructure/rabbitmq-definitions.ts";
import { serverless } from "./infrastructure/serverless.ts";
import { terraform } from "./infrastructure/terraform.ts";

/** THE list of infrastructure formats. */
export const infrastructures: readonly InfrastructureFormat[] = [
  compose,
  dockerfile,
  dotenv,
  cloudformation,
  serverless,
  terraform,
  kubernetes,
  rabbitmqDefinitions,
];
