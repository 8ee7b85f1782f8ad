/** Where no program said where the first name ends: the last word is the family's, and one word is a first name. */
export function namesOf(name: string, givenName: string): { firstName: string; lastName: string } {
  if (givenName && name.startsWith(`${givenName} `))
    return { firstName: givenName, lastName: name.slice(givenName.length + 1) };
  const cut = name.lastIndexOf(' ');
  return cut === -1
    ? { firstName: name, lastName: '' }
    : { firstName: name.slice(0, cut), lastName: name.slice(cut + 1) };
}
