import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { cfnLint, lint } from "../../servers/cfn-lint.ts";
import { formatDifference, hasTerraform } from "../../servers/terraform.ts";
import { hasTool } from "../../servers/tool.ts";

const fixture = (path: string) => fileURLToPath(new URL(`../../fixtures/iac/${path}`, import.meta.url));

test.skipIf(!hasTool(cfnLint)).each(["cloudformation-queue", "cloudformation-subscription", "sam-substituted"])(
  "%s: cfn-lint finds nothing that it did not find before",
  (name) => {
    expect(lint(fixture(`${name}/after/template.yaml`)).rules).toEqual(lint(fixture(`${name}/before/template.yaml`)).rules);
  },
  120_000,
);

test
  .skipIf(!hasTerraform)
  .each([
    "terraform-queue/after/queues.tf",
    "terraform-existing/after/main.tf",
    "terraform-separate/after/main.tf",
    "terraform-module/after/main.tf",
    "terraform-topic/after/kafka.tf",
    "terraform-subscription/after/main.tf",
  ])("%s: terraform fmt has nothing to change", (path) => {
  expect(formatDifference(readFileSync(fixture(path), "utf8"))).toBe("");
});
