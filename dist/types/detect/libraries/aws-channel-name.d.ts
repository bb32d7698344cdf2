/** The name at the end of an ARN, a queue URL or a bus ARN: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export declare function awsChannelName(text: string): string;
