import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
import{filesIn,standsAt}from"./chunk-KMBOJDK7.mjs";import"./chunk-F3J2B7GK.mjs";import"./chunk-I6FIGRD6.mjs";import"./chunk-RCLXMXE6.mjs";import"./chunk-RXZOPDHR.mjs";export{filesIn,standsAt};
