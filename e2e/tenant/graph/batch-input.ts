import { z } from 'zod';
import { badRequest } from './problem';

/** The envelope of a batch. Ids are compared without case; `key` and `dependsOn` are in that form. */
export type BatchPart = {
  id: string;
  key: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: unknown;
  dependsOn: string[];
};

const MOST_PARTS = 20;

const partSchema = z.strictObject({
  id: z.string().min(1),
  method: z.string().regex(/^(GET|POST|PATCH|PUT|DELETE)$/i),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).nullish(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).nullish(),
});
const schema = z.strictObject({ requests: z.array(partSchema).min(1) });

export function readBatch(body: unknown): BatchPart[] {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw badRequest('Invalid batch payload format.');
  const { requests } = parsed.data;
  if (requests.length > MOST_PARTS) {
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${MOST_PARTS}.`);
  }
  const parts = requests.map(({ headers, dependsOn, method, ...part }) => ({
    ...part,
    method: method.toUpperCase(),
    key: part.id.toLowerCase(),
    headers: headers ?? {},
    dependsOn: (dependsOn ?? []).map((id) => id.toLowerCase()),
  }));
  const keys = new Set(parts.map(({ key }) => key));
  if (keys.size !== parts.length) throw badRequest('Request Id is reused. Each request id must be unique.');
  for (const { key, dependsOn } of parts) {
    const isWrong = dependsOn.some((id) => id === key || !keys.has(id));
    if (isWrong) throw badRequest('The dependsOn members of the batch cannot be resolved.');
  }
  return parts;
}

/** All parallel, strictly one after the other, or all waiting for the same one. */
export function mustBeKnownPattern(parts: BatchPart[]): void {
  const waiting = parts.filter(({ dependsOn }) => dependsOn.length > 0);
  if (waiting.length === 0) return;
  const isSerial = parts.every(({ dependsOn }, at) => {
    return at === 0 ? dependsOn.length === 0 : dependsOn.length === 1 && dependsOn[0] === parts[at - 1]?.key;
  });
  const first = waiting[0]?.dependsOn.join();
  const isFan = waiting.length === parts.length - 1 && waiting.every(({ dependsOn }) => dependsOn.join() === first);
  if (isSerial || (isFan && waiting[0]?.dependsOn.length === 1)) return;
  throw badRequest('The pattern of dependsOn in the batch is not supported.');
}
