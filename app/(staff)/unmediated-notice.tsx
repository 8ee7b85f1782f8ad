import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { currentActor } from '@/lib/auth/actor';
import { viewUnmediated } from '@/lib/usecases/view-requests';

/** A known trap of the field (libcal-domain §2.7): requests are switched on, and nobody is named to decide. */
export async function UnmediatedNotice() {
  const { names, mayName } = await viewUnmediated(await currentActor());
  if (names.length === 0) return null;
  const t = await getTranslations('mediation.unmediated');
  return (
    <div className="mb-6">
      <Notice
        kind="attention"
        title={t('title')}
        still
        {...(mayName && {
          action: (
            <LinkButton href="/admin/mediators" size="small">
              {t('action')}
            </LinkButton>
          ),
        })}
      >
        {t('text', { count: names.length, names: names.join(', ') })}
      </Notice>
    </div>
  );
}
