import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
import{styleFor,table}from"./chunk-CLHQ6L3O.mjs";import"./chunk-XYG6IHQK.mjs";var exitCodes=`Exit codes: 0 holds, 1 does not hold, 2 usage error, 3 environment, 4 inconclusive, 70 bug.
`;function overview(verbs,tools,style){let lines=entries=>table(entries.map(({name,summary})=>[`  ${style.cyan(name)}`,summary]));return[`${style.bold("godmode-event")} finds, checks and proves the event architecture of a repository.

`,`Usage: godmode-event [command] [flags]
`,...verbs[0]?[`Without a command: ${verbs[0].name} of the current folder.
`]:[],`
${style.bold("Commands")}
${lines(verbs)}`,`
${style.bold("Tools")}
${lines(tools.map(({name,title})=>({name,summary:title})))}`,`
COMMAND --help lists the flags of one; --version prints the version.
`,exitCodes].join("")}function commandHelp(command,flags,style=styleFor(!1)){let positional=flags.find(flag=>flag.field===command.positional),bare=positional===void 0?"":` ${positional.required?"":"["}${placeholder(positional)}${positional.many?"\u2026":""}${positional.required?"":"]"}`,own=flags.filter(flag=>flag.field in command.input.shape),rest=flags.filter(flag=>!own.includes(flag));return[`${command.summary}

`,`Usage: godmode-event ${command.name}${bare} [flags]
`,`
${style.bold("Flags")}
${flagTable(own,style)}`,`
${style.bold("Every command")}
${flagTable(rest,style)}`,...own.some(flag=>flag.kind==="source")?[`
SOURCE is PATH, git:REF:PATH, registry:SUBJECT[@VERSION], or - for stdin.
`]:[],`
${exitCodes}`].join("")}function flagTable(flags,style){return table(flags.map(flag=>[`  ${style.cyan(`--${flag.name}`)}${flag.kind==="boolean"?"":` ${placeholder(flag)}`}`,about(flag)]))}var words={root:"FOLDER",input:"FILE",since:"REF",write:"PATH",expires:"DATE",http:"HOST:PORT"};function placeholder(flag){return flag.kind==="choice"?flag.choices.join("|"):{boolean:"",number:"N",text:words[flag.name]??flag.name.toUpperCase(),source:"SOURCE",json:"JSON"}[flag.kind]}function about(flag){let notes=[...flag.required?["required"]:[],...flag.many?["repeatable"]:[],...flag.default===void 0?[]:[`default ${typeof flag.default=="string"?flag.default:JSON.stringify(flag.default)}`]];return`${flag.keys.length===0?flag.description:`${flag.description.replace(/\.$/,"")}: ${shape(flag)}`}${notes.length>0?` (${notes.join(", ")})`:""}`.trim()}function shape({keys,many}){let object=`{${keys.map(({name,required})=>required?name:`${name}?`).join(", ")}}`,meant=keys.flatMap(({name,required,description})=>required&&description!==void 0?[`; ${name}: ${description}`]:[]);return`${many?`[${object}, \u2026]`:object}${meant.join("")}`}export{commandHelp,overview};
