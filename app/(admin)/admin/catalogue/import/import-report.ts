import { getTranslations } from 'next-intl/server';
import type { FieldProblem } from '@/lib/field-problem';
import type { ImportPreview } from '@/lib/usecases/import-table';

/** Problems that only a table has; all others are those of the form's fields. */
const OF_TABLES = [
  ...(['csv_quote', 'cells', 'unknown_column', 'double_column', 'missing_column', 'too_many', 'nothing'] as const),
  ...(['unknown_name', 'unknown_id', 'twice', 'rules_elsewhere'] as const),
] as const;

/** What an import would do, in words, and what it is said yes to with. */
export type ImportReport = {
  kind: string;
  table: string;
  fingerprint: string | null;
  summary: string;
  problems: string[];
  created: string[];
  changed: string[];
  switchedOff: string[];
};

export async function importReport(kind: string, table: string, preview: ImportPreview): Promise<ImportReport> {
  const { planned, unchanged, problems, switchedOff, fingerprint } = preview;
  const [t, refusal] = [await getTranslations('catalogue.import'), await getTranslations('refusal.field')];
  const created = planned.filter(({ id }) => id === null);
  const changed = planned.filter(({ id }) => id !== null);
  const words = (problem: ImportPreview['problems'][number]['problem']): string => {
    const own = OF_TABLES.find((one) => one === problem);
    return own ? t(`problem.${own}`) : refusal(problem as FieldProblem);
  };
  return {
    ...{ kind, table, fingerprint },
    summary: t('summary', { created: created.length, changed: changed.length, unchanged, problems: problems.length }),
    problems: problems.map((one) => {
      const { line, column, problem } = one;
      const said = { line, column, problem: words(problem) };
      const text = 'text' in one ? short(one.text ?? '') : '';
      return t(text ? 'atCell' : column ? 'atColumn' : 'atLine', { ...said, text });
    }),
    created: created.map(({ cells: { name = '', location, category } }) => {
      const place = [category, location].filter(Boolean).join(', ');
      return place ? t('created', { name, place }) : name;
    }),
    changed: changed.map(({ was, cells, columns }) =>
      t('changed', {
        name: was?.name ?? '',
        columns: columns
          .map((column) => `${column}: ${short(was?.[column] || '–')} → ${short(cells[column] || '–')}`)
          .join('; '),
      }),
    ),
    switchedOff: switchedOff.map(({ name, bookings }) => t('switchedOff', { name, count: bookings })),
  };
}

/** A cell may hold a page of text; its beginning is enough to find it. */
const short = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
