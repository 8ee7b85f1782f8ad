import type { Json } from './http';
import type { Session } from './session';

export type Round = { status: number; code?: string; rows: Json[]; pages: number; deltaLink: string };

const MOST_PAGES = 200;

/** Follows a delta round to its end: every page, verbatim links. */
export async function readRound(on: Session, start: string, headers: Record<string, string> = {}): Promise<Round> {
  const rows: Json[] = [];
  let next = start;
  for (let pages = 1; pages <= MOST_PAGES; pages += 1) {
    const answer = await on.ask('GET', next, { headers });
    if (answer.status !== 200)
      return { status: answer.status, code: answer.body?.error?.code, rows, pages, deltaLink: '' };
    rows.push(...answer.body.value);
    const deltaLink = answer.body['@odata.deltaLink'];
    if (deltaLink) return { status: 200, rows, pages, deltaLink };
    next = answer.body['@odata.nextLink'];
  }
  throw new Error(`a delta round did not end within ${MOST_PAGES} pages`);
}
