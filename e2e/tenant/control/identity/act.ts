import type { z } from 'zod';
import type { World } from '../../world';

/** One thing that a program may have happen to identities: the shape of its call, and what it does. */
export type IdentityAct = {
  action: string;
  schema: z.ZodType;
  run(world: World, body: unknown): Record<string, unknown> | undefined;
};

/** What `run` answers, if anything, becomes part of the answer to the call. */
export function act<Schema extends z.ZodType>(
  action: string,
  schema: Schema,
  run: (world: World, body: z.infer<Schema>) => unknown,
): IdentityAct {
  return {
    action,
    schema,
    run(world, body) {
      const told = run(world, body as z.infer<Schema>);
      return typeof told === 'object' && told !== null ? { ...told } : undefined;
    },
  };
}
