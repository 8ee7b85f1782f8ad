import { z } from 'zod';
import type { Question } from '@/lib/question';

/** LibCal knows text, lists, buttons and boxes; what is only ticked here is a yes or a no. */
const TYPES = {
  line: 'string',
  text: 'string',
  choice: 'dropdown',
  several: 'checkbox',
  yes: 'radio',
} as const satisfies Record<Question['kind'], string>;

const YES_OR_NO = ['Yes', 'No'];

export const questionAnswer = z.object({
  id: z.int(),
  label: z.string(),
  type: z.enum(['string', 'dropdown', 'radio', 'checkbox']),
  required: z.boolean(),
  options: z.array(z.string()).optional().meta({ description: 'where there is something to choose' }),
});

export function sayQuestion({ id, label, kind, required, choices }: Question): z.input<typeof questionAnswer> {
  const options = kind === 'yes' ? YES_OR_NO : choices;
  return { id, label, type: TYPES[kind], required, ...(options.length > 0 && { options }) };
}
