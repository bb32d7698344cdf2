import { Transform } from "node:stream";

const lineFeed = 10;

/**
 * Passes on whole lines: what a reader puts together from small pieces costs time that grows with the square of its length.
 * A line of more than `maxBytes` is dropped, and `tooLong` told once of it; what follows is read on.
 */
export function wholeLines(maxBytes: number, tooLong: () => void): Transform {
  let held: Buffer[] = [];
  let size = 0;
  const keep = (part: Buffer) => {
    size += part.length;
    if (size > maxBytes) held = [];
    else held.push(part);
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let rest = chunk; rest.length > 0;) {
        const end = rest.indexOf(lineFeed);
        keep(end < 0 ? rest : rest.subarray(0, end + 1));
        if (end < 0) break;
        if (size > maxBytes) tooLong();
        else this.push(Buffer.concat(held));
        held = [];
        size = 0;
        rest = rest.subarray(end + 1);
      }
      done();
    },
  });
}
