import type { Prisma } from '@/lib/db/generated/client';
import type { Answer } from '@/lib/question';

/** What stands in `booking.answers`; whatever else may stand there says nothing. */
export const answersOf = (stored: Prisma.JsonValue): Answer[] =>
  (Array.isArray(stored) ? stored : []).flatMap((one) => {
    const { label, answer, kind, questionId } = (one ?? {}) as Record<string, unknown>;
    if (typeof label !== 'string') return [];
    const which = typeof questionId === 'number' && { questionId };
    return [{ label, answer: String(answer ?? ''), ...(kind === 'yes' && { kind }), ...which }];
  });
