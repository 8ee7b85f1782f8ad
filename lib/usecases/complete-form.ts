import type { Actor } from '@/lib/auth/can';
import type { By } from '@/lib/booking/types';
import { db } from '@/lib/db/client';
import { isAskedOf, type PlacedQuestion, questionsOf } from '@/lib/db/questions';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import type { FieldProblem } from '@/lib/field-problem';
import type { Answer } from '@/lib/question';
import { ok, type Result, refuse } from '@/lib/result';
import { type Answered, answersTo } from './answers-input';
import { type PatronData, type PatronGiven, patronOf, rulesFor } from './place-booking';
import { maySee } from './shown-to';

/** What a booking form of spaces holds beside the times: who, the library's own questions, the tick at the terms. */
export type GivenForm = PatronGiven & { terms?: 'on' } & Record<string, unknown>;

export type CompleteForm = {
  patron: PatronData;
  by: By;
  spaces: ResourceRecord[];
  /** What is kept with the booking of a space: the answers of its category, then its own. */
  answersOf: (spaceId: number) => Answer[];
};

/**
 * Is everything there that the spaces ask for? All that is wrong at once, tied to the fields. Staff who book for somebody
 * are asked for no terms and need not answer.
 */
export async function completeForm(
  actor: Actor,
  spaceIds: readonly number[],
  { terms, ...given }: GivenForm,
): Promise<Result<CompleteForm>> {
  const together = await spacesTogether(actor, spaceIds);
  if (!together.ok) return together;
  const spaces = together.value;
  const questions = await questionsOf(db(), spaces);
  const form = answeredForm(actor, spaces, questions, { terms, ...given });
  if (!form.ok) return form;
  const { answers, ...rest } = form.value;
  const answered = new Map(answers.map((answer) => [answer.questionId, answer]));
  return ok({
    ...rest,
    spaces,
    answersOf: (spaceId) => {
      const space = spaces.find(({ id }) => id === spaceId);
      const here = questions.filter((one) => space && isAskedOf(space, one));
      return here.flatMap(({ id }) => answered.get(id) ?? []);
    },
  });
}

/** Who books, by whose rules, and what they say to the questions; or all that is wrong with the form, tied to its fields. */
export function answeredForm(
  actor: Actor,
  places: readonly Pick<ResourceRecord, 'terms' | 'locationId'>[],
  questions: readonly PlacedQuestion[],
  { terms, ...given }: GivenForm,
): Result<{ patron: PatronData; by: By; answers: Answered[] }> {
  const at = places.map(({ locationId }) => locationId);
  const patron = patronOf(actor, given, at);
  if (!patron.ok && patron.refusal.code !== 'invalid') return patron;
  const by = patron.ok ? rulesFor(actor, patron.value, at) : 'patron';
  const answers = answersTo(questions, given, by);
  const lacksTerms = by === 'patron' && !terms && places.some((place) => place.terms.length > 0);
  const fields: Record<string, FieldProblem> = {
    ...problemsOf(patron),
    ...problemsOf(answers),
    ...(lacksTerms && { terms: 'required' as const }),
  };
  if (!patron.ok || !answers.ok || lacksTerms) return refuse({ code: 'invalid', fields });
  return ok({ patron: patron.value, by, answers: answers.value });
}

const problemsOf = (result: Result<unknown>): Record<string, FieldProblem> =>
  !result.ok && result.refusal.code === 'invalid' ? result.refusal.fields : {};

/** The spaces of one visit: all of them the asker's to see (`not_found`), and of one location (`one_location`). */
export async function spacesTogether(actor: Actor, spaceIds: readonly number[]): Promise<Result<ResourceRecord[]>> {
  const spaces = await resources(db(), { ids: spaceIds, kind: 'space' });
  const seen = spaces.filter(({ access }) => maySee(actor, access));
  if (seen.length < new Set(spaceIds).size) return refuse({ code: 'not_found' });
  if (new Set(spaces.map(({ locationId }) => locationId)).size > 1) return refuse({ code: 'one_location' });
  return ok(spaces);
}
