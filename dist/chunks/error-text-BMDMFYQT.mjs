import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
import{harmless,wantsColour}from"./chunk-SQ667DFI.mjs";import{styleFor}from"./chunk-CLHQ6L3O.mjs";import"./chunk-3F375WQT.mjs";import"./chunk-RXZOPDHR.mjs";function errorText(error,{env,stderr}){let style=styleFor(wantsColour(env,stderr)),lines=[`${style.red("error:")} ${error.message} ${style.dim(`(${error.code})`)}`,`  cause: ${error.why}`,`  try:   ${error.retry.how}`];return harmless(`${lines.join(`
`)}
`)}export{errorText};
