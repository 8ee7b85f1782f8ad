import { createHmac } from 'node:crypto';

/**
 * What stands in `Carrel-Signature`: when it was signed, in seconds since 1970, and HMAC-SHA256 over `seconds.body` with the
 * webhook's secret, in hexadecimal digits. Whoever gets it refuses what was signed more than five minutes ago, so that a
 * message that somebody overheard is not worth sending again.
 */
export function webhookSignature(secret: string, body: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
