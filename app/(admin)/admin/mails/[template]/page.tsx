import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { locales } from '@/lib/messages/locales';
import { type MailTemplateView, viewMailTemplate } from '@/lib/usecases/view-mail-template';
import { TemplateForm } from './template-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mails'))('title') };
}

type Props = {
  params: Promise<{ template: string }>;
  searchParams: Promise<{ location?: string; done?: string }>;
};

export default async function MailTemplatePage({ params, searchParams }: Props) {
  const { template } = await params;
  const { location, done } = await searchParams;
  const actor = await personOrSignIn(`/admin/mails/${encodeURIComponent(template)}?location=${Number(location)}`);
  const answer = await viewMailTemplate(actor, { template, location });
  if (!answer.ok) return refusedPage(answer.refusal);
  const view = answer.value;
  const t = await getTranslations('mails');
  return (
    <>
      <PageHeader
        title={`${t(`name.${view.template}`)} · ${view.location.name}`}
        lead={t('template.lead')}
        crumbs={[{ href: `/admin/mails?location=${view.location.id}`, label: t('template.back') }]}
      />
      <div className="flex flex-col gap-8">
        {(done === 'saved' || done === 'reset') && <Notice kind="success">{t(`done.${done}`)}</Notice>}
        <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
          <Form view={view} />
          <Variables view={view} />
        </div>
      </div>
    </>
  );
}

async function Form({ view: { template, location, words } }: { view: MailTemplateView }) {
  const t = await getTranslations('mails');
  const isOwn = locales.some((locale) => words[locale].isOwn);
  return (
    <TemplateForm
      // Stored anew, the fields begin anew.
      key={JSON.stringify(words)}
      hidden={{ template, location: location.id }}
      languages={locales.map((locale) => ({
        ...{ locale, name: t(`languages.${locale}`), subject: words[locale].subject, body: words[locale].body },
        previewTitle: t('template.previewTitle', { language: t(`languages.${locale}`) }),
        state: words[locale].isOwn ? t('own', { languages: t(`languages.${locale}`) }) : t('ours'),
      }))}
      mayReset={isOwn}
      words={{
        ...{ subject: t('template.subject'), body: t('template.body'), bodyHint: t('template.bodyHint') },
        ...{ preview: t('template.preview'), previewing: t('template.previewing'), save: t('template.save') },
        ...{ saving: t('template.saving'), reset: t('template.reset'), previewLead: t('template.previewLead') },
        ...{ asHtml: t('template.asHtml'), asText: t('template.asText'), subjectIs: t('template.subjectIs') },
        errorTitle: t('errorTitle'),
      }}
    />
  );
}

async function Variables({ view: { variables } }: { view: MailTemplateView }) {
  const t = await getTranslations('mails');
  return (
    <aside aria-labelledby="variables" className="flex flex-col gap-3">
      <h2 id="variables" className="text-lg font-semibold">
        {t('template.variables')}
      </h2>
      <p className="text-sm text-ink-soft">{t('template.variablesLead')}</p>
      <dl className="divide-y divide-line rounded-md border border-line bg-surface px-4">
        {variables.map((name) => (
          <div key={name} className="py-2">
            <dt>
              <code className="text-sm">{`{${name}}`}</code>
            </dt>
            <dd className="text-sm text-ink-soft">{t(`variable.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
