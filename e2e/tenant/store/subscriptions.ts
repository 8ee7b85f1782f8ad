/** Change subscriptions, as the service keeps them. */
export type Subscription = {
  id: string;
  clientId: string;
  tenantId: string;
  creatorId: string;
  userId: string | null;
  resource: string;
  mailboxId: string;
  calendarId: string;
  changeType: string;
  changes: Set<string>;
  notificationUrl: string;
  lifecycleNotificationUrl: string | null;
  clientState: string | null;
  expiresAt: number;
  immutableIds: boolean;
  latestSupportedTlsVersion: string;
};
