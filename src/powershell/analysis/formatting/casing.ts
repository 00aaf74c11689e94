import type { FormatFacts, TextEdit } from './facts.ts';

/** A command as it is written best, with its parameters. Undefined for what is not known, and for aliases. */
export type KnownCommand = (name: string) => { readonly name: string; readonly parameters: readonly { readonly name: string }[] } | undefined;

/** Keywords and operators in lower case; known commands and their parameters as they are declared. */
export function casingEdits(facts: FormatFacts, known: KnownCommand): TextEdit[] {
  const { text, tokens, operators, unary, flags: parameters, words, commands, defined } = facts, edits: TextEdit[] = [];
  const write = (start: number, end: number, best: string): void => {
    const now = text.slice(start, end);
    if (now !== best && now.toLowerCase() === best.toLowerCase()) edits.push({ start, end, text: best });
  };
  const outside = new Set(tokens.map(({ start }) => start));
  for (const { start, end, flags } of tokens) {
    const now = text.slice(start, end);
    if (parameters.has(start)) write(start, end, /^.throttlelimit$/i.test(now) ? `${now.charAt(0)}ThrottleLimit` : now.toLowerCase());
    if (flags.includes('Keyword') ? !words.has(start) && /^[a-z]+$/i.test(now) : (operators.has(start) || unary.has(start)) && /^[-\u2013-\u2015][a-z]+$/i.test(now)) write(start, end, now.toLowerCase());
  }
  for (const { elements } of commands) {
    const [first] = elements;
    // Inside an expandable string nothing is touched: its tokens are not among the text's own.
    if (first?.kind !== 'StringConstantExpressionAst' || first.stringConstantType !== 'BareWord' || !outside.has(first.start) || defined.has(first.value.toLowerCase())) continue;
    const facts = known(first.value);
    if (facts === undefined || facts.name.toLowerCase() !== first.value.toLowerCase()) continue;
    write(first.start, first.end, facts.name);
    for (const element of elements) {
      if (element.kind !== 'CommandParameterAst') continue;
      const parameter = facts.parameters.find(({ name }) => name.toLowerCase() === element.parameterName.toLowerCase());
      if (parameter !== undefined) write(element.start + 1, element.start + 1 + element.parameterName.length, parameter.name);
    }
  }
  return edits;
}
