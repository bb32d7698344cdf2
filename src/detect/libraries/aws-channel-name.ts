/** The name at the end of an ARN, a queue URL or a bus ARN: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function awsChannelName(text: string): string {
  if (!/^(arn:|https?:)/.test(text)) return text;
  const name = text.slice(Math.max(text.lastIndexOf(":"), text.lastIndexOf("/")) + 1);
  return name === "" ? text : name;
}
