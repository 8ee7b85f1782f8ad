import { env } from '@/lib/env';
import { sameText, signature } from '@/lib/seal';

/** One answer that one member of staff may give to one case as they saw it (`caseSeen`), until then; of whole seconds. */
export type CaseAnswer = { caseId: number; personId: number; choice: string; seen: string; until: Date };

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000);

const keyOf = ({ caseId, personId, choice, seen, until }: CaseAnswer) =>
  signature(`${caseId} ${personId} ${choice} ${seen} ${secondsOf(until)}`, 'case-answer').slice(0, 32);

/** In the mail to that person: for this answer alone, and only so long. It leads to a page that asks once more. */
export const caseAnswerLink = (answer: CaseAnswer) =>
  `${env().PUBLIC_URL}/answers/${answer.caseId}?as=${answer.personId}&choice=${answer.choice}` +
  `&seen=${encodeURIComponent(answer.seen)}&until=${secondsOf(answer.until)}&key=${keyOf(answer)}`;

export const isCaseAnswerKey = (answer: CaseAnswer, key: string) => sameText(keyOf(answer), key);
