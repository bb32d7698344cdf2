/** The name at the end of `projects/P/topics/T` and `projects/P/subscriptions/S`. */
export function pubsubName(text: string): string {
  return /^projects\/[^/]*\/(?:topics|subscriptions)\/(.+)$/.exec(text)?.[1] ?? text;
}
