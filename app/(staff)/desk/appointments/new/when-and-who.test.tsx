import { isValidElement, type ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { FormRefusal } from '@/app/_ui/form-refusal';
import { WhenAndWho } from './when-and-who';

const answer = {
  ...{ message: 'This time is taken.', fields: {}, values: {}, found: null, asksAnyway: false },
  beyond: { codes: 'too_soon', texts: ['It is too soon.'] },
};
vi.mock('./book-for-action', () => ({ bookFor: async () => answer }));
vi.mock('react', async (real) => ({ ...(await real<object>()), useActionState: () => [answer, () => undefined] }));

type Refusal = Parameters<typeof FormRefusal>[0];

const refusalsIn = (node: ReactNode): Refusal[] => {
  if (Array.isArray(node)) return node.flatMap(refusalsIn);
  if (!isValidElement<{ children?: ReactNode }>(node)) return [];
  return node.type === FormRefusal ? [node.props as Refusal] : refusalsIn(node.props.children);
};

test('what a long form was answered takes the focus: a refusal each time, rules gone beyond when they are others', () => {
  const words = { label: {} } as Parameters<typeof WhenAndWho>[0]['words'];
  const own = {} as Parameters<typeof WhenAndWho>[0]['own'];
  const shown = WhenAndWho({ hidden: {}, initial: {}, fixedLength: null, questions: [], words, own });
  const [refused, beyond, ...rest] = refusalsIn(shown);
  expect(refused).toMatchObject({ message: answer.message, of: answer });
  expect(beyond).toMatchObject({ kind: 'attention', of: 'too_soon' });
  expect(rest).toEqual([]);
});
