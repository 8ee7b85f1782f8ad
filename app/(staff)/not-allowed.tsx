import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { currentActor } from '@/lib/auth/actor';

/** Signed in, but not for this page, or not for the location that it is about: who may, and what to do. */
export async function NotAllowedHere() {
  const [actor, t] = [await currentActor(), await getTranslations('admin.notAllowed')];
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead', { name: actor.kind === 'person' ? actor.name : '' })} />
      <div className="flex flex-wrap gap-3">
        <LinkButton href="/" variant="primary">
          {t('home')}
        </LinkButton>
        <LinkButton href="/sign-in">{t('other')}</LinkButton>
      </div>
    </>
  );
}
