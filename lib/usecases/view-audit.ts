import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { writeCsv } from '@/lib/csv';
import { type AuditFilter, type AuditRow, auditEntries, auditedPeople } from '@/lib/db/audit-log';
import { db } from '@/lib/db/client';
import { zoneOfLibrary } from '@/lib/db/library';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { isLocalDate, localDay } from '@/lib/time/zone';
import { type AuditSaid, type AuditWords, wordsOf } from './audit-names';

const missing = (given: unknown) => (given === '' ? undefined : given);
const date = z.preprocess(missing, z.string().refine(isLocalDate, 'not_date').optional());

/** What is asked for in the address: who, what, when, and where the last page ended. */
const viewAuditInput = z.object({
  person: z.preprocess(missing, z.union([z.literal('system'), z.coerce.number().int().positive()]).optional()),
  thing: z.preprocess(
    missing,
    z
      .string()
      .regex(/^[a-z_]{1,40}$/)
      .optional(),
  ),
  from: date,
  to: date,
  before: z.preprocess(
    missing,
    z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
  ),
});

type Asked = z.output<typeof viewAuditInput>;

export type AuditEntryView = Omit<AuditRow, 'detail'> & AuditWords;

export type AuditView = {
  entries: AuditEntryView[];
  /** The address of the next page goes on below this entry; null: there is none. */
  next: string | null;
  people: { id: number; name: string }[];
  /** The library's clock: dates of the filter and times of the list are of it. */
  timeZone: string;
  filter: { person: string; thing: string; from: string; to: string };
};

const PAGE = 50;
/** Spreadsheets hold a million lines; a file of more is not read by anybody. */
const MOST_LINES = 20_000;

/** What people and the system did, the newest first: for admins. A filter that is none is passed over. */
export async function viewAudit(actor: Actor, raw: unknown): Promise<Result<AuditView>> {
  const input = parse(viewAuditInput, raw);
  if (!can(actor, 'view_audit')) return refuse({ code: 'not_allowed' });
  const asked: Asked = input.ok ? input.value : {};
  const timeZone = await zoneOfLibrary(db());
  const rows = await auditEntries(db(), filterOf(asked, timeZone), PAGE + 1);
  const shown = rows.slice(0, PAGE);
  const { person, thing = '', from = '', to = '' } = asked;
  return ok({
    entries: await named(shown),
    next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
    people: await auditedPeople(db()),
    timeZone,
    filter: { person: person === undefined ? '' : String(person), thing, from, to },
  });
}

/** The same as a table: codes as they are on record, so that a program may read it; instants in UTC. */
export async function exportAudit(actor: Actor, raw: unknown): Promise<Result<string>> {
  const input = parse(viewAuditInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_audit')) return refuse({ code: 'not_allowed' });
  const rows = await auditEntries(db(), filterOf(input.value, await zoneOfLibrary(db())), MOST_LINES);
  const lines = (await named(rows)).map(({ id, at, by, act, subject, about, facts }) => [
    ...[id, at.toISOString(), by ? String(by.id) : '', by ? (by.name ?? '') : 'system', act, subject],
    about?.thing?.name ?? '',
    facts.map(lineOf).join('\n'),
  ]);
  return ok(writeCsv([['id', 'at', 'person_id', 'person', 'act', 'subject', 'name', 'detail'], ...lines]));
}

async function named(rows: AuditRow[]): Promise<AuditEntryView[]> {
  const wordsOfRow = await wordsOf(db(), rows);
  return rows.map((row) => {
    const { detail: _, ...rest } = row;
    return { ...rest, ...wordsOfRow(row) };
  });
}

/** Things by name and number. */
const lineOf = ({ name, value, before, after }: AuditWords['facts'][number]): string =>
  value === undefined
    ? `${name ? `${name}: ` : ''}${plain(before ?? [])} → ${plain(after ?? [])}`
    : `${name}: ${plain(value)}`;

const plain = (said: AuditSaid[]): string =>
  said
    .map((one) => (typeof one === 'string' ? one : one.thing?.name ? `${one.thing.name} (${one.id})` : one.id))
    .join('');

function filterOf({ person, thing, from, to, before }: Asked, timeZone: string): AuditFilter {
  return {
    ...{ person: person ?? null, thing: thing ?? null, before: before ?? null },
    from: from ? localDay(from, timeZone).start : null,
    to: to ? localDay(to, timeZone).end : null,
  };
}
