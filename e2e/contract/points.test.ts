import { expect } from 'vitest';
import { QUESTIONS } from './points/all';
import { suite } from './suite';

/** What the documents leave open, asked of whoever answers; the table at the end of `npm run contract` is made of it. */
const { test } = suite();

for (const { point, asks, needs, ask } of QUESTIONS) {
  test(
    `[${point}] ${asks}`,
    async (on, record) => {
      const observed = await ask(on);
      expect(observed).toMatch(/./);
      expect(observed).not.toContain('undefined');
      record({ point, asks, observed });
    },
    needs,
    true,
  );
}
