import { z } from 'zod';

/** More are not cancelled in one go: the person's time is locked until all of it is done (own reading). */
export const MOST_CANCELLED = 100;

/** What a form says about the appointments that it listed: nothing, the first time. */
export type AffectedAnswers = {
  /** The sign of the list that was shown; empty: none yet. */
  shown: string;
  all: 'each' | 'keep' | 'cancel';
  /** To the patrons whose appointments are cancelled. */
  words: string;
  /** By public id, where each is chosen for by itself. */
  choices: Map<string, 'keep' | 'cancel'>;
};

/** The fields beside those of the change itself; `choice-abc` is for the booking abc. */
export const affectedFields = {
  shown: z.string().max(64).default(''),
  all: z.enum(['each', 'keep', 'cancel'], 'required').default('each'),
  words: z.string().trim().max(1_000, 'too_long').default(''),
};

export function affectedAnswers(
  { shown, all, words }: Pick<AffectedAnswers, 'shown' | 'all' | 'words'>,
  form: Readonly<Record<string, unknown>>,
): AffectedAnswers {
  const choices: AffectedAnswers['choices'] = new Map();
  for (const [name, value] of Object.entries(form))
    if (name.startsWith('choice-') && (value === 'keep' || value === 'cancel')) choices.set(name.slice(7), value);
  return { shown, all, words, choices };
}
