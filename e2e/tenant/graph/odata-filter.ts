import { extendedPropertyId } from './extended-property';
import { compare, type FilterKind, mustBeAlike, mustBeText, type Operator } from './filter-values';
import { badRequest } from './problem';

/** `$filter`: a small recursive parser that makes a test out of the text. */
export type FilterSubject = {
  value(path: string): unknown;
  /** The items of a collection that `Any(x: …)` runs over. */
  items(path: string): FilterSubject[];
};
export type FilterTest = (subject: FilterSubject) => boolean;
/** Throws when a path may not be filtered by; `collection`: when `Any` may not run over it. */
export type FilterRules = {
  path(path: string): void;
  collection(path: string): void;
  /** Of what type a path is, where that is known; only like is compared with like. */
  kind?(path: string): FilterKind;
};
export type Filter = { test: FilterTest; paths: string[]; collections: string[] };

type Operand = { of: (subject: FilterSubject) => unknown; kind?: FilterKind | undefined; path?: string; text?: string };

const TOKENS = /\s*(?:('(?:[^']|'')*')|([A-Za-z_@][\w@.]*(?:\/[A-Za-z_][\w.]*)*)|(-?\d[\w:.+-]*)|([(),:]))/y;

export function parseFilter(text: string, rules: FilterRules): Filter {
  const parser = new FilterParser(tokenize(text), rules);
  const test = parser.or(null);
  parser.end();
  return { test, paths: parser.paths, collections: parser.collections };
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
  readonly paths: string[] = [];
  readonly collections: string[] = [];
  private at = 0;
  constructor(
    private readonly tokens: string[],
    private readonly rules: FilterRules,
  ) {}

  /** `variable`: what stands for one item, inside `Any`. */
  or(variable: string | null): FilterTest {
    let left = this.and(variable);
    while (this.accept('or')) {
      const first = left;
      const second = this.and(variable);
      left = (subject) => first(subject) || second(subject);
    }
    return left;
  }

  end(): void {
    if (this.at < this.tokens.length) throw this.wrong();
  }

  private and(variable: string | null): FilterTest {
    let left = this.unary(variable);
    while (this.accept('and')) {
      const first = left;
      const second = this.unary(variable);
      left = (subject) => first(subject) && second(subject);
    }
    return left;
  }

  private unary(variable: string | null): FilterTest {
    if (this.accept('not')) {
      const inner = this.unary(variable);
      return (subject) => !inner(subject);
    }
    if (this.accept('(')) {
      const inner = this.or(variable);
      this.expect(')');
      return inner;
    }
    const word = this.tokens[this.at] ?? '';
    if (/\/any$/i.test(word)) return this.any();
    if (/^(contains|startswith)$/i.test(word)) return this.textFunction(variable);
    if (this.tokens[this.at + 1] === '(' && word.toLowerCase() !== 'cast') {
      throw badRequest(`An unknown function with name '${word}' was found.`);
    }
    return this.comparison(variable);
  }

  private any(): FilterTest {
    const path = this.next().replace(/\/any$/i, '');
    this.rules.collection(path);
    this.collections.push(path.toLowerCase());
    this.expect('(');
    const variable = this.next();
    this.expect(':');
    const inner = this.or(variable);
    this.expect(')');
    return (subject) => subject.items(path).some(inner);
  }

  private textFunction(variable: string | null): FilterTest {
    const name = this.next().toLowerCase();
    this.expect('(');
    const left = this.operand(variable);
    this.expect(',');
    const right = this.operand(variable);
    this.expect(')');
    mustBeText(name, [left.kind, right.kind]);
    return (subject) => {
      const text = String(left.of(subject) ?? '').toLowerCase();
      const part = String(right.of(subject) ?? '').toLowerCase();
      return name === 'contains' ? text.includes(part) : text.startsWith(part);
    };
  }

  private comparison(variable: string | null): FilterTest {
    const left = this.operand(variable);
    const operator = this.next().toLowerCase();
    if (!isOperator(operator)) throw this.wrong();
    const right = this.operand(variable);
    mustBeAlike(operator, left.kind, right.kind);
    if (variable && left.path === `${variable}/id` && right.text !== undefined) {
      const id = extendedPropertyId(right.text);
      return (subject) => compare(operator, left.of(subject), id);
    }
    return (subject) => compare(operator, left.of(subject), right.of(subject));
  }

  private operand(variable: string | null): Operand {
    const token = this.next();
    if (token.startsWith("'")) {
      const text = token.slice(1, -1).replaceAll("''", "'");
      return { of: () => text, text, kind: 'Edm.String' };
    }
    if (/^-?\d/.test(token)) {
      const isTime = Number.isNaN(Number(token));
      const value = isTime ? token : Number(token);
      return { of: () => value, kind: isTime ? 'Edm.DateTimeOffset' : 'Edm.Int32' };
    }
    if (/^(true|false)$/i.test(token)) return { of: () => token.toLowerCase() === 'true', kind: 'Edm.Boolean' };
    if (token === 'null') return { of: () => null };
    if (token.toLowerCase() === 'cast' && this.accept('(')) return this.cast(variable);
    if (!/^[A-Za-z_]/.test(token)) throw this.wrong();
    if (variable && (token === variable || token.startsWith(`${variable}/`))) {
      const inner = token.slice(variable.length + 1);
      if (!['', 'id', 'value'].includes(inner)) throw badRequest(`Could not find a property named '${inner}'.`);
      return { of: (subject) => subject.value(inner), path: token, kind: 'Edm.String' };
    }
    this.rules.path(token);
    this.paths.push(token);
    return { of: (subject) => subject.value(token), path: token, kind: this.rules.kind?.(token) };
  }

  private cast(variable: string | null): Operand {
    const inner = this.operand(variable);
    this.expect(',');
    const type = this.next();
    if (!/^Edm\.(Int16|Int32|Int64|Double|Decimal)$/.test(type)) throw badRequest(`Cannot cast to '${type}'.`);
    this.expect(')');
    return { of: (subject) => Number(inner.of(subject)), kind: 'Edm.Int32' };
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

function isOperator(text: string): text is Operator {
  return /^(eq|ne|gt|ge|lt|le)$/.test(text);
}
