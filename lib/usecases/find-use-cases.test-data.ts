import fs from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(process.cwd(), 'lib/usecases');

/** A function that this room exports and that may read or write: whatever does not wait for anything cannot. */
export type FoundUse = {
  /** `viewFeatures@view-features`: two files may have one name. */
  key: string;
  name: string;
  file: string;
  /** Names of what it takes after the actor. */
  takes: string[];
  /** `asked`: takes an actor and answers with a result, as `book-space` does; `of`: takes an actor; `open`: takes none. */
  kind: 'asked' | 'of' | 'open';
};

const EXPORTED =
  /^export (async )?(?:function|const) (\w+)(?: = (async )?)?(?:<[^>]*>)?\(([^()]*(?:\([^()]*\)[^()]*)*)\)(?:: ([^\n]*))?/gm;

/** Found by its shape, so that a new one is found too. */
export function findUseCases(): FoundUse[] {
  return fs
    .readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts') && !file.includes('.test'))
    .flatMap((file) => usesIn(fs.readFileSync(path.join(FOLDER, file), 'utf8'), file));
}

function usesIn(text: string, file: string): FoundUse[] {
  return [...text.matchAll(EXPORTED)].flatMap(([, early, name = '', late, args = '', answer = '']) => {
    if (!early && !late && !answer.startsWith('Promise<')) return [];
    const [, rest] = /^\s*\w+: (?:Actor|Person)\b([\s\S]*)$/.exec(args) ?? [];
    const takes = [...(rest ?? '').matchAll(/(?:^|,)\s*(\w+)\??:/g)].map(([, one = '']) => one);
    const kind = rest === undefined ? 'open' : answer.startsWith('Promise<Result<') ? 'asked' : 'of';
    return [{ key: `${name}@${file.replace(/\.ts$/, '')}`, name, file, takes, kind }];
  });
}
