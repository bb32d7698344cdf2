import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
import{requireNode,whyNodeCannot}from"./chunk-LSRFWORE.mjs";import"./chunk-IEYSYCTM.mjs";import"./chunk-SNC7UMVG.mjs";import"./chunk-XYG6IHQK.mjs";export{requireNode,whyNodeCannot};
