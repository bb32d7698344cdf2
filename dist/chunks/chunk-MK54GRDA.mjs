import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
function firstLine(thrown){return((thrown instanceof Error?`${thrown.name}: ${thrown.message}`:String(thrown)).split(`
`,1)[0]??"").slice(0,300)}export{firstLine};
