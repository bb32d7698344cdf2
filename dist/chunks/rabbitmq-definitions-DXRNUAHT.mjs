import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
import{argumentsOf,definitionOf,rabbitmqDefinitions}from"./chunk-L7ETBTEU.mjs";import"./chunk-TWREHEIJ.mjs";import"./chunk-XYG6IHQK.mjs";export{argumentsOf,definitionOf,rabbitmqDefinitions};
