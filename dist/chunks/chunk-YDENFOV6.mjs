import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
function lineReader(workspace){let known=new Set(workspace.paths),cache=new Map;return(file,line)=>{if(!known.has(file))return;let lines=cache.get(file)??(workspace.read(file)??"").split(`
`);return cache.set(file,lines),lines[line-1]}}export{lineReader};
