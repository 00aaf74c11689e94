/** Control characters, ends of lines of any kind, and what is no character: nobody sees or types them, and XML cannot carry most of them. */
const UNSEEN = /[\p{Cc}\u2028\u2029\p{Noncharacter_Code_Point}]/u;

/** The first character of a text that nobody can see, as `U+0001`; undefined where there is none. Blanks are no such characters, tabs are. */
export function unseenIn(text: string): string | undefined {
  const [character] = UNSEEN.exec(text) ?? [];
  return character === undefined ? undefined : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A text for an error: what nobody sees in it has a sign in its place. */
export const seen = (text: string): string => text.replaceAll(new RegExp(UNSEEN, 'gu'), '\uFFFD');

/** What is wrong with a name that holds what nobody can see; undefined where nothing is. */
export function unseenProblem(name: string): string | undefined {
  const unseen = unseenIn(name);
  return unseen === undefined ? undefined : `the name '${seen(name)}' holds the character ${unseen}, which nobody can see; leave it out.`;
}
