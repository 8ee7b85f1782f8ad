import { answersByMail, caseFactsOf } from '@/lib/booking/case-choices';
import { caseSeen } from '@/lib/booking/case-seen';
import { type CaseForMail, caseForMail } from '@/lib/db/case-mail';
import { caseById } from '@/lib/db/cases';
import { db } from '@/lib/db/client';
import type { CaseMail } from '@/lib/db/outbox';
import { composeCaseMail } from './compose-case-mail';
import type { MailTry } from './mail-try';
import { sendAbout } from './send-about';

/** A link that nobody has followed for so long leads to the page of conflicts. */
const ANSWER_MS = 7 * 24 * 60 * 60_000;

/** One mail job. Whoever has left gets none. Throws when it cannot leave. */
export async function sendCaseMail(
  { template, conflictId, personId }: CaseMail,
  attempt: MailTry,
  now = new Date(),
): Promise<void> {
  // First: what changes before the rest is read is said in the mail, and its links ask to look again.
  const answers = await answersTo(conflictId, now);
  const facts = await caseForMail(db(), conflictId, personId);
  if (!facts) return;
  const message = composeCaseMail(template, { ...facts, answers: facts.bookings > 1 ? [] : answers });
  await sendAbout({ template, about: facts.bookingId === null ? [] : [facts.bookingId] }, message, attempt);
}

/** What may be answered now. No link outlives the booking. */
async function answersTo(conflictId: number, now: Date): Promise<CaseForMail['answers']> {
  const found = await caseById(db(), conflictId);
  if (found?.state !== 'open' || !found.booking) return [];
  const ends = found.booking.items.map(({ end }) => end.getTime());
  const until = new Date(Math.min(now.getTime() + ANSWER_MS, ...ends));
  const seen = caseSeen(found);
  return answersByMail(caseFactsOf(found, now)).map((choice) => ({ choice, seen, until }));
}
