import { randomToken, seal, unseal } from './seal';

export const WEBHOOK_SECRET = 'webhook secret';

/** What messages to one webhook are signed with: shown once, and sealed from then on. */
export function newWebhookSecret(): { secret: string; secretEnc: string } {
  const secret = `whsec_${randomToken(24)}`;
  return { secret, secretEnc: seal(secret, WEBHOOK_SECRET) };
}

export const openWebhookSecret = (secretEnc: string): string => unseal(secretEnc, WEBHOOK_SECRET);
