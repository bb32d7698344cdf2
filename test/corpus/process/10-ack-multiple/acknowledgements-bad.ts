const inWork = new Set<number>();
const done = new Set<number>();

/** The last one of those that are done. */
const upTo = (): number => Math.max(0, ...done);

export function begin(tag: number): void {
  inWork.add(tag);
}

export function end(tag: number): void {
  inWork.delete(tag);
  done.add(tag);
}

/** Up to which delivery tag all may be acknowledged at once; undefined: none. */
export function take(): number | undefined {
  const tag = upTo();
  for (const each of done) if (each <= tag) done.delete(each);
  return tag === 0 ? undefined : tag;
}
