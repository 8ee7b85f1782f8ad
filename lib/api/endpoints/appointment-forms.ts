import { z } from 'zod';
import {
  type AppointmentForm,
  viewAppointmentForms,
  viewAskedQuestions,
  viewFormOfPerson,
} from '@/lib/usecases/view-appointment-forms';
import { answered, refused } from '../api-answer';
import { type FormOf, formIdOf, formOfId } from '../appointment-form-id';
import { badIdAnswer, numbersOf, sayGiven } from '../bad-id';
import { endpoint } from '../endpoint';
import { givenIds, id, whole } from '../params';
import { refusedBy } from '../refused-by';
import { questionAnswer, sayQuestion } from '../say-question';

const NO_FORM = 'must supply at least 1 form id';
const TOO_MANY = 'too many form ids requested';
const NO_QUESTION = 'must supply at least 1 question id';
const NO_USER = 'no user/data found. ensure user has appointments enabled.';
const NO_CATEGORY = 'category not found';
const MOST_FORMS = 100;

const formAnswer = z.object({ id: z.int(), name: z.string(), questions: z.array(questionAnswer) });

const sayForm = ({ of, id: number, name, questions }: AppointmentForm): z.input<typeof formAnswer> => ({
  ...{ id: formIdOf({ of, id: number }), name, questions: questions.map(sayQuestion) },
});

/** libcal-api §5.3: `questions` is an array here, where a form of spaces has an object `fields`. */
export const appointmentForm = endpoint({
  method: 'GET',
  path: '/appointments/form/{ids}',
  scope: 'ap_r',
  tag: 'Appointments',
  summary: 'What is asked of whoever books, by form',
  params: { ids: 'up to 100 with commas: of a category of people, 1000000 + a kind’s id, or 2000000 + a person’s' },
  answer: z.array(z.union([formAnswer, badIdAnswer('id')])),
  refusals: [NO_FORM, TOO_MANY],
  run: async ({ caller, params }) => {
    const given = givenIds(params.ids ?? '');
    if (given.length === 0) return refused(NO_FORM);
    if (given.length > MOST_FORMS) return refused(TOO_MANY);
    const wanted = numbersOf(given).flatMap((number) => formOfId(number) ?? []);
    const of = (what: FormOf['of']) => wanted.flatMap((one) => (one.of === what ? one.id : []));
    const asked = { categoryIds: of('category'), personIds: of('person'), kindIds: of('kind') };
    const forms = await viewAppointmentForms(caller.actor, asked);
    if (!forms.ok) return refusedBy(forms.refusal);
    const known = new Map(forms.value.map((form) => [formIdOf(form), form]));
    return answered(
      given.map((one) => {
        const form = known.get(one.id ?? 0);
        return form ? sayForm(form) : { id: sayGiven(one), error: 'invalid form id' };
      }),
    );
  },
});

export const appointmentQuestion = endpoint({
  method: 'GET',
  path: '/appointments/question/{ids}',
  scope: 'ap_r',
  tag: 'Appointments',
  summary: 'Questions by their ids',
  params: { ids: 'one or several, with commas' },
  answer: z.array(z.union([questionAnswer, badIdAnswer('id')])),
  refusals: [NO_QUESTION],
  run: async ({ caller, params }) => {
    const given = givenIds(params.ids ?? '');
    if (given.length === 0) return refused(NO_QUESTION);
    const questions = await viewAskedQuestions(caller.actor, { ids: numbersOf(given) });
    if (!questions.ok) return refusedBy(questions.refusal);
    return answered(
      given.map((one) => {
        const found = questions.value.find(({ id: number }) => number === one.id);
        return found ? sayQuestion(found) : { id: sayGiven(one), error: 'invalid question id' };
      }),
    );
  },
});

const LOCATION = 'invalid inputs';

export const appointmentUserForm = endpoint({
  method: 'GET',
  path: '/appointments/user/{id}/form',
  scope: 'ap_r',
  tag: 'Appointments',
  summary: 'What is asked of whoever books one person; nothing but name and address where it is empty',
  query: z.object({
    location_id: whole(0, 2_147_483_647, LOCATION).meta({ description: 'required; 0: wherever' }),
    group_id: whole(0, 2_147_483_647, LOCATION).optional(),
    category_id: z.preprocess((value) => (value === '0' ? undefined : value), id(LOCATION).optional()),
  }),
  answer: z.array(formAnswer).max(1),
  refusals: [LOCATION, NO_USER, NO_CATEGORY],
  run: async ({ caller, params, query }) => {
    const form = await viewFormOfPerson(caller.actor, { userId: params.id, kindId: query.category_id });
    if (!form.ok) return refused(form.refusal.code === 'not_offered' ? NO_CATEGORY : NO_USER);
    return answered(form.value.questions.length === 0 ? [] : [sayForm(form.value)]);
  },
});
