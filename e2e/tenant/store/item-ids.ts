import { dateOfDay, dayOfDate } from '../calendar/days';
import type { Random } from '../random';
import type { Mailbox } from './mailbox';

/** The two kinds of item id. Both are case-sensitive and name the mailbox, the item and, for an occurrence, its date. */
export type IdKind = 'rest' | 'immutable';
export type Keys = { key: string; folderKey: string; epoch?: number };
export type ParsedId = { key: string; date: string | null; epoch: number };

const NO_DATE = 'AAAAAAAA';
const SHAPE = /^(AAMkADBGAAAA|AAkALgAAAAAA)([A-Za-z0-9_-]{88})([A-Za-z0-9_-]{32})([A-Za-z0-9]{8})AAA=$/;

export function itemId(mailbox: Mailbox, item: Keys, date: string | null, kind: IdKind): string {
  const day = date ? dayPart(date, item.epoch ?? 0) : NO_DATE;
  return kind === 'immutable'
    ? `AAkALgAAAAAA${mailbox.idPart}${item.key}${day}AAA=`
    : `AAMkADBGAAAA${mailbox.idPart}${item.folderKey}${day}AAA=`;
}

/** `malformed`: no id at all. `foreign`: an id, but of nothing in this mailbox. */
export function parseItemId(mailbox: Mailbox, id: string): ParsedId | 'malformed' | 'foreign' {
  const match = SHAPE.exec(id);
  if (!match) return /^[A-Za-z0-9_-]{60,}=*$/.test(id) ? 'foreign' : 'malformed';
  const [, , part, key, day] = match;
  if (part !== mailbox.idPart || !key || !day) return 'foreign';
  const read = readDayPart(day);
  return read ? { key, ...read } : 'foreign';
}

/** A series that was moved names its days in another way, so that no older id leads to an occurrence. */
function dayPart(date: string, epoch: number): string {
  if (epoch === 0) return date.replaceAll('-', '');
  return `Z${dayOfDate(date).toString(36).padStart(4, '0')}${(epoch % 36 ** 3).toString(36).padStart(3, '0')}`;
}

function readDayPart(day: string): Omit<ParsedId, 'key'> | null {
  if (day === NO_DATE) return { date: null, epoch: 0 };
  if (/^\d{8}$/.test(day)) return { date: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`, epoch: 0 };
  if (!/^Z[0-9a-z]{7}$/.test(day)) return null;
  return { date: dateOfDay(Number.parseInt(day.slice(1, 5), 36)), epoch: Number.parseInt(day.slice(5), 36) };
}

/**
 * Now and then a key differs from an older one in the case of a single letter, or by `-` against `_`, as happens in
 * Exchange. An event takes two keys, so the last but one is of the same kind.
 */
export function newKey(ids: Random, mailbox: Mailbox): string {
  const older = mailbox.madeKeys.length % 5 === 4 ? mailbox.madeKeys.at(-2) : undefined;
  const swap = mailbox.madeKeys.length % 20 < 10 ? swapCaseOfOneLetter : swapOneDash;
  const made = (older && swap(older)) || ids.token(32);
  const key = mailbox.byKey.has(made) ? ids.token(32) : made;
  mailbox.madeKeys.push(key);
  if (mailbox.madeKeys.length > 100) mailbox.madeKeys.splice(0, 50);
  return key;
}

function swapOneDash(text: string): string | undefined {
  const at = text.search(/[-_]/);
  if (at < 0) return swapCaseOfOneLetter(text);
  return text.slice(0, at) + (text.charAt(at) === '-' ? '_' : '-') + text.slice(at + 1);
}

function swapCaseOfOneLetter(text: string): string | undefined {
  const at = text.search(/[A-Za-z]/);
  if (at < 0) return undefined;
  const letter = text.charAt(at);
  const swapped = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return text.slice(0, at) + swapped + text.slice(at + 1);
}
