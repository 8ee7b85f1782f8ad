import type { Fault } from '../faults';
import { effectSchema, type FaultEffect, suitsRequest } from './effects';

/** A request may bring its own trouble: `x-stand-in-fault: reset_after_commit` or an effect as JSON. */
export const FAULT_HEADER = 'x-stand-in-fault';

/** `wrong`: the header names no effect, or none that such a request can meet. */
export function faultFromHeader(request: Request, operation: string, inBatch: boolean): Fault | 'wrong' | null {
  const text = request.headers.get(FAULT_HEADER);
  if (text === null) return null;
  const parsed = effectSchema.safeParse(readEffect(text));
  if (!parsed.success || !suitsRequest(parsed.data, operation, inBatch)) return 'wrong';
  const effect: FaultEffect = parsed.data;
  const terms = { times: 1, left: 0, skip: 0, probability: 1, seed: text, until: null, seen: 1, used: 1 };
  return { id: FAULT_HEADER, where: {}, effect, ...terms };
}

function readEffect(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.trim();
  }
}
