import { getTranslations } from 'next-intl/server';
import { buttonClass } from '@/app/_ui/button-class';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { ActForm } from '@/app/(staff)/act-form';
import type { DeskBookingView } from '@/lib/usecases/view-desk-booking';
import { withdraw } from '../actions';

const OVER = ['cancelled', 'denied', 'expired', 'released'];

/** Staff take it back, with words to its patron. Two steps, so that nobody does it by a slip. Needs no scripts. */
export async function WithdrawCard({ view: { booking, problem } }: { view: DeskBookingView }) {
  const t = await getTranslations('appointmentDesk.withdraw');
  if (booking.isBlock || OVER.includes(booking.status) || problem?.code === 'booking_closed') return null;
  return (
    <Card id="withdraw" title={t('title')}>
      <details>
        <summary className={buttonClass('secondary', 'normal', 'list-none [&::-webkit-details-marker]:hidden')}>
          {t('open')}
        </summary>
        <ActForm
          action={withdraw}
          hidden={{ publicId: booking.publicId }}
          problem={t('problem')}
          className="mt-4 flex flex-col gap-4"
        >
          <p>{t(booking.appointment ? 'appointment' : 'text')}</p>
          <TextAreaField
            id="withdraw-words"
            name="words"
            label={t('words')}
            hint={t('wordsHint')}
            rows={2}
            maxLength={500}
            optional
          />
          <div>
            <SubmitButton variant="danger" pendingLabel={t('pending')}>
              {t('submit')}
            </SubmitButton>
          </div>
        </ActForm>
      </details>
    </Card>
  );
}
