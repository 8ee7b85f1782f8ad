import { badRequest } from './problem';

/** `$filter`: a small recursive parser that makes a test out of the text. */
export type FilterSubject = {
  value(path: string): unknown;
  /** The items of a collection that `Any(x: …)` runs over; undefined when there is no such collection. */
  items(path: string): FilterSubject[] | undefined;
};
export type FilterTest = (subject: FilterSubject) => boolean;

/** Text whose case matters, such as the id of an extended property. */
export class ExactText {
  constructor(readonly text: string) {}
}

type Scope = { variable: string } | null;
type Operand = (subject: FilterSubject) => unknown;

const TOKENS = /\s*(?:('(?:[^']|'')*')|([A-Za-z_@][\w@.]*(?:\/[A-Za-z_][\w.]*)*)|(-?\d[\w:.+-]*)|([(),:]))/y;

export function parseFilter(text: string): FilterTest {
  const parser = new FilterParser(tokenize(text));
  const test = parser.or(null);
  parser.end();
  return test;
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  TOKENS.lastIndex = 0;
  while (text.slice(TOKENS.lastIndex).trim() !== '') {
    const match = TOKENS.exec(text);
    if (!match) throw badRequest(`Invalid filter clause: syntax error in '${text}'.`);
    tokens.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  }
  return tokens;
}

class FilterParser {
  private at = 0;
  constructor(private readonly tokens: string[]) {}

  or(scope: Scope): FilterTest {
    let left = this.and(scope);
    while (this.accept('or')) {
      const first = left;
      const second = this.and(scope);
      left = (subject) => first(subject) || second(subject);
    }
    return left;
  }

  end(): void {
    if (this.at < this.tokens.length) throw this.wrong();
  }

  private and(scope: Scope): FilterTest {
    let left = this.unary(scope);
    while (this.accept('and')) {
      const first = left;
      const second = this.unary(scope);
      left = (subject) => first(subject) && second(subject);
    }
    return left;
  }

  private unary(scope: Scope): FilterTest {
    if (this.accept('not')) {
      const inner = this.unary(scope);
      return (subject) => !inner(subject);
    }
    if (this.accept('(')) {
      const inner = this.or(scope);
      this.expect(')');
      return inner;
    }
    const word = this.tokens[this.at] ?? '';
    if (/\/any$/i.test(word)) return this.any();
    if (/^(contains|startswith|endswith)$/i.test(word)) return this.textFunction(scope);
    return this.comparison(scope);
  }

  private any(): FilterTest {
    const path = this.next().replace(/\/any$/i, '');
    this.expect('(');
    const variable = this.next();
    this.expect(':');
    const inner = this.or({ variable });
    this.expect(')');
    return (subject) => {
      const items = subject.items(path);
      if (!items) throw badRequest(`Could not find a property named '${path}' on type 'microsoft.graph.event'.`);
      return items.some(inner);
    };
  }

  private textFunction(scope: Scope): FilterTest {
    const name = this.next().toLowerCase();
    this.expect('(');
    const left = this.operand(scope);
    this.expect(',');
    const right = this.operand(scope);
    this.expect(')');
    return (subject) => {
      const text = String(left(subject) ?? '').toLowerCase();
      const part = String(right(subject) ?? '').toLowerCase();
      if (name === 'contains') return text.includes(part);
      return name === 'startswith' ? text.startsWith(part) : text.endsWith(part);
    };
  }

  private comparison(scope: Scope): FilterTest {
    const left = this.operand(scope);
    const operator = this.next().toLowerCase();
    if (!/^(eq|ne|gt|ge|lt|le)$/.test(operator)) throw this.wrong();
    const right = this.operand(scope);
    return (subject) => compare(operator, left(subject), right(subject));
  }

  private operand(scope: Scope): Operand {
    const token = this.next();
    if (token.startsWith("'")) {
      const text = token.slice(1, -1).replaceAll("''", "'");
      return () => text;
    }
    if (/^-?\d/.test(token)) return () => (Number.isNaN(Number(token)) ? token : Number(token));
    if (token === 'true' || token === 'false') return () => token === 'true';
    if (token === 'null') return () => null;
    if (token.toLowerCase() === 'cast' && this.accept('(')) return this.cast(scope);
    const path = scope && token.startsWith(`${scope.variable}/`) ? token.slice(scope.variable.length + 1) : token;
    return (subject) => subject.value(path);
  }

  private cast(scope: Scope): Operand {
    const inner = this.operand(scope);
    this.expect(',');
    this.next();
    this.expect(')');
    return (subject) => Number(inner(subject));
  }

  private accept(word: string): boolean {
    if (this.tokens[this.at]?.toLowerCase() !== word) return false;
    this.at += 1;
    return true;
  }

  private expect(word: string): void {
    if (!this.accept(word)) throw this.wrong();
  }

  private next(): string {
    const token = this.tokens[this.at];
    if (token === undefined) throw this.wrong();
    this.at += 1;
    return token;
  }

  private wrong() {
    return badRequest(`Invalid filter clause: unexpected '${this.tokens[this.at] ?? 'end'}'.`);
  }
}

/** Text compares without case, and times as text of the same length. */
function compare(operator: string, a: unknown, b: unknown): boolean {
  if (a instanceof ExactText) return (operator === 'ne') !== (a.text === b);
  const [left, right] = comparable(a, b);
  if (operator === 'eq') return left === right;
  if (operator === 'ne') return left !== right;
  if (left === null || right === null) return false;
  if (operator === 'gt') return left > right;
  if (operator === 'ge') return left >= right;
  return operator === 'lt' ? left < right : left <= right;
}

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

function timeOf(value: unknown): number | undefined {
  const text = String(value);
  if (!/^\d{4}-\d\d-\d\d(T|$)/.test(text)) return undefined;
  const ms = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) || text.length === 10 ? text : `${text.slice(0, 23)}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}
