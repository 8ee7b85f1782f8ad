import { z } from 'zod';
import type { By } from '@/lib/booking/types';
import { parse } from '@/lib/parse';
import type { Answer, Question } from '@/lib/question';
import { ok, type Result } from '@/lib/result';

/** Of a line and of a text, in signs. */
const LONGEST = { line: 200, text: 2000 };

/** Which question it is the answer to is always known while it is given. */
export type Answered = Answer & { questionId: number };

/** The field of a question in a form. */
export const fieldOf = ({ id }: Pick<Question, 'id'>) => `q${id}`;

/** Several choices are one text, a line each: no choice has a line break. */
export const severalOf = (text: string): string[] => text.split('\n').filter(Boolean);

/**
 * What a patron says to the questions of a place, as it was asked, in its order; what was left open is left out. Problems
 * are tied to the fields (`fieldOf`). Staff book for somebody without asking them everything.
 */
export function answersTo(questions: readonly Question[], given: Record<string, unknown>, by: By): Result<Answered[]> {
  const shape = Object.fromEntries(
    questions.map((one) => [fieldOf(one), schemaOf({ ...one, required: one.required && by === 'patron' })]),
  );
  const input = parse(z.object(shape), given);
  if (!input.ok) return input;
  return ok(
    questions.flatMap((one): Answered[] => {
      const { id: questionId, label, kind } = one;
      const said = input.value[fieldOf(one)] ?? '';
      if (kind === 'yes') return [{ questionId, label, answer: said ? 'yes' : 'no', kind }];
      return said ? [{ questionId, label, answer: kind === 'several' ? severalOf(said).join(', ') : said }] : [];
    }),
  );
}

function schemaOf({ kind, choices, required }: Question): z.ZodType<string> {
  switch (kind) {
    case 'line':
    case 'text':
      return answered(z.string().trim().max(LONGEST[kind], 'too_long'), required);
    case 'choice':
      return answered(
        z
          .string()
          .trim()
          .refine((text) => text === '' || choices.includes(text), 'invalid'),
        required,
      );
    case 'several': {
      const known = (text: string) => severalOf(text).every((one) => choices.includes(one));
      return answered(z.string().trim().max(5000, 'too_long').refine(known, 'invalid'), required);
    }
    case 'yes':
      return answered(z.preprocess(asTick, z.enum(['', 'on'], { error: 'invalid' })), required);
  }
}

/** Forms send 'on' or nothing; programs say it in other words. */
const TICKS: Readonly<Record<string, 'on' | ''>> = { yes: 'on', true: 'on', '1': 'on', no: '', false: '', '0': '' };
const asTick = (given: unknown) => (typeof given === 'string' ? (TICKS[given.trim().toLowerCase()] ?? given) : given);

const answered = (schema: z.ZodType<string>, required: boolean): z.ZodType<string> =>
  z.preprocess((given) => given ?? '', required ? schema.refine((text) => text !== '', 'required') : schema);
