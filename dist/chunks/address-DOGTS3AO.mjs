import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
import{endpointOf}from"./chunk-YH2SHGR6.mjs";import"./chunk-IEYSYCTM.mjs";import"./chunk-SNC7UMVG.mjs";import"./chunk-XYG6IHQK.mjs";export{endpointOf};
