import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewMailWay } from '@/lib/usecases/view-mail-way';
import { SendingWords } from './sending-words';
import { TestForm } from './test-form';
import { WayForm } from './way-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mails.sending'))('title') };
}

type Props = { searchParams: Promise<{ done?: string }> };

/** By which way mails leave, what IT has to do for it, and a mail to see that it works. */
export default async function SendingPage({ searchParams }: Props) {
  const { done } = await searchParams;
  const answer = await viewMailWay(await personOrSignIn('/admin/mails/sending'));
  if (!answer.ok) return refusedPage(answer.refusal);
  const view = answer.value;
  const [t, mails] = [await getTranslations('mails.sending'), await getTranslations('mails')];
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/admin/mails', label: mails('title') }]} />
      <div className="flex max-w-3xl flex-col gap-6">
        {done === 'saved' && <Notice kind="success">{t('done')}</Notice>}
        <Card>
          <SendingWords>
            <WayForm
              // Stored anew, the fields begin anew.
              key={JSON.stringify(view.way)}
              view={view}
            />
          </SendingWords>
        </Card>
        <Card title={t('testTitle')} id="test">
          <SendingWords>
            <TestForm view={view} />
          </SendingWords>
        </Card>
      </div>
    </>
  );
}
