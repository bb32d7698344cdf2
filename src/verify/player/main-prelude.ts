/**
 * A file that starts its consumer only when it is the program finds that it is: `require.main === module`, `import.meta.main`,
 * `import.meta.url` against `process.argv[1]`.
 */
export function mainPrelude(source: string, format: string): string {
  const asked = format === "commonjs" ? /\brequire\.main\b/ : /\bimport\.meta\.(main|url)\b/;
  if (!asked.test(source)) return source;
  const prelude =
    format === "commonjs" ? "require.main=module;" : 'import.meta.main=true;import.meta.url=import.meta.url.replace(/\\?.*$/,"");';
  const head = /^(#![^\n]*\n)?(\s*(["'])use strict\3;?)?/.exec(source)![0];
  return `${head}${prelude}${source.slice(head.length)}`;
}
