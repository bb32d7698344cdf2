/** Verbs whose past participle is not formed with -ed. */
const irregular: Record<string, string> = Object.fromEntries(
  `beat:beaten become:become begin:begun bid:bid bind:bound break:broken bring:brought broadcast:broadcast build:built buy:bought cast:cast catch:caught
  choose:chosen come:come cut:cut deal:dealt do:done draw:drawn drive:driven fall:fallen feed:fed fight:fought find:found freeze:frozen get:got
  give:given go:gone grow:grown hear:heard hide:hidden hit:hit hold:held keep:kept know:known lay:laid lead:led leave:left lend:lent let:let
  lose:lost make:made meet:met overdraw:overdrawn override:overridden overwrite:overwritten pay:paid put:put quit:quit read:read rebuild:rebuilt
  redo:redone repay:repaid rerun:rerun resend:resent reset:reset rewrite:rewritten rise:risen run:run see:seen seek:sought sell:sold send:sent set:set
  shut:shut sink:sunk speak:spoken spend:spent split:split spread:spread stand:stood steal:stolen stick:stuck strike:struck take:taken teach:taught
  tell:told think:thought throw:thrown undo:undone understand:understood unfreeze:unfrozen upset:upset wake:woken wear:worn win:won withdraw:withdrawn
  withhold:withheld write:written sing:sung ring:rung drink:drunk swim:swum hurt:hurt sweep:swept forget:forgotten`
    .split(/\s+/)
    .map((pair) => pair.split(":") as [string, string]),
);

/** Regular verbs that commands are made of. */
const regular = new Set(
  `accept activate add adjust allocate announce apply approve archive arrive assign attach authorize award block book calculate call cancel capture change
  charge check claim clear close collect commit complete confirm connect convert copy create credit deactivate debit decline delete deliver deny deploy
  deposit detach detect disable discard disconnect dispatch download edit email enable end enqueue enter execute exit expire export fail fetch finish fire
  flag fulfil fulfill generate grant handle import increase decrease initialize initiate insert install invite invoice issue join launch link load lock log
  mark merge migrate modify monitor move notify open order pack pause perform persist pick place post prepare print process provision publish pull purchase
  push queue rate receive record redeem refresh refund register reject release reload remove rename renew reopen replace report request reserve resolve
  restart restock restore resume retry return revert review revoke scan schedule ship sign skip start stop store submit subscribe suspend swap sync
  synchronize tag terminate test track transfer trigger unassign unblock unlink unlock unsubscribe update upgrade upload use validate verify view void
  warn accrue settle trade`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

/** Verbs that also name what events are about. */
const things = new Set(
  "order book invoice report request record export import charge deposit review claim invite track store load link queue process view credit debit block print test feed bid deal lead lock log monitor notice package".split(
    " ",
  ),
);

const participles = new Set(Object.values(irregular));
/** Words for the state that something is now in: they say what happened as well as a participle does. */
const states = new Set(
  "stale ready available unavailable overdue due online offline healthy unhealthy low empty full late idle active inactive complete incomplete valid invalid corrupt".split(
    " ",
  ),
);
const notPast = new Set([
  "feed",
  "seed",
  "need",
  "speed",
  "embed",
  "exceed",
  "proceed",
  "succeed",
  "bleed",
  "breed",
  "shed",
  "weed",
  "bed",
  "red",
  "sled",
  "newsfeed",
  "id",
  "kindred",
  "sacred",
  "hundred",
  "wicked",
  "naked",
  "deed",
]);
const doubled = new Set(["submit", "commit", "admit", "permit", "transfer", "refer", "defer", "prefer", "occur", "cancel", "fulfil"]);

/** The words of a name, lower case: camel case, dots, dashes and underscores all separate. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
}

export function isVerb(word: string): boolean {
  return regular.has(word) || Object.hasOwn(irregular, word);
}

/** A verb that names nothing: place, create, send; not order or report. */
export function isCommand(word: string): boolean {
  return isVerb(word) && !things.has(word);
}

/** Could this word say what has happened: placed, sent, paid, set, ready? */
export function isPast(word: string): boolean {
  return participles.has(word) || states.has(word) || (word.endsWith("ed") && word.length > 3 && !notPast.has(word));
}

/** The past participle: place -> placed, cancel -> cancelled, send -> sent, apply -> applied. */
export function pastOf(verb: string): string {
  if (Object.hasOwn(irregular, verb)) return irregular[verb]!;
  if (verb.endsWith("e")) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  if (doubled.has(verb) || /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(verb)) return `${verb}${verb.at(-1)}ed`;
  return `${verb}ed`;
}

/** The verb of a form in -ing, or undefined. */
export function verbOfIng(word: string): string | undefined {
  if (!word.endsWith("ing") || word.length < 5) return undefined;
  const stem = word.slice(0, -3);
  const single = stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem;
  return [stem, `${stem}e`, single].find(isVerb);
}
