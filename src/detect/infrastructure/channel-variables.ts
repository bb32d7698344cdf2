/** Only variables that can name a channel are looked at: the others may be secrets. */
export function isChannelVariable(name: string): boolean {
  return /TOPIC|QUEUE|EXCHANGE|SUBJECT|STREAM|CHANNEL|EVENT_?BUS|GROUP|CONSUMER/i.test(name) && !/SECRET|PASSWORD|TOKEN|KEY$/i.test(name);
}
