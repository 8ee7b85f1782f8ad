import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/app/_ui/badge';
import { ownerOf, problemOfName } from '@/lib/microsoft-problems';
import { type PreflightLine, REASON_OWNERS } from '@/lib/preflight';

const TONES = { passed: 'ok', failed: 'attention', unknown: 'off' } as const satisfies Record<
  PreflightLine['outcome'],
  Tone
>;
const ICONS = { passed: 'check', failed: 'error', unknown: 'info' } as const;

/** Each thing that was looked at: whether it is so, why, what to do, and who can. What is to be mended comes first. */
export function PreflightLines({ lines }: { lines: readonly PreflightLine[] }) {
  return (
    <ol className="divide-y divide-line border-y border-line">
      {[...lines]
        .sort((a, b) => rank(a) - rank(b))
        .map((line) => (
          <Line key={`${line.check} ${line.about ?? ''}`} line={line} />
        ))}
    </ol>
  );
}

/** What was not tried for want of something else asks for nothing of its own. */
const isWaiting = ({ outcome, reason }: PreflightLine) => outcome === 'unknown' && reason === 'earlier';

const rank = (line: PreflightLine) =>
  line.outcome === 'failed' ? 0 : isWaiting(line) ? 3 : line.outcome === 'unknown' ? 1 : 2;

function Line({ line }: { line: PreflightLine }) {
  const [t, outcomes] = [useTranslations('setup.preflight'), useTranslations('setup.outcome')];
  const { check, outcome, about = '', count = 0, code, reason } = line;
  const said = useExplained(line);
  return (
    <li className="flex flex-col gap-1 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={TONES[outcome]} icon={ICONS[outcome]}>
          {outcomes(outcome)}
        </Badge>
        <span className="min-w-0 font-medium break-words">
          {about ? t(`check.${check}`, { about }) : t(UNNAMED[check] ?? `check.${check}`, { about })}
        </span>
      </div>
      <p className="prose-width break-words text-ink-soft">
        {outcome === 'passed' ? t(`passed.${check}`, { count }) : said.why}{' '}
        {code && reason !== undefined && t('code', { code })}
      </p>
      {outcome !== 'passed' && !isWaiting(line) && (
        <dl className="prose-width grid gap-x-3 text-sm sm:grid-cols-[7rem_1fr]">
          <dt className="font-medium">{t('do')}</dt>
          <dd className="break-words">{said.remedy}</dd>
          {said.owner && (
            <>
              <dt className="font-medium">{t('who')}</dt>
              <dd>{t(`whoIs.${said.owner}`)}</dd>
            </>
          )}
        </dl>
      )}
    </li>
  );
}

/** What has no name of its own where nothing was named. */
const UNNAMED: Partial<
  Record<PreflightLine['check'], `unnamed.${'permission' | 'room_read' | 'room_write' | 'room_policy'}`>
> = {
  ...{ permission: 'unnamed.permission', room_read: 'unnamed.room_read' },
  ...{ room_write: 'unnamed.room_write', room_policy: 'unnamed.room_policy' },
};

/** Microsoft's own number says most; else our reason does. */
function useExplained({ reason = 'earlier', code, count = 0 }: PreflightLine) {
  const [t, refusal] = [useTranslations('setup.preflight.reason'), useTranslations('refusal.microsoft')];
  const problem = problemOfName(code ?? null);
  if (problem)
    return {
      ...{ why: refusal(`problem.${problem}.cause`), remedy: refusal(`problem.${problem}.remedy`) },
      owner: ownerOf(problem),
    };
  return { why: t(`${reason}.why`, { count }), remedy: t(`${reason}.remedy`), owner: REASON_OWNERS[reason] };
}
