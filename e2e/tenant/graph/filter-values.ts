import { badRequest } from './problem';

/** How `$filter` compares: text without case, times as instants, ids of extended properties exactly. */
export class ExactText {
  constructor(readonly text: string) {}
}

/** Numbers of every width count as one type. */
export type FilterKind = 'Edm.String' | 'Edm.Boolean' | 'Edm.Int32' | 'Edm.DateTimeOffset' | undefined;

export type Operator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

export function compare(operator: Operator, a: unknown, b: unknown): boolean {
  if (a instanceof ExactText) return (operator === 'ne') !== (a.text === b);
  const [left, right] = comparable(a, b);
  if (operator === 'eq') return left === right;
  if (operator === 'ne') return left !== right;
  if (left === null || right === null) return false;
  if (operator === 'gt') return left > right;
  if (operator === 'ge') return left >= right;
  return operator === 'lt' ? left < right : left <= right;
}

/** Where both types are known they must be the same; `null` goes with every type. */
export function mustBeAlike(operator: Operator, a: FilterKind, b: FilterKind): void {
  if (a === undefined || b === undefined || a === b) return;
  throw badRequest(
    `A binary operator with incompatible types was detected. Found operand types '${a}' and '${b}' for operator kind '${OPERATOR_KINDS[operator]}'.`,
  );
}

export function mustBeText(name: string, kinds: FilterKind[]): void {
  if (kinds.every((kind) => kind === undefined || kind === 'Edm.String')) return;
  throw badRequest(`No function signature for the function with name '${name}' matches the specified arguments.`);
}

const OPERATOR_KINDS: Record<Operator, string> = {
  eq: 'Equal',
  ne: 'NotEqual',
  gt: 'GreaterThan',
  ge: 'GreaterThanOrEqual',
  lt: 'LessThan',
  le: 'LessThanOrEqual',
};

function comparable(a: unknown, b: unknown): [string | number | null, string | number | null] {
  if (a === null || a === undefined || b === null || b === undefined) return [simple(a), simple(b)];
  if (typeof a === 'number' && typeof b === 'number') return [a, b];
  const times = [timeOf(a), timeOf(b)] as const;
  if (times[0] !== undefined && times[1] !== undefined) return [times[0], times[1]];
  return [String(a).toLowerCase(), String(b).toLowerCase()];
}

function simple(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' ? value : String(value).toLowerCase();
}

/** Wall times without an offset are those of UTC. */
function timeOf(value: unknown): number | undefined {
  const text = String(value);
  if (!/^\d{4}-\d\d-\d\d(T|$)/.test(text)) return undefined;
  const ms = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) || text.length === 10 ? text : `${text.slice(0, 23)}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}
