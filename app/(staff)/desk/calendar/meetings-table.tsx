import { Icon } from '@/app/_ui/icon';
import type { FormState } from '@/app/(patron)/form-state';
import { closesBy, POLICY_MODES, SHOWN_AS, type ShowAsPolicy } from '@/lib/show-as';
import type { FreeBusyWords } from './free-busy-words';

/** One busy time, its words written by the server: interval and status, and nothing else of the event. */
export type MeetingInWords = { day: string; time: string; showAs: string; allDay: boolean };

export type Look = { title: string; none: string; count: string; countBoth: string; meetings: MeetingInWords[] };

export type FreeBusyState = FormState & { look: Look | null };

type Props = { look: Look; policy: ShowAsPolicy; apart: boolean; words: FreeBusyWords };

/** The next two weeks under the choice as it stands: each time, what Outlook says, and what that closes. */
export function MeetingsTable({ look, policy, apart, words }: Props) {
  const { title, none, meetings } = look;
  const modes = apart ? POLICY_MODES : (['inPerson'] as const);
  const closed = (mode: (typeof POLICY_MODES)[number]) =>
    meetings.filter(({ showAs, allDay }) => closesBy(policy[mode], showAs, allDay)).length;
  const summary = (apart ? look.countBoth : look.count)
    .replace('{all}', String(meetings.length))
    .replace('{inPerson}', String(closed('inPerson')))
    .replace('{online}', String(closed('online')));
  return (
    <section className="border-l-2 border-accent pl-4" aria-label={title}>
      <h3 className="font-semibold">{title}</h3>
      <p role="status">{meetings.length === 0 ? none : summary}</p>
      {meetings.length > 0 && (
        <table className="mt-3 w-full border-collapse text-left text-sm">
          <caption className="sr-only">{title}</caption>
          <thead className="text-ink-soft">
            <tr>
              <th scope="col" className="py-1.5 pr-3 font-medium">
                {words.time}
              </th>
              <th scope="col" className="py-1.5 pr-3 font-medium">
                {words.outlook}
              </th>
              {modes.map((mode) => (
                <th key={mode} scope="col" className="py-1.5 pr-3 font-medium">
                  {apart ? words[mode] : words.all}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {meetings.map(({ day, time, showAs, allDay }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is read once and never sorted anew
              <tr key={place} className="border-t border-line align-top">
                <th scope="row" className="py-2 pr-3 font-normal">
                  {meetings[place - 1]?.day !== day ? (
                    <span className="block font-semibold">{day}</span>
                  ) : (
                    <span className="sr-only">{day}, </span>
                  )}
                  <span className="tabular">{time}</span>
                </th>
                <td className="py-2 pr-3">{words[SHOWN_AS.find((one) => one === showAs) ?? 'unknown']}</td>
                {modes.map((mode) => (
                  <td key={mode} className="py-2 pr-3">
                    <Verdict closes={closesBy(policy[mode], showAs, allDay)} words={words} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Verdict({ closes, words }: { closes: boolean; words: FreeBusyWords }) {
  return (
    <span className={closes ? 'font-medium' : 'text-ok'}>
      <Icon name={closes ? 'close' : 'check'} className="mr-1 inline size-4 align-text-bottom" />
      {closes ? words.closed : words.open}
    </span>
  );
}
