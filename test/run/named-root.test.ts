import { expect, test } from "vitest";
import { check } from "../../src/run/check.ts";
import { styleFor } from "../../src/run/output.ts";
import { createContext } from "../../src/workspace/context.ts";
import { first, producerOnly, shop } from "../tools/shop.ts";

test("the call that check proposes names the folder that the caller named", async () => {
  const folder = shop({ ...producerOnly, "events/order.placed.avsc": first });
  const context = {
    ...createContext({ entry: new URL("../../src/bin.ts", import.meta.url).href, env: {}, signal: new AbortController().signal }),
    root: folder,
  };
  const next = async (root?: string) => {
    let text = "";
    const out = { write: (part: string) => void (text += part), style: styleFor(false) };
    await check.run({ input: { output: "json" }, context, root, out });
    return (JSON.parse(text) as { next: { args: Record<string, unknown> }[] }).next;
  };
  expect((await next())[0]).not.toHaveProperty("args.root");
  expect((await next("a b"))[0]).toHaveProperty("args.root", "a b");
});
