import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { readIntegration } from '@/lib/db/integration';
import { type LinkOverview, lastTroubles, linkOverviews, type Trouble } from '@/lib/db/sync-overview';
import { env } from '@/lib/env';
import { ok, type Result, refuse } from '@/lib/result';
import { webhooksReachUs } from '@/lib/webhook-address';
import {
  type Action,
  actionOf,
  adviceOn,
  type Situation,
  situationOf,
  type TroubleAdvice,
  type WhyPolled,
  whyPolled,
} from './sync-advice';

export type SyncRow = LinkOverview & {
  situation: Situation;
  action: Action | null;
  whyPolled: WhyPolled | null;
  /** The last five requests that did not go well, the newest first. */
  troubles: (Trouble & { advice: TroubleAdvice })[];
};

const TROUBLES = 5;

/**
 * How every calendar stands, or those of one resource: what an admin must see (sync-design §12). Three queries, however
 * many rooms there are.
 */
export async function viewSync(
  actor: Actor,
  { resourceId }: { resourceId?: number },
  now: Date,
): Promise<Result<SyncRow[]>> {
  if (!can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const integration = (await readIntegration(db()))?.state ?? null;
  const links = await linkOverviews(db(), now, resourceId ?? null);
  const troublesOf = await lastTroubles(
    db(),
    links.map(({ linkId }) => linkId),
    TROUBLES,
  );
  const reach = webhooksReachUs(env());
  return ok(
    links.map((link) => {
      const situation = situationOf(link, integration);
      const troubles = troublesOf(link.linkId).map((trouble) => ({ ...trouble, advice: adviceOn(trouble) }));
      return { ...link, situation, action: actionOf(situation), whyPolled: whyPolled(link, reach), troubles };
    }),
  );
}
