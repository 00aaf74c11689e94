/**
 * What a caller of a command gave who knows the answers; undefined for anything else. The editor hands the row that has the focus
 * to a command whose button stands in a view's title, though it is not about that row.
 */
export function givenAnswers<T extends object>(value: T | undefined, ...members: readonly (keyof T & string)[]): T | undefined {
  return typeof value === 'object' && members.every((member) => typeof value[member] === 'string') ? value : undefined;
}
