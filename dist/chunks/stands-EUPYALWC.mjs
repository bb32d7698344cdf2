import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
import{filesIn,standsAt}from"./chunk-AHRGOC7U.mjs";import"./chunk-OAMNYXFG.mjs";import"./chunk-YEVVZJ6H.mjs";import"./chunk-3F375WQT.mjs";import"./chunk-RXZOPDHR.mjs";export{filesIn,standsAt};
