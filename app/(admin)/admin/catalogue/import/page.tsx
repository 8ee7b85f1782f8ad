import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { TABLE_BYTES } from '@/lib/usecases/import-spaces';
import { SPACE_COLUMNS } from '@/lib/usecases/space-columns';
import { ImportForm } from './import-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('catalogue.import'))('title') };
}

export default async function ImportPage() {
  const actor = await personOrSignIn('/admin/catalogue/import');
  if (actor.role !== 'admin') return null;
  const [t, all] = [await getTranslations('catalogue.import'), await getTranslations('catalogue')];
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/admin/catalogue', label: all('title') }]} />
      <div className="flex flex-col gap-6">
        <Card title={t('exportTitle')} id="export">
          <p className="prose-width mb-4">{t('exportText')}</p>
          <LinkButton href="/admin/catalogue/spaces.csv" plain>
            {t('export')}
          </LinkButton>
        </Card>
        <Card title={t('importTitle')} id="import">
          <p className="prose-width mb-2">{t('importText')}</p>
          <p className="prose-width mb-2">{t('columnsText')}</p>
          <p className="mb-4 text-sm break-words">
            <code>{SPACE_COLUMNS.join(', ')}</code>
          </p>
          <ImportForm
            mostBytes={TABLE_BYTES}
            words={{
              ...{
                file: t('file'),
                tooBig: t('tooBig'),
                fileHint: t('fileHint'),
                look: t('look'),
                looking: t('looking'),
              },
              ...{ problem: all('problem'), problems: t('problems'), new: t('new'), different: t('different') },
              ...{ off: t('off'), save: t('save'), saving: all('saving') },
            }}
          />
        </Card>
      </div>
    </>
  );
}
