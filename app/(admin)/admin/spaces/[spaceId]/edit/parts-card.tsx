import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { TwoSteps } from '@/app/(staff)/two-steps';
import type { SpaceFormView } from '@/lib/usecases/view-space-form';
import { CatalogueForm } from '../../../catalogue/catalogue-form';
import { formWords } from '../../../catalogue/shared-fields';
import { makeSeatsAction, removeSeatsAction, savePartsAction } from '../../space-actions';

type Props = { view: SpaceFormView; space: NonNullable<SpaceFormView['space']> };

/** What a space is a part of, what it is made of, and its seats. */
export async function PartsCard({ view: { wholes, parts, others }, space }: Props) {
  const t = await getTranslations('catalogue');
  const words = await formWords();
  const canHaveSeats = space.isContainer || (!space.isSeat && parts.length === 0 && wholes.length === 0);
  return (
    <Card title={t('space.parts')} id="parts">
      <div className="flex flex-col gap-6">
        {wholes.length > 0 && <Names label={t('space.partOf')} some={wholes} />}
        {space.isContainer && <Names label={t('space.seats')} some={parts} />}
        {!space.isSeat && !space.isContainer && others.length > 0 && (
          <CatalogueForm
            key={parts.map(({ id }) => id).join()}
            id="parts-"
            action={savePartsAction}
            hidden={{ id: space.id }}
            fields={[
              {
                ...{ kind: 'checks', name: 'parts', label: t('space.madeOf'), hint: t('space.madeOfHint') },
                value: parts.map(({ id }) => id).join(),
                choices: others.map(({ id, name }) => ({ value: String(id), label: name })),
              },
            ]}
            words={{ ...words, save: t('space.saveParts') }}
            variant="secondary"
          />
        )}
        {space.isContainer && (
          <TwoSteps open={t('space.wholeAgain')}>
            <p className="prose-width">{t('space.wholeAgainText', { count: parts.length })}</p>
            <ActForm action={removeSeatsAction} hidden={{ id: space.id }} problem={t('problem')}>
              <SubmitButton variant="danger">{t('space.removeSeats')}</SubmitButton>
            </ActForm>
          </TwoSteps>
        )}
        {canHaveSeats && (
          <div className="flex flex-col gap-4 border-t border-line pt-5 first:border-0 first:pt-0">
            <p className="prose-width text-ink-soft">{t(space.isContainer ? 'space.moreSeats' : 'space.seatsLead')}</p>
            <CatalogueForm
              key={`seats ${parts.length}`}
              id="seats-"
              action={makeSeatsAction}
              hidden={{ id: space.id }}
              fields={[
                { kind: 'number', name: 'count', label: t('space.seatCount') },
                {
                  ...{ kind: 'line', name: 'label', label: t('space.seatLabel') },
                  ...{ hint: t('space.seatLabelHint', { name: space.name }), value: t('space.seatWord') },
                },
              ]}
              words={{ ...words, save: t('space.makeSeats') }}
              variant="secondary"
            />
          </div>
        )}
      </div>
    </Card>
  );
}

function Names({ label, some }: { label: string; some: { id: number; name: string }[] }) {
  return (
    <div>
      <p className="font-medium">{label}</p>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {some.map(({ id, name }) => (
          <li key={id}>
            <Link
              href={`/admin/spaces/${id}/edit`}
              prefetch={false}
              className="text-link inline-flex min-h-6 items-center"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
