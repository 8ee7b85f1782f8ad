import { db } from '@/lib/db/client';
import { recordCheck } from '@/lib/db/integration';
import { codeInDescription } from '@/lib/graph/oauth';
import { log } from '@/lib/log';
import { microsoftCode } from '@/lib/microsoft-problems';
import { refuse } from '@/lib/result';
import { refuseSignIn } from './refuse-sign-in';

const NARROWER = new Set([50194, 50059, 9002331, 9002332]);
/** The person pressed Cancel on the consent page itself. */
const CANCELLED = 65004;
const DECLINED = new Set(['access_denied', 'consent_required']);
const AWAY = new Set(['server_error', 'temporarily_unavailable']);

/**
 * A way back without a code (entra-oauth §2.4): what Microsoft said, or nothing at all, as when somebody left a page
 * that blocked them. The number is looked at before the word, which is often too wide: `access_denied` comes from whoever
 * cancels, waits for an approval, or may not sign in from there. Where it comes alone, all three are said.
 */
export async function refuseRedirect(query: URLSearchParams, now: Date) {
  const error = /^[a-z_]{1,64}$/.exec(query.get('error') ?? '')?.[0] ?? null;
  const code = codeInDescription(query.get('error_description'));
  log.info({ error, code }, 'consent refused');
  if (code !== null && NARROWER.has(code)) {
    await recordCheck(db(), 'account_type_narrower', now, microsoftCode(code));
    return refuse({ code: 'credentials_rejected', cause: 'account_type_narrower', microsoftCode: microsoftCode(code) });
  }
  if (code === CANCELLED) return refuse({ code: 'consent_declined', mayNeedAdmin: false });
  const blocked = refuseSignIn(error, code);
  if (blocked) return blocked;
  if (error && AWAY.has(error)) return refuse({ code: 'microsoft_unreachable' });
  if (error === null || DECLINED.has(error)) return refuse({ code: 'consent_declined', mayNeedAdmin: true });
  if (error === 'login_required') return refuse({ code: 'consent_declined', mayNeedAdmin: false });
  return refuse({ code: 'consent_failed', microsoftCode: microsoftCode(code) });
}
