import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/data-table';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { deskMay } from '@/lib/usecases/desk-may';
import { type BansView, viewBans } from '@/lib/usecases/view-bans';
import { BanActs } from './ban-acts';
import { banWords } from './ban-words';

type Query = { query?: string; state?: string; done?: string; count?: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('bans.list'))('title') };
}

const DONE = ['made', 'cancelled', 'lifted', 'changed'] as const;

export default async function BansPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { query, state, done: asked, count } = await searchParams;
  const actor = await personOrSignIn('/desk/bans');
  const now = new Date();
  const found = await viewBans(actor, { query, state }, now);
  const answer = found.ok ? found : await viewBans(actor, {}, now);
  if (!answer.ok) return refusedPage(answer.refusal);
  const t = await getTranslations('bans');
  const done = DONE.find((one) => one === asked);
  const [view, may] = [answer.value, deskMay(actor)];
  return (
    <>
      <PageHeader
        title={t('list.title')}
        lead={t('list.lead')}
        aside={
          may.ban && (
            <LinkButton href="/desk/bans/new" variant="primary">
              {t('list.new')}
            </LinkButton>
          )
        }
      />
      <div className="flex flex-col gap-6">
        {done && <Notice kind="success">{t(`done.${done}`, { count: Number(count) || 0 })}</Notice>}
        <Search view={view} />
        <Bans view={view} />
      </div>
    </>
  );
}

async function Search({ view: { query, state } }: { view: BansView }) {
  const t = await getTranslations('bans.list');
  return (
    <search>
      <form action="/desk/bans" method="get" className="flex flex-wrap items-end gap-4">
        <div className="min-w-0 basis-80">
          <TextField
            name="query"
            label={t('search')}
            hint={t('searchHint')}
            optional
            maxLength={100}
            defaultValue={query}
          />
        </div>
        <SelectField
          key={state}
          name="state"
          label={t('state')}
          choices={(['current', 'over'] as const).map((value) => ({ value, label: t(value) }))}
          defaultValue={state}
        />
        <SubmitButton variant="secondary">{t('find')}</SubmitButton>
      </form>
    </search>
  );
}

async function Bans({ view: { bans, query, state } }: { view: BansView }) {
  const [t, words] = [await getTranslations('bans.list'), await banWords()];
  if (bans.length === 0) {
    const isAll = query === '' && state === 'current';
    return <EmptyState title={t(isAll ? 'none' : 'noneFound')}>{t(isAll ? 'noneText' : 'noneFoundText')}</EmptyState>;
  }
  const hasActs = bans.some(({ mayChange }) => mayChange);
  const keys = ['who', 'where', 'reason', 'until', 'by', ...(hasActs ? (['acts'] as const) : [])] as const;
  const rows = bans.map((ban) => ({
    key: ban.id,
    cells: [
      <span key="who" className="block min-w-56 break-words">
        {ban.name && <span className="block">{ban.name}</span>}
        <span className="font-normal break-all text-ink-soft">{ban.email}</span>
      </span>,
      words.where(ban),
      <span key="reason" className="block min-w-48 whitespace-pre-line">
        {ban.reason}
      </span>,
      words.until(ban),
      ban.by ?? t('somebody'),
      ...(hasActs ? [ban.mayChange && <BanActs key="acts" ban={ban} />] : []),
    ],
  }));
  return <DataTable caption={t('caption')} columns={keys.map((key) => ({ key, label: t(key) }))} rows={rows} />;
}
