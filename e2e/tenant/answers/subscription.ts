import { z } from 'zod';
import { boolean, guid, instant, text } from './forms';

/** A subscription as POST, GET and PATCH answer it (GC §6.1). */
export const subscription = z.strictObject({
  id: guid,
  resource: text,
  applicationId: guid,
  changeType: z.string().regex(/^(created|updated|deleted)(,(created|updated|deleted))*$/),
  clientState: z.string().max(128).nullable(),
  notificationUrl: z.url(),
  notificationUrlAppId: text.nullable(),
  notificationQueryOptions: text.nullable(),
  notificationContentType: text.nullable().optional(),
  lifecycleNotificationUrl: z.url().nullable(),
  expirationDateTime: instant,
  creatorId: guid,
  includeResourceData: boolean.nullable(),
  latestSupportedTlsVersion: z.enum(['v1_0', 'v1_1', 'v1_2', 'v1_3']),
  encryptionCertificate: text.nullable(),
  encryptionCertificateId: text.nullable(),
});
export type SubscriptionAnswer = z.infer<typeof subscription>;
