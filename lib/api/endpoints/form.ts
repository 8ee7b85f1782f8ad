import { z } from 'zod';
import { viewSpaceForms, viewSpaceQuestions } from '@/lib/usecases/view-space-questions';
import { answered, refused } from '../api-answer';
import { badIdAnswer, numbersOf, sayGiven } from '../bad-id';
import { endpoint } from '../endpoint';
import { formId, formOf } from '../form-id';
import { givenIds } from '../params';
import { refusedBy } from '../refused-by';
import { questionAnswer, sayQuestion } from '../say-question';

const required = (label: string) => ({ label, type: 'string' as const, required: true });

/** libcal-api §4.2. Every form begins with the three that every booking needs; keys keep the form's order. */
export const form = endpoint({
  method: 'GET',
  path: '/space/form/{ids}',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'What is asked of whoever books',
  description: 'The form of a category has the number of the category; of a space that asks more, see `formid`.',
  params: { ids: 'form ids, with commas' },
  answer: z.array(
    z.union([
      z.object({
        ...{ id: z.int(), name: z.string() },
        fields: z.record(z.string(), questionAnswer.partial({ id: true })),
      }),
      badIdAnswer('id'),
    ]),
  ),
  refusals: ['must supply at least 1 form id'],
  run: async ({ caller, params }) => {
    const given = givenIds(params.ids ?? '');
    if (given.length === 0) return refused('must supply at least 1 form id');
    const asked = numbersOf(given).map(formOf);
    const forms = await viewSpaceForms(caller.actor, {
      categoryIds: asked.flatMap((of) => ('categoryId' in of ? [of.categoryId] : [])),
      spaceIds: asked.flatMap((of) => ('spaceId' in of ? [of.spaceId] : [])),
    });
    if (!forms.ok) return refusedBy(forms.refusal);
    const known = forms.value.map(({ of, id, ...rest }) => {
      return { id: formId(of === 'space' ? { spaceId: id } : { categoryId: id }), ...rest };
    });
    return answered(
      given.map((one) => {
        const found = known.find(({ id }) => id === one.id);
        if (!found) return { id: sayGiven(one), error: 'invalid form id' };
        const questions = found.questions.map((question) => [`q${question.id}`, sayQuestion(question)] as const);
        const fields = {
          ...{ fname: required('First Name'), lname: required('Last Name'), email: required('Email') },
          ...Object.fromEntries(questions),
        };
        return { id: found.id, name: found.name, fields };
      }),
    );
  },
});

export const question = endpoint({
  method: 'GET',
  path: '/space/question/{ids}',
  scope: 'sp_r',
  tag: 'Spaces',
  summary: 'Questions of forms',
  params: { ids: 'question ids, with commas' },
  answer: z.array(z.union([questionAnswer, badIdAnswer('id')])),
  refusals: ['must supply at least 1 question id'],
  run: async ({ caller, params }) => {
    const given = givenIds(params.ids ?? '');
    if (given.length === 0) return refused('must supply at least 1 question id');
    const questions = await viewSpaceQuestions(caller.actor, { ids: numbersOf(given) });
    if (!questions.ok) return refusedBy(questions.refusal);
    return answered(
      given.map((one) => {
        const found = questions.value.find(({ id }) => id === one.id);
        return found ? sayQuestion(found) : { id: sayGiven(one), error: 'invalid question id' };
      }),
    );
  },
});
