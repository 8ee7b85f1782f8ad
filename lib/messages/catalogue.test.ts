import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue';
import { type Locale, locales } from './locales';

type Tree = { [key: string]: string | Tree };

/** Every message of a language with its full key: "ui.grid.continue" → "Continue". */
function flat(tree: Tree, prefix = ''): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : [...flat(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

const messages = new Map(locales.map((locale) => [locale, flat(catalogue[locale])]));
const english = messages.get('en') ?? new Map<string, string>();

/** The arguments and tags that a message names, those within the branches of its plurals included. */
function placeholders(message: string): string[] {
  const found = braced(message.replaceAll(/'[{}<][^']*'/g, '')).flatMap((inner): string[] => {
    const [, name, kind = 'text', rest = ''] = /^\s*(\w+)\s*(?:,\s*(\w+)\s*(?:,([\s\S]*))?)?$/.exec(inner) ?? [];
    return [`${name}:${kind}`, ...(/^(plural|select)/.test(kind) ? braced(rest).flatMap(placeholders) : [])];
  });
  const tags = [...message.matchAll(/<(\w+)>/g)].map(([tag]) => tag);
  return [...new Set([...found, ...tags])].sort();
}

/** What stands in the outermost braces of a text. */
function braced(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let begin = 0;
  for (const [at, letter] of [...text].entries()) {
    if (letter === '{' && depth++ === 0) begin = at + 1;
    if (letter === '}' && --depth === 0) found.push([...text].slice(begin, at).join(''));
  }
  return found;
}

describe.each(locales.filter((locale) => locale !== 'en'))('the words in %s', (locale) => {
  const translated = messages.get(locale) ?? new Map<string, string>();

  it('have the same keys as the English ones', () => {
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('name the same arguments', () => {
    const differing = [...english].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(translated.get(key) ?? '').join(),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });
});

describe.each(locales)('each message in %s', (locale: Locale) => {
  const all = messages.get(locale) ?? new Map<string, string>();

  it('says something', () => {
    expect([...all].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });

  it('can be written with its arguments', () => {
    const faults: string[] = [];
    // The translator's keys are known to the compiler one by one; here they come from the files themselves.
    const write = createTranslator({
      locale,
      messages: catalogue[locale],
      onError: (error) => faults.push(error.message),
    }).markup as (key: string, values: Record<string, unknown>) => string;
    for (const [key, text] of all) {
      const values = placeholders(text).map((one) => {
        const [name = '', kind] = one.split(':');
        if (name.startsWith('<')) return [name.slice(1, -1), (inner: string) => inner];
        return [name, kind === 'text' || kind === 'select' ? 'x' : 1];
      });
      write(key, Object.fromEntries(values));
    }
    expect(faults).toEqual([]);
  });
});

describe('the code', () => {
  it('asks only for words that exist', () => {
    const files = ['app', 'lib']
      .flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).map((path) => join(room, path)))
      .filter((path) => /\.tsx?$/.test(path) && !path.includes('generated') && !path.endsWith('.test.ts'));
    const missing = files.flatMap((file) => missingIn(readFileSync(file, 'utf8')).map((key) => `${file}: ${key}`));
    expect(files.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });

  it('is read rightly', () => {
    const code = `
      const t = await getTranslations('ui');
      t('copy'); t('nothing'); t.rich('grid.continue'); t(\`notice.\${kind}\`);
      const [u, locale] = [useTranslations('ui.grid'), useLocale()];
      u('continue'); u('copy'); other('x');
      (await getTranslations('shell'))('absent');
    `;
    expect(missingIn(code)).toEqual(['ui.nothing', 'ui.grid.copy', 'shell.absent']);
  });
});

const source = String.raw`(?:await\s+)?(?:useTranslations|getTranslations|translator)\(\s*(?:\w+,\s*)?'([\w.]+)'\s*\)`;

/** Keys asked for by name that no English file has, as far as they can be read off the text. */
function missingIn(code: string): string[] {
  const bindings: { at: number; name: string; namespace: string }[] = [];
  for (const match of code.matchAll(new RegExp(String.raw`const\s+(\w+)\s*=\s*${source}`, 'g'))) {
    bindings.push({ at: match.index, name: match[1] ?? '', namespace: match[2] ?? '' });
  }
  // const [t, locale] = [await getTranslations('desk'), await getLocale()]
  for (const match of code.matchAll(/const\s+\[([\w\s,]+)\]\s*=\s*\[([^\]]+)\]/g)) {
    const sources = (match[2] ?? '').split(/,(?![^(]*\))/);
    for (const [place, name] of (match[1] ?? '').split(',').entries()) {
      const namespace = new RegExp(source).exec(sources[place] ?? '')?.[1];
      if (namespace) bindings.push({ at: match.index, name: name.trim(), namespace });
    }
  }
  const asked: { at: number; key: string }[] = [];
  for (const match of code.matchAll(new RegExp(String.raw`\(\s*${source}\s*\)\('([\w.]+)'`, 'g'))) {
    asked.push({ at: match.index, key: `${match[1]}.${match[2]}` });
  }
  for (const match of code.matchAll(/\b(\w+)(?:\.(?:rich|markup|raw))?\(\s*'([\w.]+)'/g)) {
    const bound = bindings
      .filter(({ at, name }) => name === match[1] && at < match.index)
      .sort((a, b) => b.at - a.at)[0];
    if (bound) asked.push({ at: match.index, key: `${bound.namespace}.${match[2]}` });
  }
  return asked
    .sort((a, b) => a.at - b.at)
    .map(({ key }) => key)
    .filter((key) => !english.has(key) && ![...english.keys()].some((known) => known.startsWith(`${key}.`)));
}
