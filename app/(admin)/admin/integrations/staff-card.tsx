import { useTranslations } from 'next-intl';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { EndingFields } from '@/app/(staff)/ending-fields';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { problemText } from '@/lib/messages/problem-text';
import type { IntegrationView } from '@/lib/usecases/view-integration';
import { endStaffAction } from './actions';

/** Whose Outlook is connected, who has to do something about it, and the end of each. */
export function StaffCard({ staff, active }: { staff: IntegrationView['staff']; active: boolean }) {
  const [t, refusal] = [useTranslations('admin.integrations.staff'), useTranslations('refusal')];
  return (
    <Card title={t('title')} id="staff">
      <p className="prose-width">{t('lead')}</p>
      <ul className="mt-4 divide-y divide-line border-y border-line">
        {staff.map(({ connectionId, name, account, state, problem, events, blocks }) => (
          <li key={connectionId} className="flex flex-col gap-3 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium">{name}</span>
              <span className="text-sm break-all text-ink-soft">{account}</span>
              <Badge tone={state === 'active' ? 'ok' : 'attention'}>{t(`state.${state}`)}</Badge>
            </div>
            {problem && (state === 'needs_reauth' || state === 'blocked') && (
              <p className="prose-width text-sm text-ink-soft">{problemText(problem, refusal)}</p>
            )}
            <TwoSteps open={t('end', { name })}>
              <p className="prose-width">{t('endText', { events, blocks })}</p>
              <ActForm
                action={endStaffAction}
                hidden={{ connectionId }}
                problem={t('errorTitle')}
                className="flex flex-col items-start gap-4"
              >
                <EndingFields
                  id={`staff-${connectionId}`}
                  events={events}
                  blocks={blocks}
                  active={active && state === 'active'}
                />
                <SubmitButton variant="danger">{t('endConfirm')}</SubmitButton>
              </ActForm>
            </TwoSteps>
          </li>
        ))}
      </ul>
    </Card>
  );
}
