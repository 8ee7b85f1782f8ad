import { z } from 'zod';
import type { Check } from './about';
import { against } from './compare';

/** The envelope only: every part has passed on its own, by its own operation (GC §7). */
const part = z.strictObject({
  id: z.string().min(1),
  status: z.int().min(200).max(599),
  headers: z.record(z.string(), z.string()),
  body: z.unknown().optional(),
});

export const batchAnswer: Check = against(z.strictObject({ responses: z.array(part).max(20) }));
