/** Is `value` a whole multiple of `of`, in exact decimal arithmetic (0.3 is one of 0.1)? */
export function isMultiple(value: number, of: number): boolean {
  const [left, right] = [digits(value), digits(of)];
  if (left === undefined || right === undefined || right.whole === 0n) return false;
  const scale = Math.max(left.scale, right.scale);
  return (left.whole * 10n ** BigInt(scale - left.scale)) % (right.whole * 10n ** BigInt(scale - right.scale)) === 0n;
}

function digits(value: number): { whole: bigint; scale: number } | undefined {
  const match = /^(-?\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(value));
  if (match === null) return undefined;
  const [, whole = "0", fraction = "", exponent = "0"] = match;
  const scale = fraction.length - Number(exponent);
  return { whole: BigInt(whole + fraction) * 10n ** BigInt(Math.max(0, -scale)), scale: Math.max(0, scale) };
}
