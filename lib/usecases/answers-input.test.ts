import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QUESTION_KINDS, type Question } from '@/lib/question';
import { answersTo } from './answers-input';

const question = (changed: Partial<Question> = {}): Question => ({
  ...{ id: 1, kind: 'line', label: 'What for?', help: '', choices: [], required: false },
  ...changed,
});
const choices = ['Chess', 'Go', 'Bridge'];
const problem = (one: Question, said: unknown, by: 'patron' | 'staff' = 'patron') => {
  const answer = answersTo([one], { q1: said }, by);
  return answer.ok ? null : (answer.refusal as { fields: Record<string, string> }).fields.q1;
};

describe('an answer', () => {
  test.each<[string, Partial<Question>, unknown, string | null]>([
    ['is left out where it may be', {}, undefined, null],
    ['is asked for where it must be', { required: true }, '   ', 'required'],
    ['is no longer than a line', {}, 'x'.repeat(201), 'too_long'],
    ['of several lines is no book', { kind: 'text' }, 'x'.repeat(2001), 'too_long'],
    ['is one of the choices', { kind: 'choice', choices }, 'Poker', 'invalid'],
    ['must be chosen where it must be', { kind: 'choice', choices, required: true }, '', 'required'],
    ['is any of the choices', { kind: 'several', choices }, 'Chess\nBridge', null],
    ['is only of the choices', { kind: 'several', choices }, 'Chess\nPoker', 'invalid'],
    ['of several is at least one where it must be', { kind: 'several', choices, required: true }, '', 'required'],
    ['is a tick', { kind: 'yes', required: true }, 'on', null],
    ['is nothing else than a tick', { kind: 'yes' }, 'perhaps', 'invalid'],
    ['is a text', {}, ['a', 'b'], 'invalid'],
  ])('%s', (_, changed, said, expected) => {
    expect(problem(question(changed), said)).toBe(expected);
  });

  test('is not asked of staff who book for somebody', () => {
    expect(problem(question({ required: true }), '', 'staff')).toBeNull();
    expect(problem(question({ kind: 'choice', choices }), 'Poker', 'staff')).toBe('invalid');
  });

  test('is kept in the words in which it was asked', () => {
    const asked = [
      question(),
      question({ id: 2, kind: 'several', label: 'Games', choices }),
      question({ id: 3, kind: 'yes', label: 'Loud?' }),
      question({ id: 4, label: 'Else?' }),
    ];
    const given = { q1: ' Club ', q2: 'Go\nChess', q4: '' };
    expect(answersTo(asked, given, 'patron')).toEqual({
      ok: true,
      value: [
        { questionId: 1, label: 'What for?', answer: 'Club' },
        { questionId: 2, label: 'Games', answer: 'Go, Chess' },
        { questionId: 3, label: 'Loud?', answer: 'no', kind: 'yes' },
      ],
    });
  });
});

test('whatever is sent is answered or refused at its own field, and every required question has an answer', () => {
  const some = fc.array(
    fc.record({
      ...{ kind: fc.constantFrom(...QUESTION_KINDS), required: fc.boolean() },
      said: fc.oneof(fc.constantFrom('', 'on', 'Chess', 'Chess\nGo', '\n'), fc.string(), fc.constant(undefined)),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(some, (rows) => {
      const asked = rows.map(({ kind, required }, id) => question({ id, kind, required, choices }));
      const answer = answersTo(asked, Object.fromEntries(rows.map(({ said }, id) => [`q${id}`, said])), 'patron');
      if (!answer.ok) {
        if (answer.refusal.code !== 'invalid') return false;
        return Object.keys(answer.refusal.fields).every((name) => asked.some(({ id }) => name === `q${id}`));
      }
      const said = new Map(answer.value.map((one) => [one.questionId, one.answer]));
      return asked.every(({ id, required }) => !required || !['', 'no', undefined].includes(said.get(id)));
    }),
  );
});
