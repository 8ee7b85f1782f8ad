import { z } from 'zod';

const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** Words with blanks, commas or lines between them, lower case, each once. */
export const wordsField = z
  .string()
  .max(100_000, 'too_long')
  .default('')
  .transform((text) =>
    [
      ...new Set(
        text
          .toLowerCase()
          .split(/[\s,;]+/)
          .filter(Boolean),
      ),
    ].sort(),
  );

/** Of e-mail addresses, with or without the @. */
export const domainsField = wordsField
  .transform((words) => [...new Set(words.map((word) => word.replace(/^@/, '')))])
  .refine((words) => words.every((word) => DOMAIN.test(word)), 'not_domain');
