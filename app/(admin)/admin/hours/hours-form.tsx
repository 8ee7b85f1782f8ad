'use client';

import { type ReactNode, useActionState } from 'react';
import { Card } from '@/app/_ui/card';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { NO_PROBLEM } from '@/app/(staff)/act-form';
import { proposeHoursAction } from './actions';
import { DayFields, type DayWords } from './day-fields';

/** One line of the form, by the name of its field. */
type Line = { name: string; type: 'date' | 'text'; label: string; hint: string; optional: boolean };

type Props = {
  hidden: Record<string, string | number>;
  /** Above the days, and below them. */
  head: { title: string; about?: string | undefined; lines: Line[] };
  foot?: Line[];
  days: { title: string; list: { day: number; legend: string; same?: string; more: string }[] };
  words: DayWords & Record<'save' | 'saving' | 'saveHint' | 'errorTitle', string>;
  initial: Record<string, string>;
  back: ReactNode;
};

/** A week, or a few days that differ. Works without scripts: then the page comes back with what was typed. */
export function HoursForm({ hidden, head, foot = [], days, words, initial, back }: Props) {
  const [{ message, fields, values }, submit] = useActionState(proposeHoursAction, NO_PROBLEM);
  const shown = Object.keys(values).length > 0 ? values : initial;
  const labelOf = (field: string): string => {
    const [kind, day, , part] = field.split('-');
    const legend = days.list.find((one) => String(one.day) === day)?.legend;
    if (kind === 'span' && legend) return `${legend}, ${part === 'to' ? words.closes : words.opens}`;
    return legend ?? [...head.lines, ...foot].find(({ name }) => name === field)?.label ?? words.errorTitle;
  };
  const lines = (list: Line[]) =>
    list.map(({ name, type, label, hint, optional }) => (
      <TextField
        key={name}
        {...{ name, type, label, hint, optional }}
        defaultValue={shown[name] ?? ''}
        error={fields[name]}
        autoComplete="off"
      />
    ));
  return (
    <form action={submit} onReset={(event) => event.preventDefault()} noValidate className="flex flex-col gap-6">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary errors={Object.entries(fields).map(([id, text]) => ({ id, message: `${labelOf(id)}: ${text}` }))} />
      {message && (
        <Notice kind="error" title={words.errorTitle}>
          {message}
        </Notice>
      )}
      <Card title={head.title} id="dates">
        {head.about && <p className="prose-width mb-4 text-ink-soft">{head.about}</p>}
        <div className="grid gap-5 sm:grid-cols-2">{lines(head.lines)}</div>
      </Card>
      <Card title={days.title} id="days">
        <div className="flex flex-col gap-5">
          {days.list.map(({ day, legend, same, more }) => (
            <DayFields
              key={day}
              {...{ day, legend, more, words, values: shown, errors: fields, ...(same && { same }) }}
            />
          ))}
        </div>
      </Card>
      {foot.length > 0 && <div className="max-w-xl">{lines(foot)}</div>}
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton pendingLabel={words.saving}>{words.save}</SubmitButton>
          {back}
        </div>
        <p className="prose-width text-sm text-ink-soft">{words.saveHint}</p>
      </div>
    </form>
  );
}
