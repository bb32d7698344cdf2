import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
import{advisoriesKeptMs,apart,features,topologyOf}from"./chunk-CR4IIXCJ.mjs";import"./chunk-O7G2DTAI.mjs";import"./chunk-XYG6IHQK.mjs";export{advisoriesKeptMs,apart,features,topologyOf};
