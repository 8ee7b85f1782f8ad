import { z } from 'zod';
import type { Person } from '@/lib/auth/can';
import { answersByMail, caseFactsOf, MAILED_CHOICES, type MailedChoice, RESOLUTION } from '@/lib/booking/case-choices';
import { caseSeen } from '@/lib/booking/case-seen';
import { isCaseAnswerKey } from '@/lib/case-answer-link';
import { type CaseRow, type CaseSide, caseById } from '@/lib/db/cases';
import { db } from '@/lib/db/client';
import { personById } from '@/lib/db/people';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import type { SyncWorld } from '@/lib/sync/look-at-place';
import { keeperOf, mayDecide } from './case-facts';
import { decideCase } from './decide-case';

const answerCaseInput = z.object({
  caseId: z.coerce.number().int().positive(),
  /** To whom the mail went. */
  as: z.coerce.number().int().positive(),
  choice: z.enum(MAILED_CHOICES),
  /** What the mail showed. */
  seen: z.string().min(1).max(120),
  /** Seconds since 1970. */
  until: z.coerce.number().int().positive().max(100_000_000_000),
  key: z.string().min(1).max(64),
});

/**
 * What a link of a mail about a case leads to. `open`: the button answers. `answered`: it was, by this very choice. `over`:
 * decided otherwise, or nothing is left to decide. `changed`: booking or event are not as the mail showed them. `expired`: the link is.
 */
export type CaseAnswerView = {
  state: 'open' | 'answered' | 'over' | 'changed' | 'expired';
  choice: MailedChoice;
  /** Who answers by it. */
  name: string;
  resource: CaseRow['resource'];
  names: string[];
  patronName: string;
  ours: CaseSide;
  theirs: CaseSide | null;
};

/** By the key alone: whoever has that mail. A wrong key, or one of somebody who has left: `not_found`. Changes nothing. */
export async function viewCaseAnswer(raw: unknown, now: Date): Promise<Result<CaseAnswerView>> {
  const seen = await seenBy(raw);
  if (!seen.ok) return seen;
  const { found, person, choice } = seen.value;
  const { resource, ours, theirs, booking } = found;
  return ok({
    ...{ state: stateOf(seen.value, now), choice, name: person.name, resource, ours, theirs },
    names: booking ? booking.items.map((item) => item.name) : [resource.name],
    patronName: booking?.patronName ?? '',
  });
}

/** The button on that page: the same decision as on the page of conflicts, by whom the mail went to. */
export async function answerCase(
  raw: unknown,
  now: Date,
  world?: SyncWorld,
): Promise<Result<{ choice: MailedChoice }>> {
  const seen = await seenBy(raw);
  if (!seen.ok) return seen;
  const { found, person, choice } = seen.value;
  const state = stateOf(seen.value, now);
  if (state === 'changed') return refuse({ code: 'changed_meanwhile' });
  if (state === 'expired') return refuse({ code: 'choice_not_open' });
  if (state !== 'open') return refuse({ code: 'case_closed' });
  const done = await decideCase(person, { caseId: found.id, choice, seen: seen.value.shown }, now, world);
  return done.ok ? ok({ choice }) : done;
}

/** `shown`: what the mail did. */
type Seen = { found: CaseRow; person: Person; choice: MailedChoice; shown: string; until: Date };

async function seenBy(raw: unknown): Promise<Result<Seen>> {
  const input = parse(answerCaseInput, raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  const { caseId, as: personId, choice, seen: shown, key } = input.value;
  const until = new Date(input.value.until * 1000);
  if (!isCaseAnswerKey({ caseId, personId, choice, seen: shown, until }, key)) return refuse({ code: 'not_found' });
  const row = await personById(db(), personId);
  const found = await caseById(db(), caseId);
  if (!row || row.disabledAt || !found) return refuse({ code: 'not_found' });
  const { id, name, email, role, locale, locations } = row;
  const person: Person = { kind: 'person', id, name, email, role, locale, locations };
  const keeper = keeperOf(person);
  // Whose case it is may be another's by now: an account that is a patron's, a calendar that somebody else has.
  if (!keeper || !mayDecide(keeper, found)) return refuse({ code: 'not_found' });
  return ok({ found, person, choice, shown, until });
}

function stateOf({ found, choice, shown, until }: Seen, now: Date): CaseAnswerView['state'] {
  if (found.state !== 'open') return found.resolution === RESOLUTION[choice] ? 'answered' : 'over';
  const open = answersByMail(caseFactsOf(found, now));
  if (open.length === 0) return 'over';
  if (until <= now) return 'expired';
  return open.includes(choice) && shown === caseSeen(found) ? 'open' : 'changed';
}
