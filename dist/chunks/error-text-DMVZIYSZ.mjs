import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
import{harmless,wantsColour,wrapProse}from"./chunk-C4BMRJEP.mjs";import{styleFor}from"./chunk-CLHQ6L3O.mjs";import"./chunk-IEYSYCTM.mjs";import{oneLine}from"./chunk-SNC7UMVG.mjs";import"./chunk-XYG6IHQK.mjs";function errorText(error,{env,stderr}){let style=styleFor(wantsColour(env,stderr)),lines=[`${style.red("error:")} ${oneLine(error.message)} ${style.dim(`(${error.code})`)}`,`  cause: ${oneLine(error.why)}`,`  try:   ${oneLine(error.retry.how)}`],text=harmless(`${lines.join(`
`)}
`);return stderr.isTTY?wrapProse(text,stderr.columns??80):text}export{errorText};
