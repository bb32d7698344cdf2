import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
import{argumentsOf,definitionOf,rabbitmqDefinitions}from"./chunk-KVWJUP7V.mjs";import"./chunk-6IUWOMOT.mjs";import"./chunk-XYG6IHQK.mjs";export{argumentsOf,definitionOf,rabbitmqDefinitions};
