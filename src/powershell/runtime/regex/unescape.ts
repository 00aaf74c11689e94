/** Regex.Unescape: what the escapes of a text stand for; a sign at the end that escapes nothing is dropped. */
import { Cursor } from './cursor.ts';

export function unescape(text: string): string {
  const cursor = new Cursor(text);
  let made = '';
  while (!cursor.done) {
    const sign = cursor.next();
    made += sign !== '\\' ? sign : cursor.done ? '' : cursor.charEscape(false);
  }
  return made;
}
