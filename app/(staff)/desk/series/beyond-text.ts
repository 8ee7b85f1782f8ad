import type { getTranslations } from 'next-intl/server';
import { BEYOND } from '../bookings/[publicId]/beyond-codes';

type Words = Awaited<ReturnType<typeof getTranslations<'move.beyond'>>>;

/** What staff went beyond, in words, each once. */
export const beyondTexts = (codes: readonly string[], t: Words): string[] =>
  BEYOND.filter((code) => codes.includes(code)).map((code) => t(code));
