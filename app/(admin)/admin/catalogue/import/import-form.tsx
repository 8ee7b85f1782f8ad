'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/app/_ui/error-summary';
import { Notice } from '@/app/_ui/notice';
import { type Choice, SelectField } from '@/app/_ui/select-field';
import { SubmitButton } from '@/app/_ui/submit-button';
import { TextField } from '@/app/_ui/text-field';
import { useFileLimit } from '@/app/_ui/use-file-limit';
import { ActForm } from '@/app/(staff)/act-form';
import { type ImportState, importAction, previewImportAction } from './actions';

type Words = Record<
  | 'kind'
  | 'kindHint'
  | 'kindPrompt'
  | 'file'
  | 'tooBig'
  | 'fileHint'
  | 'look'
  | 'looking'
  | 'problem'
  | 'problems'
  | 'new'
  | 'different'
  | 'off'
  | 'save'
  | 'saving',
  string
>;

const BLANK: ImportState = { message: null, fields: {}, values: {}, report: null };

/** First a look at the file, then the same file is saved: all of it, or nothing. Needs no scripts. */
export function ImportForm({ mostBytes, kinds, words }: { mostBytes: number; kinds: Choice[]; words: Words }) {
  const [{ message, fields, values, report: given }, look] = useActionState(previewImportAction, BLANK);
  const [isTooBig, measure] = useFileLimit('table', mostBytes);
  const problem = isTooBig ? words.tooBig : fields.table;
  const report = isTooBig ? null : given;
  const lists =
    report &&
    (report.problems.length > 0
      ? [{ title: words.problems, lines: report.problems }]
      : [
          { title: words.off, lines: report.switchedOff },
          { title: words.new, lines: report.created },
          { title: words.different, lines: report.changed },
        ]);
  return (
    <div className="flex flex-col gap-6">
      <form
        action={look}
        onSubmit={measure}
        onReset={(event) => event.preventDefault()}
        noValidate
        className="flex flex-col gap-5"
      >
        <ErrorSummary
          errors={[
            ...(fields.kind ? [{ id: 'kind', message: `${words.kind}: ${fields.kind}` }] : []),
            ...(problem ? [{ id: 'table', message: `${words.file}: ${problem}` }] : []),
          ]}
        />
        {message && (
          <Notice kind="error" title={words.problem}>
            {message}
          </Notice>
        )}
        <SelectField
          key={values.kind}
          name="kind"
          label={words.kind}
          hint={words.kindHint}
          error={fields.kind}
          prompt={words.kindPrompt}
          choices={kinds}
          defaultValue={values.kind}
        />
        <TextField
          name="table"
          type="file"
          accept=".csv,text/csv"
          label={words.file}
          hint={words.fileHint}
          error={problem}
        />
        <div>
          <SubmitButton variant={report?.fingerprint ? 'secondary' : 'primary'} pendingLabel={words.looking}>
            {words.look}
          </SubmitButton>
        </div>
      </form>
      {report && <Notice kind={report.problems.length > 0 ? 'error' : 'info'} title={report.summary} />}
      {lists
        ?.filter(({ lines }) => lines.length > 0)
        .map(({ title, lines }) => (
          <section key={title} aria-label={title}>
            <h3 className="mb-2 text-lg font-semibold">{title}</h3>
            <ul className="flex list-disc flex-col gap-1 pl-6">
              {lines.map((line) => (
                <li key={line} className="break-words">
                  {line}
                </li>
              ))}
            </ul>
          </section>
        ))}
      {report?.fingerprint && (
        <ActForm
          action={importAction}
          hidden={{ kind: report.kind, table: report.table, fingerprint: report.fingerprint }}
          problem={words.problem}
        >
          <SubmitButton pendingLabel={words.saving}>{words.save}</SubmitButton>
        </ActForm>
      )}
    </div>
  );
}
