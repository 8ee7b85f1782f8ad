import { type Asked, asked, type Entry } from '../../../e2e/two-sides/asked';
import { atOnceAmiss, tooEarly } from '../../../e2e/two-sides/requests';
import { violationsOf } from '../../../e2e/two-sides/verdict';
import type { StandIn } from './stand-in';

const PAGE = 5_000;

/**
 * Throws when the tenant's log has a moment with more than three requests in hand for one mailbox, or a request before
 * the time that its mailbox had told (sync-design I10): figures of a run that took more than its share are worth nothing.
 */
export async function expectLimitsKept({ control }: StandIn): Promise<void> {
  const entries: Asked[] = [];
  for (let since = 0; ; ) {
    const page = await control<{ entries: Entry[]; next: number }>('GET', `/log?since=${since}&limit=${PAGE}`);
    if (page.entries.length === 0) break;
    since = page.next;
    entries.push(...page.entries.map(asked));
  }
  const verdicts = [atOnceAmiss(entries).verdict, tooEarly(entries, []).verdict];
  if (verdicts[0]?.looked === 0) throw new Error('the log of the tenant has no request to a mailbox');
  const wrong = violationsOf(verdicts);
  if (wrong.length > 0)
    throw new Error(`limits of a mailbox were broken ${wrong.length} times: ${wrong.slice(0, 5).join('; ')}`);
}
