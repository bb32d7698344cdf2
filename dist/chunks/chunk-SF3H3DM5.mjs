import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
function promised(){let settle;return{promise:new Promise(resolve=>settle=resolve),resolve:value=>settle?.(value)}}export{promised};
