import { useLocale, useTranslations } from 'next-intl';
import { AgreementMark } from '@/app/_ui/agreement-mark';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { DataList } from '@/app/_ui/data-list';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { EndingFields } from '@/app/(staff)/ending-fields';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { formatDateTime } from '@/lib/messages/format';
import type { SpaceLinkView } from '@/lib/usecases/view-space-link';
import { changeAction, moveAction, revokeAction } from './actions';
import { CalendarTrouble } from './calendar-trouble';
import { StoppedNotice } from './stopped-notice';

type Props = { link: NonNullable<SpaceLinkView['link']>; active: boolean } & Pick<SpaceLinkView, 'space' | 'health'>;

/** The room this space is linked to, how both stand, and the ways to pause or part. */
export function LinkedCard({ link, space, active, health }: Props) {
  const [t, admin, locale] = [useTranslations('admin.space'), useTranslations('admin'), useLocale()];
  const at = (moment: Date | null) =>
    moment ? formatDateTime(moment, { locale, timeZone: space.timeZone }) : admin('never');
  const paused = link.state === 'paused' && link.stateReason === 'by_person';
  const stopped = link.state === 'paused' && !paused;
  const hidden = { spaceId: space.id };
  return (
    <Card
      title={t('linkedTitle')}
      id="linked"
      aside={
        <Badge tone={stopped ? 'attention' : paused ? 'off' : 'ok'}>
          {t(stopped ? 'stopped' : paused ? 'disabled' : 'enabled')}
        </Badge>
      }
    >
      {stopped && (
        <div className="mb-5">
          <StoppedNotice reason={link.stateReason} spaceId={space.id} />
        </div>
      )}
      {(health?.group === 'attention' || health?.group === 'held') && (
        <div className="mb-5">
          <CalendarTrouble row={health} timeZone={space.timeZone} quiet={stopped} />
        </div>
      )}
      <DataList
        entries={[
          { term: t('linkedRoom'), detail: <span className="break-all">{link.mailbox}</span> },
          {
            term: t('linkedAccount'),
            detail: (
              <span className="flex flex-wrap items-center gap-2">
                <span className="break-all">{link.mode === 'app' ? t('application') : link.account}</span>
                {link.accountStatus !== 'active' && <Badge tone="attention">{t(`status.${link.accountStatus}`)}</Badge>}
              </span>
            ),
          },
          { term: t('agreement'), detail: <AgreementMark state={link.agreement} /> },
          { term: t('changes'), detail: t(`changeMode.${link.changeMode}`) },
          { term: t('lastRead'), detail: at(link.lastReadAt) },
          { term: t('lastWrite'), detail: at(link.lastWriteAt) },
          { term: t('events'), detail: link.mirrors },
          { term: t('blocks'), detail: link.blocks },
        ]}
      />
      <div className="mt-6 flex flex-wrap items-start gap-4">
        <ActForm
          action={changeAction}
          hidden={{ ...hidden, state: paused ? 'enabled' : 'disabled' }}
          problem={t('errorTitle')}
        >
          <SubmitButton variant={paused ? 'primary' : 'secondary'} {...(!paused && { icon: 'pause' })}>
            {t(paused ? 'enable' : 'disable')}
          </SubmitButton>
        </ActForm>
        <TwoSteps open={t('revoke')}>
          <p className="prose-width">{t('revokeText', { events: link.mirrors, blocks: link.blocks })}</p>
          <ActForm
            action={revokeAction}
            hidden={hidden}
            problem={t('errorTitle')}
            className="flex flex-col items-start gap-4"
          >
            <EndingFields
              id="revoke"
              events={link.mirrors}
              blocks={link.blocks}
              active={active && link.accountStatus === 'active'}
            />
            <SubmitButton variant="danger">{t('revokeConfirm')}</SubmitButton>
          </ActForm>
        </TwoSteps>
      </div>
      {link.moveTo !== null && active && (
        <ActForm
          action={moveAction}
          hidden={{ ...hidden, connectionId: link.moveTo, mailbox: link.mailbox }}
          problem={t('errorTitle')}
          className="mt-5 flex flex-col items-start gap-3 border-t border-line pt-4"
        >
          <p className="prose-width">{t('moveText')}</p>
          <SubmitButton variant="secondary" pendingLabel={t('linking')}>
            {t('move')}
          </SubmitButton>
        </ActForm>
      )}
      {paused && <p className="prose-width mt-3 text-sm text-ink-soft">{t('disabledText')}</p>}
    </Card>
  );
}
