import { GraphFailure } from '@/lib/graph/failure';
import { mustSendFrom } from '@/lib/graph/send-mail';
import { log } from '@/lib/log';
import { ok, type Result, refuse } from '@/lib/result';
import { ConnectionUnusable } from '@/lib/sync/access-token';
import { lookAddress } from '@/lib/sync/look-address';
import type { AppAnswer } from './ask-as-app';

/** Whether the application may send from a mailbox, asked live and without sending anything. Each no by its cause. */
export async function lookAtSender(mailbox: string, { tenantId, token }: AppAnswer): Promise<Result<undefined>> {
  const graph = lookAddress(mailbox, tenantId);
  try {
    await mustSendFrom({ ...graph, accessToken: async () => token.accessToken }, mailbox);
    return ok();
  } catch (error) {
    if (error instanceof ConnectionUnusable) return refuse({ code: 'integration_inactive' });
    if (!(error instanceof GraphFailure)) throw error;
    const { kind, status, code, requestId, clientRequestId } = error;
    log.info({ kind, status, code, requestId, clientRequestId }, 'mailbox not to be sent from');
    if (kind === 'mailbox_missing' || kind === 'not_found') return refuse({ code: 'no_such_room', mailbox });
    if (kind === 'access_denied' || kind === 'token_rejected')
      return refuse({ code: 'mailbox_not_sendable', mailbox, microsoftCode: code });
    return refuse({ code: 'microsoft_unreachable' });
  } finally {
    await graph.flush();
  }
}
