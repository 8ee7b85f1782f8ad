import { env } from '@/lib/env';
import { GraphFailure } from '@/lib/graph/failure';
import { createSubscription, deleteSubscription } from '@/lib/graph/subscriptions';
import { log } from '@/lib/log';
import { failed, type PreflightLine, passed, unknown } from '@/lib/preflight';
import { randomToken } from '@/lib/seal';
import { addMinutes } from '@/lib/time/interval';
import { notificationUrl, webhooksReachUs } from '@/lib/webhook-address';
import { testAddress } from './look-address';

const SHORT_MINUTES = 15;

/**
 * Whether Microsoft can knock here, by a real subscription that is deleted at once: before it answers, it calls our
 * address with a token and wants it back (graph-calendar §6.4). Knocks under its key are nobody's and change nothing.
 */
export async function tryWebhook(
  { mailbox, tenantId, token }: { mailbox: string; tenantId: string; token: string },
  now: Date,
): Promise<PreflightLine> {
  if (!webhooksReachUs(env())) return unknown('webhook', 'address_private');
  const graph = testAddress(mailbox, tenantId);
  const session = { ...graph, accessToken: async () => token };
  try {
    const { graphId } = await createSubscription(session, {
      ...{ mailbox, notificationUrl: notificationUrl(env(), randomToken()), clientState: randomToken() },
      expiresAt: addMinutes(now, SHORT_MINUTES),
    });
    await deleteSubscription(session, mailbox, graphId);
    return passed('webhook');
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    const { kind, status, code, requestId } = error;
    log.info({ kind, status, code, requestId }, 'test: no subscription');
    // There is one of ours already, which was made the same way.
    if (kind === 'changed_meanwhile') return passed('webhook');
    const more = code ? { code } : {};
    if (kind === 'rejected') return failed('webhook', 'address_refused', more);
    if (kind === 'throttled' || kind === 'unavailable') return unknown('webhook', 'away', more);
    return unknown('webhook', 'no_subscription', more);
  } finally {
    await graph.flush();
  }
}
