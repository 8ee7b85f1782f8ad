import { z } from 'zod';
import { mailboxPath } from './calendar-path';
import { type GraphSession, graphRequest, pathOfLink } from './client';
import { GraphFailure } from './failure';

export type RemoteSubscription = {
  graphId: string;
  /** What it watches, e.g. users/{id}/events, in lower case and without a leading slash. */
  resource: string;
  notificationUrl: string | null;
  expiresAt: Date;
};

const subscription = z
  .object({
    id: z.string().min(1),
    resource: z.string().nullish(),
    notificationUrl: z.string().nullish(),
    expirationDateTime: z.iso.datetime({ offset: true }),
  })
  .transform(
    (raw): RemoteSubscription => ({
      graphId: raw.id,
      resource: plain(raw.resource ?? ''),
      notificationUrl: raw.notificationUrl ?? null,
      expiresAt: new Date(raw.expirationDateTime),
    }),
  );

const plain = (resource: string) => resource.toLowerCase().replace(/^\/+/, '');

/** What a subscription to the mailbox's events watches, as {@link RemoteSubscription} spells it. */
export const eventsOf = (mailbox: string): string => plain(`${mailboxPath(mailbox)}/events`);

/** Under the documented 10,080 minutes for events (F6). */
export const LONGEST_SUBSCRIPTION_MINUTES = 10_000;

/**
 * Asks to be told of changes in the mailbox. Graph calls `notificationUrl` back while this request is open.
 * `changed_meanwhile`: there is one for the same resource already (409). `access_denied`, `not_found`,
 * `mailbox_missing`: this mailbox has none to give (F1, F14). `rejected`: the address could not be validated.
 */
export async function createSubscription(
  session: GraphSession,
  wanted: {
    mailbox: string;
    notificationUrl: string;
    clientState: string;
    expiresAt: Date;
    /** All of them unless said. */
    changeType?: 'deleted';
  },
): Promise<RemoteSubscription> {
  return graphRequest(session, {
    op: 'subscription.create',
    mailbox: wanted.mailbox,
    method: 'POST',
    path: '/subscriptions',
    body: {
      changeType: wanted.changeType ?? 'created,updated,deleted',
      notificationUrl: wanted.notificationUrl,
      // Cannot be added later (F6).
      lifecycleNotificationUrl: wanted.notificationUrl,
      resource: `${mailboxPath(wanted.mailbox)}/events`,
      expirationDateTime: wanted.expiresAt.toISOString(),
      clientState: wanted.clientState,
      latestSupportedTlsVersion: 'v1_2',
    },
    shape: subscription,
  });
}

/** Null: Graph does not know it any more. */
export async function renewSubscription(
  session: GraphSession,
  mailbox: string,
  graphId: string,
  expiresAt: Date,
): Promise<RemoteSubscription | null> {
  return unlessGone(
    graphRequest(session, {
      op: 'subscription.renew',
      mailbox,
      method: 'PATCH',
      path: `/subscriptions/${encodeURIComponent(graphId)}`,
      body: { expirationDateTime: expiresAt.toISOString() },
      shape: subscription,
    }),
  );
}

/** Gone already counts as done. */
export async function deleteSubscription(session: GraphSession, mailbox: string, graphId: string): Promise<void> {
  await unlessGone(
    graphRequest(session, {
      op: 'subscription.delete',
      mailbox,
      method: 'DELETE',
      path: `/subscriptions/${encodeURIComponent(graphId)}`,
      shape: z.unknown(),
    }),
  );
}

/** This application's subscriptions, as far as the token sees them. */
export async function listSubscriptions(session: GraphSession, mailbox: string): Promise<RemoteSubscription[]> {
  const found: RemoteSubscription[] = [];
  let path: string | null = '/subscriptions';
  while (path) {
    const page: { value: RemoteSubscription[]; '@odata.nextLink'?: string | undefined } = await graphRequest(session, {
      op: 'subscription.list',
      mailbox,
      method: 'GET',
      path,
      shape: z.object({ value: z.array(subscription), '@odata.nextLink': z.string().optional() }),
    });
    found.push(...page.value);
    path = page['@odata.nextLink'] ? pathOfLink(page['@odata.nextLink']) : null;
  }
  return found;
}

async function unlessGone<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    // Whatever code it bears: here a 404 speaks of the subscription.
    if (error instanceof GraphFailure && error.status === 404) return null;
    throw error;
  }
}
