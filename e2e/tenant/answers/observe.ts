import type { Observer } from '../dispatch';
import { differencesOf } from './differences';
import { recorder } from './record';

const MOST_KEPT = 20;
const record = process.env.TENANT_RECORD ? recorder(process.env.TENANT_RECORD) : undefined;
let found: string[] = [];

/** Hears every answer that tests get from a tenant in the same process and holds it against the contract. */
export const observeAnswer: Observer = (request, answer, operation) => {
  record?.(request, answer, operation);
  if (found.length >= MOST_KEPT) return;
  const differences = differencesOf(request, answer, operation);
  if (differences.length === 0) return;
  const { pathname, search } = new URL(request.url);
  const head = `${operation}: ${request.method} ${pathname}${decodeURIComponent(search)} → ${answer.status}`;
  found.push([head, ...differences.map((one) => `    ${one}`)].join('\n'));
};

/** What was found since the last time, and forgets it. */
export function takeDifferences(): string[] {
  const taken = found;
  found = [];
  return taken;
}
