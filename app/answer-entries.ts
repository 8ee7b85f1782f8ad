import type { Answer } from '@/lib/question';

type Words = (key: 'yes' | 'no') => string;

/** What was answered when a booking was made, as lines of a list of facts. */
export const answerEntries = (answers: readonly Answer[], t: Words) =>
  answers.map(({ label, answer, kind }) => ({
    term: label,
    detail: kind === 'yes' ? t(answer === 'yes' ? 'yes' : 'no') : answer,
  }));
