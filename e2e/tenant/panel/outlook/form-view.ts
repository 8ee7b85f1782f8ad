import { WEEKDAYS } from '../../calendar/days';
import { SENSITIVITIES, SHOW_AS } from '../../store/event-types';
import { type Html, html } from '../html';
import type { FormProblem } from './form-input';
import type { FormValues } from './form-values';
import type { Invitable } from './invitable';
import { capital, PATTERN_WORDS, SENSITIVITY_WORDS, SHOW_AS_WORDS } from './words';

export type FormParts = {
  action: string;
  values: FormValues;
  problem?: FormProblem | null;
  /** Left out where nobody may be invited, as in the copy of somebody else's meeting. */
  people?: Invitable[];
  mayRepeat: boolean;
  /** What each invited person answered, by address. */
  answers?: Map<string, string>;
};

/** One form for a new event and for a change. */
export function eventForm({ action, values, problem = null, people, mayRepeat, answers }: FormParts): Html {
  const field = fieldFor(values, problem);
  return html`<form method="post" action="${action}" class="card" novalidate>
${field('title', 'Title', 'text')}
<div class="row">${field('date', 'Date', 'date')}
<div class="when-timed">${field('start', 'Start time', 'time')}</div>
<div class="when-timed">${field('end', 'End time', 'time')}</div>
${field('endDate', 'Last day (if another)', 'date')}</div>
<label class="choice"><input type="checkbox" id="allDay" name="allDay" value="yes" ${values.allDay && html`checked`}> All day</label>
<div class="row">${selectFor('showAs', 'Show as', SHOW_AS_WORDS, SHOW_AS, values.showAs)}
${selectFor('sensitivity', 'Sensitivity', SENSITIVITY_WORDS, SENSITIVITIES, values.sensitivity)}
${field('location', 'Location', 'text')}</div>
${people && inviting(values, people, answers, field)}
${mayRepeat && repeating(values, field)}
<div class="row">${field('categories', 'Categories (with commas between)', 'text')}</div>
<label for="notes">Notes</label><textarea id="notes" name="notes" rows="3">${values.notes}</textarea>
<button type="submit">Save</button></form>`;
}

type Field = (name: keyof FormValues, label: string, type: string, more?: Html) => Html;

/** A problem stands at its field, and is read with it. */
function fieldFor(values: FormValues, problem: FormProblem | null): Field {
  return (name, label, type, more) => {
    const isWrong = problem?.field === name;
    return html`<div><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" value="${String(values[name])}" ${more} ${isWrong && html`aria-invalid="true" aria-describedby="${name}-said" autofocus`}>${isWrong && html`<p class="said" id="${name}-said">${problem?.text ?? ''}</p>`}</div>`;
  };
}

function inviting(
  values: FormValues,
  people: Invitable[],
  answers: Map<string, string> | undefined,
  field: Field,
): Html {
  const choices = (isRoom: boolean) =>
    people
      .filter((one) => one.isRoom === isRoom)
      .map((one) => {
        const isInvited = values.invited.includes(one.address);
        const answer = isInvited && answers?.get(one.address);
        return html`<label class="choice"><input type="checkbox" name="invited" value="${one.address}" ${isInvited && html`checked`}> <span>${one.name}${answer && html` <span class="soft small">${answer}</span>`}</span></label>`;
      });
  const count = values.invited.length;
  return html`<details class="inviting" ${(count > 0 || values.others) && html`open`}><summary>Invite people and rooms${count > 0 && ` (${count} chosen)`}</summary>
<fieldset><legend>People</legend><div class="choices">${choices(false)}</div></fieldset>
<fieldset><legend>Rooms</legend><div class="choices">${choices(true)}</div></fieldset>
${field('others', 'Others, by address (with commas between)', 'text')}</details>`;
}

const INDEXES = { '': 'As the date', first: 'First', second: 'Second', third: 'Third', fourth: 'Fourth', last: 'Last' };
const ENDS = { noEnd: 'Never', endDate: 'On a date', numbered: 'After a number of times' };

function repeating(values: FormValues, field: Field): Html {
  const repeats = { none: 'Does not repeat', ...PATTERN_WORDS };
  const keys = Object.keys as <Key extends string>(table: Record<Key, string>) => Key[];
  const whole = html`min="1" max="999" step="1"`;
  const days = [...WEEKDAYS.slice(1), WEEKDAYS[0]];
  return html`<div class="row">${selectFor('repeat', 'Repeat', repeats, keys(repeats), values.repeat)}
<div class="when-repeating">${field('interval', 'Interval (1: each time, 2: every other)', 'number', whole)}</div></div>
<div class="when-repeating"><div class="row"><div class="when-index">${selectFor('index', 'Which one of the month', INDEXES, keys(INDEXES), values.index)}</div>
${selectFor('ends', 'Repetition ends', ENDS, keys(ENDS), values.ends)}
<div class="when-until">${field('until', 'Repeat until', 'date')}</div>
<div class="when-count">${field('count', 'Number of times', 'number', whole)}</div></div>
<fieldset class="when-weekdays"><legend>On (the day itself when none is chosen)</legend><div class="choices days">${days.map((day) => html`<label class="choice"><input type="checkbox" name="weekday" value="${day}" ${values.weekdays.includes(day) && html`checked`}> ${capital(day)}</label>`)}</div></fieldset></div>`;
}

function selectFor<Key extends string>(
  name: string,
  label: string,
  words: Record<Key, string>,
  choices: readonly Key[],
  chosen: string,
): Html {
  return html`<div><label for="${name}">${label}</label><select id="${name}" name="${name}">${choices.map((one) => html`<option value="${one}" ${one === chosen && html`selected`}>${words[one]}</option>`)}</select></div>`;
}
