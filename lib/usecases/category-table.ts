import { z } from 'zod';
import { lastPlace } from '@/lib/db/catalogue-order';
import { categorySheet, locationSheet, otherCategories, type SheetCategory } from '@/lib/db/catalogue-sheet';
import { type CategoryRules, writeCategoryRules } from '@/lib/db/category-rules';
import type { Tx } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { numberField } from './catalogue-fields';
import type { CatalogueTable } from './catalogue-table';
import { categoryRulesInput, rulesOf } from './category-rules-input';
import { saveCategoryInput } from './save-category';
import { byName, type Cells, cellsOf, columnProblems, formOf, yesNoField } from './table-cells';

const WORDS = ['name', 'order', 'access', 'active', 'picture', 'description', 'terms', 'nicknames'] as const;

const RULES = [
  ...(['step_minutes', 'min_minutes', 'max_minutes', 'default_minutes', 'min_notice_minutes'] as const),
  ...(['lead_until_end', 'window_days', 'rollover_minute', 'setup_minutes', 'cleanup_minutes'] as const),
  ...(['gap_minutes', 'gap_scope', 'cancel_by_minutes', 'mediation', 'sign_in_required'] as const),
] as const;

/** As the tables have them. */
const USUAL: Cells = {
  ...{ step_minutes: '30', min_minutes: '30', max_minutes: '120', default_minutes: '60', min_notice_minutes: '0' },
  ...{ lead_until_end: 'no', window_days: '14', rollover_minute: '0', setup_minutes: '0', cleanup_minutes: '0' },
  ...{ gap_minutes: '0', gap_scope: 'category', cancel_by_minutes: '0', mediation: 'no' },
};

const lineFields = saveCategoryInput.omit({ id: true, locationId: true, groups: true }).extend({
  ...{ nicknames: yesNoField, active: yesNoField, order: numberField(0, 1_000_000) },
  ...{ leadUntilEnd: yesNoField, mediation: yesNoField, rolloverMinute: numberField(0, 1439) },
  signInRequired: z.enum(['yes', 'no', ''], { error: 'invalid' }),
});

/**
 * Categories of spaces with their texts and those rules that are one number or word each. A new one gets the rules of its
 * line; those of a category that is there already are changed on their own page, since that shows which bookings they
 * would meet (own reading).
 */
export const categoryTable: CatalogueTable = {
  columns: ['id', 'location', ...WORDS, ...RULES],
  needed: ['location', 'name'],
  unique: ['location', 'name'],
  initial: { access: 'public', active: 'yes', nicknames: 'no', ...USUAL },
  filled: ['order', 'access', 'active', 'nicknames', ...Object.keys(USUAL)],
  place: (id) => ({ categoryId: id }),
  sheet: async (tx) => {
    const [categories, locations] = [await categorySheet(tx), await locationSheet(tx)];
    const stored = categories.map((one) => ({ id: one.id, cells: cellsOfCategory(one) }));
    const taken = (await otherCategories(tx)).map(({ name, location }) => ({ name, location: location.name }));
    return {
      ...{ stored, taken },
      judge: (cells, id) => {
        const location = byName(locations, cells.location ?? '');
        if (!location) return { problems: [{ column: 'location', problem: 'unknown_name' }] };
        const known = stored.find((one) => one.id === id)?.cells;
        if (known && known.location !== location.name)
          return { problems: [{ column: 'location', problem: 'other_location' }] };
        const shape = parse(lineFields, formOf(cells));
        if (!shape.ok) return { problems: columnProblems(shape.refusal) };
        const others = known ? RULES.filter((column) => cells[column] !== known[column]) : [];
        if (others.length > 0)
          return { problems: others.map((column) => ({ column, problem: 'rules_elsewhere' as const })) };
        const rules = known ? null : parse(categoryRulesInput, ruleForm(cells));
        if (rules && !rules.ok) return { problems: columnProblems(rules.refusal) };

        const { leadUntilEnd: _, mediation: __, rolloverMinute: ___, signInRequired: ____, ...words } = shape.value;
        const inOrder = Object.fromEntries(RULES.map((column) => [column, cells[column] ?? '']));
        return {
          cells: { ...cellsOf({ ...words, id, location: location.name }), ...inOrder },
          write: (db) => write(db, id, location.id, words, rules && rulesOf(rules.value)),
        };
      },
    };
  },
};

function cellsOfCategory({ position, location, ...category }: SheetCategory): Cells {
  const all = cellsOf({ ...category, order: position, location: location.name });
  return Object.fromEntries(categoryTable.columns.map((column) => [column, all[column] ?? '']));
}

/** The cells of rules as the form of rules sends them. */
function ruleForm(cells: Cells): Record<string, string> {
  const { leadUntilEnd, mediation, rolloverMinute, signInRequired, ...numbers } = formOf(cells);
  const two = (number: number) => String(number).padStart(2, '0');
  const minute = Number(rolloverMinute);
  return {
    ...numbers,
    ...{ categoryId: '1', fixedPeriods: 'no', signInRequired: signInRequired || 'as_location' },
    rolloverMinute: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
    ...(leadUntilEnd === 'yes' && { leadUntilEnd }),
    ...(mediation === 'yes' && { mediation }),
  };
}

type Words = Omit<z.output<typeof lineFields>, 'leadUntilEnd' | 'mediation' | 'rolloverMinute' | 'signInRequired'>;

async function write(
  tx: Tx,
  id: number | null,
  locationId: number,
  { order, ...data }: Words,
  rules: CategoryRules | null,
): Promise<void> {
  const position = order ?? (await lastPlace(tx, 'category', `${locationId} space`));
  if (id !== null) await tx.category.update({ where: { id }, data: { ...data, position } });
  else {
    const made = await tx.category.create({ data: { ...data, locationId, kind: 'space', position } });
    if (rules) await writeCategoryRules(tx, made.id, rules);
  }
}
