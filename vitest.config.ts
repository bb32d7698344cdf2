import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/fixtures/**", "node_modules/**"],
    reporters: ["default", "./test/closing-line.ts"],
    globalSetup: ["./test/scratch.ts"],
    isolate: false,
    testTimeout: 20_000,
  },
});
