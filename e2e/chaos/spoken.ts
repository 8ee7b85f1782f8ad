import fs from 'node:fs';
import path from 'node:path';
import type { Verdict } from '../two-sides/verdict';
import { ask } from './web-form';

/** Logs of every process and the metrics: other people's words and secrets are in none of them (I12). */
export async function spokenAmiss(logs: string, origin: string, words: readonly string[]): Promise<Verdict> {
  const texts = fs
    .readdirSync(logs)
    .filter((file) => !file.startsWith('tenant'))
    .map((file) => ({ file, text: fs.readFileSync(path.join(logs, file), 'utf8') }));
  const headers = { authorization: `Bearer ${process.env.METRICS_TOKEN}` };
  const metrics = await ask(`${origin}/api/metrics`, { headers });
  texts.push({ file: 'metrics', text: metrics.text });
  const lines = texts.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  const wrong = texts.flatMap(({ file, text }) =>
    words.some((word) => text.includes(word)) ? [`${file} holds what somebody wrote in Outlook, or a secret`] : [],
  );
  if (metrics.response.status !== 200) wrong.push(`the metrics answered ${metrics.response.status}`);
  return { invariant: 'I12 spoken', looked: lines, at: 'lines of logs and metrics', wrong };
}

/** Whoever asks hears that all is well: workers seen, calendars in step (I11, I18). */
export async function healthAmiss(origin: string): Promise<Verdict> {
  const { response, text } = await ask(`${origin}/api/health`);
  const health = JSON.parse(text) as { status: string; sync: string; worker: unknown[] };
  const isWell = response.status === 200 && health.status === 'ok' && health.sync === 'ok';
  const wrong = isWell ? [] : [`health says ${text}`];
  return { invariant: 'I11 told', looked: health.worker?.length ?? 0, at: 'workers in the health answer', wrong };
}
