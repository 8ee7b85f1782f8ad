/** Change subscriptions, as the service keeps them. */
export type Subscription = {
  id: string;
  clientId: string;
  tenantId: string;
  creatorId: string;
  userId: string | null;
  resource: string;
  mailboxId: string;
  /** Null: every calendar of the mailbox. */
  calendarId: string | null;
  changeType: string;
  changes: Set<string>;
  notificationUrl: string;
  lifecycleNotificationUrl: string | null;
  clientState: string | null;
  expiresAt: number;
  immutableIds: boolean;
  latestSupportedTlsVersion: string;
  /** When its present life was asked for, and until when the token that asked is good. */
  authorizedAt: number;
  tokenExpiresAt: number;
  /** Asked to reauthorize, and not heeded yet; from `silentFrom` on there are no notifications, though the subscription is there. */
  askedAt: number | null;
  silentFrom: number | null;
  renewedAt: number | null;
  reauthorizedAt: number | null;
};
