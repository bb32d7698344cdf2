import { type Thresholds } from "./thresholds.ts";
import { type Watched } from "./watch.ts";
/**
 * Alarms of CloudWatch for the dead letters and queues of SQS consumers, as a CloudFormation template. One period of 60 seconds
 * decides: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export declare function cloudwatchAlarms(watched: readonly Watched[], thresholds?: Thresholds): string;
