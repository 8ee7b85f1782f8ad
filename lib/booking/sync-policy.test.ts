import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policyChoices, syncPolicy } from './sync-policy';

test('the first choice of each is the default', () => {
  for (const kind of ['space', 'person'] as const)
    for (const [name, choices] of Object.entries(policyChoices[kind]))
      expect(syncPolicy(kind, {})).toHaveProperty(name, choices[0]);
});

test('whatever the column holds, every answer is one of the choices', () => {
  fc.assert(
    fc.property(fc.constantFrom('space' as const, 'person' as const), fc.anything(), (kind, stored) => {
      const policy = syncPolicy(kind, stored);
      for (const [name, choices] of Object.entries(policyChoices[kind]))
        expect(choices).toContain(policy[name as keyof typeof policy]);
    }),
  );
});

test('what is stored counts', () => {
  expect(syncPolicy('space', { moved: 'accept', stale: 'closed', deleted: 'nonsense' })).toMatchObject({
    ...{ moved: 'accept', stale: 'closed', deleted: 'put_back', foreign: 'stands' },
  });
});
