import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn.outlook'))('title') };
}

const ANSWERS = ['approved', 'not_approved', 'callback_invalid', 'callback_expired', 'not_signed_in'] as const;

/** Whoever was connecting begins there again. */
const AGAIN = new Set<string>(['callback_invalid', 'callback_expired', 'not_signed_in']);

type Props = { searchParams: Promise<{ answer?: string }> };

/** Where Microsoft's answers end that lead to no page of ours: approvals, and whatever belongs to no request. */
export default async function OutlookAnswerPage({ searchParams }: Props) {
  const given = (await searchParams).answer;
  const answer = ANSWERS.find((one) => one === given) ?? 'callback_invalid';
  const t = await getTranslations('signIn.outlook');
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="flex flex-col items-start gap-6">
        <Notice kind={answer === 'approved' ? 'success' : 'attention'}>{t(answer)}</Notice>
        <div className="flex flex-wrap gap-3">
          {AGAIN.has(answer) && <LinkButton href="/desk/calendar">{t('calendar')}</LinkButton>}
          <LinkButton href="/" variant={AGAIN.has(answer) ? 'secondary' : 'primary'}>
            {t('home')}
          </LinkButton>
        </div>
      </div>
    </>
  );
}
