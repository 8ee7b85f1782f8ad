'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Card } from '@/app/_ui/card';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { RadioGroup } from '@/app/_ui/radio-group';
import { type Choice, SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextAreaField } from '@/app/_ui/text-area-field';
import { TextField } from '@/app/_ui/text-field';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import { labelOf } from '../label-of';
import { savePlaceAction } from './place-actions';

type Props = {
  hidden: Record<string, string | number>;
  initial: Record<string, string>;
  /** What a place is stays as it was made. */
  isNew: boolean;
  ownLocation: string;
  locations: Choice[];
  rooms: Choice[];
  /** Said beside the choice of a Teams meeting. */
  teamsPossible: boolean;
};

/** A desk, a room or a meeting online, and what that asks for. What does not count hides itself, by style alone. */
export function PlaceForm({ hidden, initial, isNew, ownLocation, locations, rooms, teamsPossible }: Props) {
  const t = useTranslations('availability.places');
  const all = useTranslations('availability');
  const teams = useTranslations('onlineMeetings.place')(teamsPossible ? 'possible' : 'impossible');
  const [{ message, fields, values }, submit] = useActionState(savePlaceAction, NO_PROBLEM);
  const shown = Object.keys(values).length > 0 ? values : initial;
  const kind = shown.kind ?? 'desk';
  const isShown = (one: string) => isNew || kind === one;
  return (
    <form
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="group/place flex max-w-3xl flex-col gap-6"
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary
        errors={Object.entries(fields).map(([id, text]) => ({ id, message: `${labelOf(id, all)}: ${text}` }))}
      />
      {message && (
        <Notice kind="error" title={all('problem')}>
          {message}
        </Notice>
      )}
      <Card>
        <div className="flex flex-col gap-5">
          {isNew ? (
            <RadioGroup
              name="kind"
              label={t('kind')}
              defaultValue={kind}
              error={fields.kind}
              choices={(['desk', 'room', 'online'] as const).map((value) => ({
                ...{ value, label: t(`kinds.${value}`), hint: t(`kindHints.${value}`) },
              }))}
            />
          ) : (
            <input type="hidden" name="kind" value={kind} />
          )}
          <div className="max-w-xl">
            <TextField
              name="name"
              label={t('name')}
              hint={t('nameHint')}
              maxLength={80}
              defaultValue={shown.name ?? ''}
              error={fields.name}
              autoComplete="off"
            />
          </div>
          {isShown('desk') && locations.length > 0 && (
            <div className="max-w-xl group-has-[#kind-online:checked]/place:hidden group-has-[#kind-room:checked]/place:hidden">
              <SelectField
                name="location"
                label={t('location')}
                choices={[{ value: '', label: ownLocation }, ...locations]}
                defaultValue={shown.location ?? ''}
                error={fields.location}
              />
            </div>
          )}
          {isShown('room') && (
            <div className="max-w-xl group-has-[#kind-desk:checked]/place:hidden group-has-[#kind-online:checked]/place:hidden">
              <SelectField
                name="space"
                label={t('space')}
                hint={t('spaceHint')}
                prompt={t('chooseSpace')}
                choices={rooms}
                defaultValue={shown.space ?? ''}
                error={fields.space}
              />
            </div>
          )}
          {isShown('online') && (
            <div className="flex flex-col gap-5 group-has-[#kind-desk:checked]/place:hidden group-has-[#kind-room:checked]/place:hidden">
              <RadioGroup
                name="online"
                label={t('online')}
                defaultValue={shown.online ?? 'teams'}
                error={fields.online}
                choices={(['teams', 'link', 'sent'] as const).map((value) => ({
                  ...{ value, label: t(`onlines.${value}`) },
                  hint: [t(`onlineHints.${value}`), value === 'teams' && teams].filter(Boolean).join(' '),
                }))}
              />
              <div className="max-w-xl group-has-[#online-sent:checked]/place:hidden">
                <TextField
                  name="link"
                  type="url"
                  mono
                  label={t('link')}
                  hint={t('linkHint')}
                  maxLength={500}
                  defaultValue={shown.link ?? ''}
                  error={fields.link}
                  optional
                />
              </div>
            </div>
          )}
          <TextAreaField
            name="directions"
            label={t('directions')}
            hint={t('directionsHint')}
            rows={3}
            maxLength={1000}
            defaultValue={shown.directions ?? ''}
            error={fields.directions}
            optional
          />
        </div>
      </Card>
      <div>
        <SubmitButton pendingLabel={t('saving')}>{t('save')}</SubmitButton>
      </div>
    </form>
  );
}
