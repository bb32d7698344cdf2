import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
import{manifestOf,specOf,strimziTopics,written}from"./chunk-7LEAYQ5C.mjs";import"./chunk-TZTZXBN7.mjs";import"./chunk-XYG6IHQK.mjs";export{manifestOf,specOf,strimziTopics,written};
