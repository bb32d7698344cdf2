import { findBinding, moduleOf, type Module, type Node } from "../syntax/node.ts";
import { unique } from "./shapes.ts";
import type { Ref, TracerCore } from "./tracer.ts";

/** What imports and exports stand for, across the files of the repository. */
export function openExports(core: TracerCore): Pick<TracerCore, "imported" | "exported" | "typeBehind"> {
  function imported(ref: Ref): Ref[] {
    if (ref.node.kind !== "import") return [ref];
    const module = core.program.imported(moduleOf(ref.node), ref.node.module);
    const { member } = ref.node;
    if (!module) {
      const inside = member === undefined ? undefined : core.program.imported(moduleOf(ref.node), `${ref.node.module}.${member}`);
      return inside ? [{ node: inside.root }] : [ref];
    }
    if (member === undefined) return module.exportAll ? core.trace({ node: module.exportAll }) : [{ node: module.root }];
    const found = exported(module, member);
    if (found.length > 0) return found;
    if (module.language === "python") {
      const inside = core.program.imported(moduleOf(ref.node), `${ref.node.module}.${member}`);
      if (inside) return [{ node: inside.root }];
    }
    return member === "default" ? (module.exportAll ? core.trace({ node: module.exportAll }) : [{ node: module.root }]) : [ref];
  }

  function exported(module: Module, member: string): Ref[] {
    const direct = module.exports.get(member);
    if (direct) return core.trace({ node: direct });
    const renamed = member.startsWith("type:") ? module.exports.get(member.slice(5)) : undefined;
    if (renamed) return typeBehind(renamed);
    if (module.exportAll) {
      const found = core.trace({ node: module.exportAll }).flatMap((all) => core.property(all, member));
      if (found.length > 0) return found;
    }
    const top = member === "default" ? undefined : module.scopes.get(module.root)?.get(member);
    if (top) return unique(top.flatMap((binding) => core.bound(binding, undefined)));
    for (const star of module.starExports) {
      const from = core.program.imported(module, star);
      const found = from ? core.deeper<Ref[]>([], () => exported(from, member)) : [];
      if (found.length > 0) return found;
    }
    return [];
  }

  /** `export type { Order } from "./order"`, `import { Order } …; export { Order }`. */
  function typeBehind(node: Node): Ref[] {
    if (node.kind === "name") {
      const found = (findBinding(node, `type:${node.name}`) ?? findBinding(node, node.name) ?? []).flatMap((each) => each.init ?? []);
      return found.flatMap((init) => (init.kind === "name" ? [] : typeBehind(init)));
    }
    if (node.kind !== "import") return [{ node }];
    const module = core.program.imported(moduleOf(node), node.module);
    return module && node.member !== undefined ? core.deeper<Ref[]>([], () => exported(module, `type:${node.member}`)) : [];
  }

  return { imported, exported, typeBehind };
}
