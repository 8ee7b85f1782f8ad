/** Of questions that take several choices: all that were ticked, a line each. */
export function chosenAnswers(form: FormData): Record<string, string> {
  const names = [...new Set(form.keys())].filter((name) => /^q\d+$/.test(name));
  return Object.fromEntries(names.map((name) => [name, form.getAll(name).map(String).join('\n')]));
}
