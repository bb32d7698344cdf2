import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
import{lineReader}from"./chunk-YDENFOV6.mjs";import{sarif}from"./chunk-DCUT2BTY.mjs";import"./chunk-3J6Q3JFC.mjs";import{logPath}from"./chunk-NVSYUQA5.mjs";import{allFindings,judgeSystem,travelling}from"./chunk-3UP6LHY2.mjs";import"./chunk-PQUQKLPS.mjs";import"./chunk-VCGBGLBG.mjs";import"./chunk-FGYI6D6X.mjs";import"./chunk-2QYT6L6H.mjs";import"./chunk-SG2KX33Q.mjs";import"./chunk-2NYJO3SG.mjs";import"./chunk-W7AYPPIS.mjs";import"./chunk-WIMZFK6S.mjs";import{writeRecorded}from"./chunk-TVTUCGTH.mjs";import{openOwnFolder,ownFolder}from"./chunk-DTSZCP67.mjs";import"./chunk-HFFQHYF6.mjs";import"./chunk-UBMW7GGP.mjs";import"./chunk-A5ZA3J67.mjs";import"./chunk-DROAGC2G.mjs";import{openWorkspace,writeWhole}from"./chunk-AUPBA4RX.mjs";import"./chunk-QXYNPTCY.mjs";import"./chunk-IEYSYCTM.mjs";import{oneLine}from"./chunk-SNC7UMVG.mjs";import"./chunk-XYG6IHQK.mjs";function flowOf({producers,consumers,serviceName}){let nodes=new Map,edges=new Map,node=(kind,id,label)=>{let key=`${kind} ${id}`;return nodes.set(key,{key,kind,label}),key},channelNodes=entry=>(entry.channel===null?["?"]:[entry.channel].flat()).map(name=>node("channel",`${entry.broker} ${name}`,`${entry.broker}: ${name}`)),edge=(from,to,label,gap)=>{let known=edges.get(`${from}\0${to}\0${label}`);edges.set(`${from}\0${to}\0${label}`,{from,to,label,gap:gap||(known?.gap??!1)})};for(let producer of producers){let service=node("service",producer.service,serviceName(producer.service)),what=(producer.eventTypes??[producer.eventType??""]).join(", ");for(let channel of channelNodes(producer))edge(service,channel,what,!1)}for(let consumer of consumers){let reader=node("consumer",consumer.id,`${serviceName(consumer.service)}: ${consumer.handler??consumer.group??`${consumer.file}:${consumer.line}`}`),gap=consumer.dlq==="false";for(let channel of channelNodes(consumer))edge(channel,reader,gap?"no DLQ":consumer.dlq==="true"?"DLQ declared":"",gap)}return{nodes:sortedByKey(nodes),edges:sortedByKey(edges)}}function sortedByKey(of){return[...of.entries()].sort(([a],[b])=>a<b?-1:1).map(([,value])=>value)}var maxEdges=450,maxLabel=60,maxNodesInOneMap=100,shape={service:["[","]"],channel:["([","])"],consumer:["[/","/]"]},prefix={service:"s",channel:"c",consumer:"h"};function mermaid(flow){let edges=flow.edges.slice(0,maxEdges),used=new Set(edges.flatMap(({from,to})=>[from,to])),nodes=flow.nodes.filter(({key})=>used.has(key)),ids=new Map(nodes.map(({key,kind},index)=>[key,`${prefix[kind]}${index}`])),lines=nodes.map(({key,kind,label})=>`  ${ids.get(key)}${shape[kind][0]}"${escaped(label)}"${shape[kind][1]}`);for(let{from,to,label,gap}of edges){let words=label===""?"":`|"${escaped(label)}"|`;lines.push(`  ${ids.get(from)} ${gap?"-.->":"-->"}${words} ${ids.get(to)}`)}return flow.edges.length>edges.length&&lines.push(`  more["${flow.edges.length-edges.length} more connections are not drawn"]`),`flowchart LR
${lines.join(`
`)}
`}function escaped(text){let line=oneLine(text);return(line.length>maxLabel?`${line.slice(0,maxLabel-1)}\u2026`:line).replaceAll(/[#"<>&`%\\|{}\s]/g,sign=>/\s/.test(sign)?" ":`#${sign.charCodeAt(0)};`)}var shownLogRows=20;function markdown(report){let{system,map,domains,findings,todo,log}=report;return[`# Events of ${plain(system)}
`,banner(report),domains.length===0?"":`## Flow

${maps(domains,map)}`,...domains.map(domainPart),findings.length===0?"":`## Findings

${findingTable(findings)}`,todo.length===0?"":`## To do by hand

${todo.map(({file,line,text})=>`- \`${code(`${file}:${line}`)}\` ${plain(text)}`).join(`
`)}
`,unread(map),log.length===0?"":`## Log

${logTable(log)}`].filter(part=>part!=="").join(`
`)}function banner({map,domains,findings,eventTypes}){let count=severity=>findings.filter(finding=>finding.severity===severity).length,commit=map.commit===""?"":` at commit \`${map.commit.slice(0,12)}\``,seen=`${map.brokers.length} brokers, ${map.producers.length} producers, ${map.consumers.length} consumers, ${eventTypes} event types${commit}.`,found=`${count("error")} errors, ${count("warning")} warnings, ${count("info")} notes.`;return domains.length===0?`No events were found. ${seen}
`:`${domains.map(({closingLine})=>`- ${plain(closingLine)}`).join(`
`)}

${seen} ${found}
`}function maps(domains,map){let names=new Map(map.services.map(({path,name})=>[path,name])),draw=(producers,consumers)=>flowOf({producers,consumers,serviceName:path=>names.get(path)??path}),whole=draw(domains.flatMap(({producers})=>producers),domains.flatMap(({consumers})=>consumers));return whole.nodes.length<=maxNodesInOneMap?fence(mermaid(whole)):domains.map(({domain,producers,consumers})=>`### ${plain(domain)}

${fence(mermaid(draw(producers,consumers)))}`).join(`
`)}function fence(text){return`\`\`\`mermaid
${text}\`\`\`
`}var mark={pass:"\u2705 pass",fail:"\u274C fail",unknown:"\u2754 unknown"};function domainPart({domain,verdict,reasons,rows,closingLine,assumptions=[]}){let table=rows.map(({row,title,status,why})=>`| ${row} | ${cell(title)} | ${mark[status]} | ${cell(why)} |`).join(`
`);return`## ${plain(domain)}: ${verdict}

| | Requirement | | Why |
|---|---|---|---|
${table}

${[...reasons,...assumptions.map(text=>`Taken for granted: ${text}`)].map(line=>`- ${plain(line)}`).join(`
`)}

${plain(closingLine)}
`}function findingTable(findings){return`| | Rule | Place | What | Fix |
|---|---|---|---|---|
${findings.map(({severity,rule,file,line,message,fix})=>`| ${severity} | ${rule} | \`${code(`${file}:${line}`)}\` | ${cell(message)} | ${cell(fix)} |`).join(`
`)}
`}function unread({notRead,warnings,questions}){let lines=[...notRead.map(({language,files})=>`- ${plain(language)}: ${files} files of code are not read.`),...questions.map(({file,line,question,setting})=>`- \`${code(`${file}:${line}`)}\` ${plain(question)} Setting: \`${code(setting)}\``),...warnings.map(warning=>`- ${plain(warning)}`)];return lines.length===0?"":`## Not known

${lines.join(`
`)}
`}function logTable(log){return`| Time | Broker | Event types | DLQ | Idempotency | Status |
|---|---|---|---|---|---|
${log.slice(-shownLogRows).map(line=>`| ${line.split("	").map(cell).join(" | ")} |`).join(`
`)}
`}function plain(text){return oneLine(text).replaceAll(/\s+/g," ").replaceAll(/[\\`*_[\]<>&~$#@!]/g,sign=>/[<>&]/.test(sign)?entity[sign]:sign==="@"?"@\u200B":`\\${sign}`)}var entity={"<":"&lt;",">":"&gt;","&":"&amp;"};function cell(text){return plain(text).replaceAll("|","\\|")}function code(text){return oneLine(text).replaceAll(/\s+/g," ").replaceAll("`","'").replaceAll("|","\\|")}async function writeReport(context,{domain,formats,folder=`${ownFolder}/report`}){let{facts,assessment,todo}=await judgeSystem(context,{domain}),workspace=await openWorkspace(context.root),findings=allFindings(assessment,facts.map,domain===void 0),log=(workspace.paths.includes(logPath)?workspace.read(logPath)??"":"").split(`
`).slice(1).filter(line=>line!==""),domains=assessment.domains.map(({view,...judged})=>({...judged,producers:view.producers,consumers:view.consumers})),eventTypes=travelling(assessment.domains.map(({view})=>view)).size,texts={markdown:()=>markdown({system:assessment.system,map:facts.map,domains,eventTypes,findings,todo,log}),sarif:()=>sarif(findings,{version:context.version,lineText:lineReader(workspace)})},names={markdown:"event-report.md",sarif:"event-report.sarif"};openOwnFolder(context.root);let write=folder.startsWith(`${ownFolder}/`)?writeWhole:writeRecorded;return{paths:formats.map(format=>write(context.root,`${folder}/${names[format]}`,texts[format]())),domains:domains.map(({domain:domain2,verdict,closingLine})=>({domain:domain2,verdict,closingLine})),findings:findings.length}}export{writeReport};
