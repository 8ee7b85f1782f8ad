import { z } from 'zod';
import type { GivenId } from './params';

/** An id of a path's list that leads nowhere is answered inside the list, beside the others (libcal-api §1). */
export const badIdAnswer = <N extends string>(name: N) =>
  z.object({ [name]: z.union([z.int(), z.string()]), error: z.string() } as Record<N, z.ZodType<number | string>> & {
    error: z.ZodString;
  });

/** As it was given, where it is no number. */
export const sayGiven = ({ given }: GivenId): number | string => (/^\d{1,9}$/.test(given) ? Number(given) : given);

export const numbersOf = (given: readonly GivenId[]): number[] => given.flatMap(({ id }) => (id === null ? [] : [id]));
