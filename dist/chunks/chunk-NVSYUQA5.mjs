import{createRequire as __cr}from"node:module";import{fileURLToPath as __fu}from"node:url";const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__fu(new URL(".",import.meta.url));
var logPath=".godmode/event-results.tsv",header=`timestamp	broker	event_types	dlq_configured	idempotency	status
`;function appendRows(log,rows){return(log===void 0||log.trim()===""?header:log.endsWith(`
`)?log:`${log}
`)+rows.map(line).join("")}function line(row){return`${[row.timestamp.toISOString(),row.broker,String(row.eventTypes),row.deadLetters,row.idempotency,row.status].map(cell=>cell.replaceAll(/[\t\r\n]+/g," ")).join("	")}
`}export{logPath,appendRows};
