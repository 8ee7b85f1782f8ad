import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { currentActor } from '@/lib/auth/actor';
import { viewDoorName } from '@/lib/usecases/view-door';
import { checkInAction } from './actions';
import { CheckInForm } from './check-in-form';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkIn.page');
  return { title: t('title'), referrer: 'same-origin', robots: { index: false } };
}

/** `space`: the QR code of a door leads here. `code`: so that a link may bring it along. */
type Props = { searchParams: Promise<{ code?: string | string[]; space?: string | string[] }> };

export default async function CheckInPage({ searchParams }: Props) {
  const { code, space } = await searchParams;
  const t = await getTranslations('checkIn.page');
  const name = typeof space === 'string' ? await viewDoorName(await currentActor(), space) : null;
  return (
    <>
      <PageHeader title={t('title')} lead={name ? t('leadSpace', { space: name }) : t('lead')} />
      <CheckInForm
        action={checkInAction}
        code={typeof code === 'string' ? code.slice(0, 12) : ''}
        words={{
          ...{ code: t('code'), codeHint: t('codeHint'), in: t('in'), inPending: t('inPending'), out: t('out') },
          ...{ outPending: t('outPending'), leaving: t('leaving'), leavingText: t('leavingText') },
          problem: t('problem'),
        }}
      />
      <p className="mt-8">
        <LinkButton href="/r" variant="quiet" plain>
          {t('another')}
        </LinkButton>
      </p>
    </>
  );
}
