import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { FEATURE_ICONS } from '@/lib/feature-icons';
import { catalogueTables, TABLE_NAMES, type TableName } from '@/lib/usecases/catalogue-tables';
import { mayImport, TABLE_BYTES } from '@/lib/usecases/import-table';
import { CATEGORY_PICTURES } from '@/lib/usecases/save-category';
import { ImportForm } from './import-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('catalogue.import'))('title') };
}

export default async function ImportPage() {
  const actor = await personOrSignIn('/admin/catalogue/import');
  if (!mayImport(actor)) return refusedPage({ code: 'not_allowed' });
  const [t, all] = [await getTranslations('catalogue.import'), await getTranslations('catalogue')];
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/admin/catalogue', label: all('title') }]} />
      <div className="flex flex-col gap-6">
        <Card title={t('exportTitle')} id="export">
          <p className="prose-width mb-4">{t('exportText')}</p>
          <ul className="flex flex-wrap gap-3">
            {TABLE_NAMES.map((kind) => (
              <li key={kind}>
                <LinkButton href={`/admin/catalogue/export/${kind}.csv`} plain>
                  {t('export', { file: `${kind}.csv` })}
                </LinkButton>
              </li>
            ))}
          </ul>
        </Card>
        <Card title={t('importTitle')} id="import">
          <p className="prose-width mb-4">{t('importText')}</p>
          <ImportForm
            mostBytes={TABLE_BYTES}
            kinds={TABLE_NAMES.map((kind) => ({ value: kind, label: t(`table.${kind}`) }))}
            words={{
              ...{ kind: t('kind'), kindHint: t('kindHint'), kindPrompt: t('kindPrompt') },
              ...{ file: t('file'), tooBig: t('tooBig'), fileHint: t('fileHint'), look: t('look') },
              ...{ looking: t('looking'), problem: all('problem'), problems: t('problems'), new: t('new') },
              ...{ different: t('different'), off: t('off'), save: t('save'), saving: all('saving') },
            }}
          />
        </Card>
        <Columns />
      </div>
    </>
  );
}

/** Columns that take certain words only. */
const CODES: Partial<Record<TableName, string>> = {
  categories: `picture: ${CATEGORY_PICTURES.join(', ')}`,
  features: `icon: ${FEATURE_ICONS.join(', ')}`,
};

/** What each table holds, for whoever writes one by hand. */
async function Columns() {
  const t = await getTranslations('catalogue.import');
  return (
    <Card title={t('columnsTitle')} id="columns">
      <p className="prose-width mb-4">{t('columnsText')}</p>
      <dl className="flex flex-col gap-4">
        {TABLE_NAMES.map((kind) => {
          const { columns, needed } = catalogueTables[kind];
          return (
            <div key={kind}>
              <dt className="font-semibold">{t(`table.${kind}`)}</dt>
              <dd>
                <p className="text-sm break-words">
                  <code>{columns.join(', ')}</code>
                </p>
                {CODES[kind] && (
                  <p className="text-sm break-words">
                    <code>{CODES[kind]}</code>
                  </p>
                )}
                <p className="prose-width text-sm text-ink-soft">
                  {t('needed', { columns: needed.join(', ') })} {t(`about.${kind}`)}
                </p>
              </dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}
