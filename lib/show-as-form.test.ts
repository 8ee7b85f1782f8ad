import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALL_DAY, type Closers, SHOWN_AS, USUAL_CLOSERS } from './show-as';
import { formOfPolicy, policyFromForm } from './show-as-form';

const closers: fc.Arbitrary<Closers> = fc
  .tuple(fc.subarray([...SHOWN_AS]), fc.constantFrom(...ALL_DAY))
  .map(([words, allDay]) => ({
    ...(Object.fromEntries(SHOWN_AS.map((word) => [word, words.includes(word)])) as Omit<Closers, 'allDay'>),
    allDay,
  }));

test('every policy goes into a form and comes out as it was', () => {
  fc.assert(
    fc.property(closers, closers, (inPerson, online) => {
      expect(policyFromForm(formOfPolicy({ inPerson, online }, true))).toEqual({ inPerson, online });
    }),
  );
});

test('where both modes are answered at once, what stands in the hidden part counts for nothing', () => {
  fc.assert(
    fc.property(closers, closers, (inPerson, online) => {
      expect(policyFromForm(formOfPolicy({ inPerson, online }, false))).toEqual({ inPerson, online: inPerson });
    }),
  );
});

test('an answer about whole days that nobody knows is the usual one', () => {
  expect(policyFromForm({ 'inPerson-busy': 'on', 'inPerson-allDay': 'x' }).inPerson.allDay).toBe(USUAL_CLOSERS.allDay);
});
