import type { Actor } from '@/lib/auth/can';
import { db, transaction } from '@/lib/db/client';
import { connectionById } from '@/lib/db/connections';
import { readLink } from '@/lib/db/link-rows';
import { GraphFailure } from '@/lib/graph/failure';
import { codeOfReason } from '@/lib/microsoft-problems';
import { ok, type Result, refuse } from '@/lib/result';
import { accessToken, ConnectionUnusable } from '@/lib/sync/access-token';
import { allowedAt } from './allowed-at';
import { resumeConnections } from './resume-connections';

/**
 * Before a calendar is read at a person's word: if the registration was refused, nobody would ask Microsoft before the hour
 * is over, so it is asked now. Accepted, everybody who waited for it goes on; refused, what Microsoft says is the answer.
 */
export async function askRegistration(actor: Actor, linkId: number, now: Date): Promise<Result<undefined>> {
  const link = await readLink(db(), linkId);
  // Whether there is anything to read at all is for the caller to say.
  if (link?.connection.status !== 'app_error' || link.state === 'unlinked' || link.state === 'closing') return ok();
  const allowed = await allowedAt(db(), actor, 'tend_calendars', [['resource', link.resourceId]]);
  if (!allowed.ok) return allowed;
  try {
    await accessToken(link.connectionId, now, { force: true });
  } catch (error) {
    if (error instanceof GraphFailure) return refuse({ code: 'microsoft_unreachable' });
    if (!(error instanceof ConnectionUnusable)) throw error;
    if (error.reason === 'integration_inactive') return refuse({ code: error.reason });
    const said = (await connectionById(db(), link.connectionId))?.statusReason ?? null;
    return refuse({ code: 'credentials_rejected', cause: 'unexpected', microsoftCode: codeOfReason(said) });
  }
  await transaction(resumeConnections);
  return ok();
}
