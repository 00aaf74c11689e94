/** What the parameter sets of a runbook ask of whoever starts it (about_Parameter_Sets). Names are in lower case. */
export interface ParameterSet { readonly parameters: readonly string[]; readonly mandatory: readonly string[] }

const none: ReadonlySet<string> = new Set();
/** The sets that can still be meant: those which take all that is given, and need nothing of what was left out. */
const possibleSets = (sets: readonly ParameterSet[], given: ReadonlySet<string>, leftOut: ReadonlySet<string> = none): readonly ParameterSet[] =>
  sets.filter(({ parameters, mandatory }) => [...given].every((name) => parameters.includes(name)) && !mandatory.some((name) => leftOut.has(name)));

/** What a call has to give beside what it gives: of the sets that take all of that, the one from which least is missing. None where nothing fits together, which is another fault. */
export function missingOfSets(sets: readonly ParameterSet[], given: ReadonlySet<string>): readonly string[] {
  return possibleSets(sets, given).map(({ mandatory }) => mandatory.filter((name) => !given.has(name))).sort((a, b) => a.length - b.length)[0] ?? [];
}
/** Whether a parameter has to be given by now, as no set is left that could do without it. */
export function isNeededNow(sets: readonly ParameterSet[], name: string, given: ReadonlySet<string>, leftOut?: ReadonlySet<string>): boolean {
  const possible = possibleSets(sets, given, leftOut);
  return possible.length > 0 && possible.every(({ mandatory }) => mandatory.includes(name.toLowerCase()));
}
