import { availableParallelism } from "node:os";
import { consumers } from "../test/mutants/consumers.ts";
import { operators } from "../test/mutants/operators.ts";
import { inParallel, tell } from "../test/mutants/run.ts";

/**
 * Takes one property after the other away from consumers that survive every fault: each mutant must be convicted, none may be
 * called idempotent, and the originals must be. `npm run mutants [operator]`.
 */
const only = process.argv[2];
const wanted = operators.filter(({ name }) => only === undefined || name.includes(only));
const width = Math.max(1, availableParallelism());
const originals = Object.entries(consumers);

const good = await inParallel(originals, width, async ([name, source]) => ({ name, ...(await tell(source)) }));
const wrong = good.filter(({ verdict }) => verdict !== "idempotent");
for (const { name, verdict, why, faultClass } of wrong) console.log(`NOT HELD  ${name}: ${verdict} ${faultClass ?? ""} ${why}`);
console.log(`${good.length - wrong.length} of ${good.length} originals idempotent\n`);

const mutants = wanted.flatMap((operator) =>
  originals.flatMap(([name, source]) =>
    operator.apply(source).map((text, index) => ({ operator: operator.name, name: `${name} #${index + 1}`, text })),
  ),
);
const told = await inParallel(mutants, width, async (mutant) => ({ ...mutant, ...(await tell(mutant.text)) }));

console.log("| operator | mutants | convicted | inconclusive | called idempotent | by class |\n|---|---|---|---|---|---|");
for (const { name } of wanted) {
  const mine = told.filter(({ operator }) => operator === name);
  const of = (verdict: string) => mine.filter((each) => each.verdict === verdict).length;
  const classes = [...new Set(mine.flatMap(({ faultClass }) => faultClass ?? []))].sort().join(" ");
  console.log(`| ${name} | ${mine.length} | ${of("not-idempotent")} | ${of("inconclusive")} | ${of("idempotent")} | ${classes} |`);
}
const alive = told.filter(({ verdict }) => verdict !== "not-idempotent");
for (const { operator, name, verdict, why } of alive) console.log(`\n${verdict.toUpperCase()}  ${operator} / ${name}: ${why}`);
console.log(
  `\n${told.length - alive.length} of ${told.length} mutants killed, ${told.filter(({ verdict }) => verdict === "idempotent").length} called idempotent`,
);
if (wrong.length > 0 || told.some(({ verdict }) => verdict === "idempotent") || (only === undefined && told.length - alive.length < 200))
  process.exitCode = 1;
