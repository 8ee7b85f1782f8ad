import { faultRoutes } from '../../control/fault-routes';
import type { Call, Route } from '../../router';
import { readForm, redirect } from '../layout';
import { peopleRoute } from '../people-route';
import { controlPage, type Done } from './control-page';
import { USUAL_EFFECTS } from './faults-part';

/** The forms of the control page. Faults and switches go through the calls that programs make. */
export const controlFormRoutes: Route[] = [
  peopleRoute('POST', '/_control/forms/clock', setClock),
  peopleRoute('POST', '/_control/forms/faults', addFault),
  peopleRoute('POST', '/_control/forms/faults/clear', clearFaults),
  peopleRoute('POST', '/_control/forms/switches', setSwitches),
];

async function setClock(call: Call): Promise<Response> {
  const values = await readForm(call.request);
  const change = clockChange(values);
  if (typeof change === 'string') return controlPage(call, { form: 'clock', values, problem: change });
  await call.world.clock.set(change);
  return back('clock', 'clock');
}

function clockChange(values: URLSearchParams) {
  const frozen = values.get('frozen');
  if (frozen) return { frozen: frozen === 'yes' };
  const wanted = values.get('now');
  if (wanted !== null) {
    const now = Date.parse(`${wanted}Z`);
    return Number.isNaN(now) ? `"${wanted}" is no date and time.` : { now };
  }
  const minutes = Number(values.get('minutes') || 0);
  const advanceMs = Number(values.get('advanceMs') || 0) || minutes * 60_000;
  const isSound = Number.isInteger(advanceMs) && advanceMs > 0 && advanceMs < 400 * 86_400_000;
  return isSound ? { advanceMs } : 'Give a whole number of minutes, of a year at most.';
}

async function addFault(call: Call): Promise<Response> {
  const values = await readForm(call.request);
  const refuse = (problem: string) => controlPage(call, { form: 'fault', values, problem });
  const effect = effectOf(values);
  if (effect === undefined) return refuse('The effect is not JSON. A word stands in quotation marks: "reset_before"');
  const named = ['operation', 'mailbox', 'method', 'path'].map((name) => [name, (values.get(name) ?? '').trim()]);
  const where = Object.fromEntries(named.filter(([, value]) => value));
  const times = Number(values.get('times') || 1);
  const isSilence = effect === 'silence';
  const answer = await asProgram(call, 'POST', '/faults', { where, effect, ...(isSilence ? {} : { times }) });
  if ('problem' in answer) return refuse(answer.problem);
  return back('removed' in answer.body ? 'at-once' : 'fault', 'faults');
}

function effectOf(values: URLSearchParams): unknown {
  const written = (values.get('effect') ?? '').trim();
  if (!written) return USUAL_EFFECTS[Number(values.get('usual') ?? 0)]?.[1];
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}

async function clearFaults(call: Call): Promise<Response> {
  const id = (await readForm(call.request)).get('id');
  if (id === null) call.world.faults.clear();
  else call.world.faults.remove(id);
  return back(id === null ? 'cleared-all' : 'cleared', 'faults');
}

async function setSwitches(call: Call): Promise<Response> {
  const { behaviour } = call.world;
  const values = await readForm(call.request);
  if (values.get('act') === 'defaults') {
    behaviour.reset();
    return back('defaults', 'switches');
  }
  const changes: Record<string, unknown> = {};
  for (const { name, value } of behaviour.list()) {
    const written = values.get(name);
    if (written !== null && written !== JSON.stringify(value)) changes[name] = parsed(written);
  }
  if (Object.keys(changes).length === 0) return back('unchanged', 'switches');
  const problem = behaviour.set(changes);
  if (problem) return controlPage(call, { form: 'switches', values, problem });
  return back('switches', 'switches');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

type Answer = { body: Record<string, unknown> } | { problem: string };

/** The very call a program would make, so that both are checked by the same rules. */
async function asProgram(call: Call, method: string, pattern: string, body: unknown): Promise<Answer> {
  const route = faultRoutes.find((one) => one.method === method && one.pattern === `/_control${pattern}`);
  if (!route) return { problem: `There is no call ${method} /_control${pattern}.` };
  const request = new Request(call.url, { method, body: JSON.stringify(body) });
  const response = await route.handle({ ...call, request });
  const answer = (await response.json()) as { error?: { message?: string } } & Record<string, unknown>;
  return response.ok ? { body: answer } : { problem: answer.error?.message ?? 'This was refused.' };
}

function back(done: Done, section: string): Response {
  return redirect(`/_control?done=${done}#${section}`);
}
