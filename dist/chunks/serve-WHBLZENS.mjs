import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
import"./chunk-XYG6IHQK.mjs";async function serve(options){if(options.http!==void 0){let{serveHttp}=await import("./http-RDLFEWLQ.mjs");return serveHttp({...options,address:options.http})}options.stdin.isTTY&&options.log(`godmode-event: waiting for an MCP client on stdin; Ctrl-C ends it.
`);let{serveStdio}=await import("./stdio-SNYZIGTA.mjs");return serveStdio(options)}export{serve};
