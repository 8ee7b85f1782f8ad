import { GraphFailure } from '@/lib/graph/failure';
import { log } from '@/lib/log';
import { type Result, refuse } from '@/lib/result';
import { ConnectionUnusable } from '@/lib/sync/access-token';

/** A calendar that could not be read while a person waits: in words, with its ids in the log. What is a bug rises. */
export async function orRefused<T>(connectionId: number, look: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof ConnectionUnusable && error.reason === 'integration_inactive') {
      return refuse({ code: error.reason });
    }
    if (error instanceof ConnectionUnusable) return refuse({ code: 'consent_failed', microsoftCode: null });
    if (!(error instanceof GraphFailure)) throw error;
    const { kind, status, code, requestId, clientRequestId } = error;
    log.info({ connectionId, kind, status, code, requestId, clientRequestId }, 'calendar not previewed');
    if (kind === 'not_found' || kind === 'mailbox_missing') return refuse({ code: 'calendar_gone' });
    return refuse({ code: 'microsoft_unreachable' });
  }
}
