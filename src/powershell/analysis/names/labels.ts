import type { Ast, BreakStatementAst, ContinueStatementAst, DoUntilStatementAst, DoWhileStatementAst, ForEachStatementAst, ForStatementAst, SwitchStatementAst, WhileStatementAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { nodesAt } from '../nodesAt.ts';
import type { NamePlace } from './occurrences.ts';
import { sameName } from './sameName.ts';

type Loop = WhileStatementAst | DoWhileStatementAst | DoUntilStatementAst | ForStatementAst | ForEachStatementAst | SwitchStatementAst;

const isLoop = (node: Ast): node is Loop => /^(?:While|DoWhile|DoUntil|For|ForEach|Switch)StatementAst$/.test(node.kind);
const isJump = (node: Ast): node is BreakStatementAst | ContinueStatementAst => node.kind === 'BreakStatementAst' || node.kind === 'ContinueStatementAst';
const touches = (start: number, end: number, offset: number): boolean => start <= offset && offset <= end;

/** The letters of a loop's label: behind the colon that it begins with. */
const declared = ({ start, label }: Loop): NamePlace | undefined => (label === undefined ? undefined : { start: start + 1, end: start + 1 + label.length, access: 'declare' });

/** The letters of the label that a jump names, in quotes or without; one that is worked out has none. */
function named({ label }: BreakStatementAst | ContinueStatementAst): (NamePlace & { readonly name: string }) | undefined {
  if (label?.kind !== 'StringConstantExpressionAst' || label.stringConstantType.endsWith('HereString')) return undefined;
  const edge = label.stringConstantType === 'BareWord' ? 0 : 1;
  return { name: label.value, start: label.start + edge, end: label.end - edge, access: 'read' };
}

/** The label of a loop or switch (about_Break, about_Continue) with the jumps that mean it, and the labels around and inside, which it may not be called as. */
export interface LabelSymbol { readonly name: string; readonly places: readonly NamePlace[]; readonly others: readonly string[]; /** Whether a jump in the loop works out which it means. */ readonly isWorkedOut?: true }

/** The label that is named at a place, where its loop is written or a jump names it; a jump to no loop around it means none that the text tells. */
export const labelAt = (result: ParseResult, offset: number): LabelSymbol | undefined => labelIn(nodesAt(result.ast, offset), offset) ?? labelIn(nodesAt(result.ast, Math.max(0, offset - 1)), offset);

function labelIn(path: readonly Ast[], offset: number): LabelSymbol | undefined {
  const loops = path.filter(isLoop), jump = path.findLast(isJump), said = jump && named(jump);
  const loop = said !== undefined && touches(said.start, said.end, offset)
    ? loops.findLast(({ label }) => sameName(label, said.name))
    : loops.findLast((one) => {
      const place = declared(one);
      return place !== undefined && touches(place.start - 1, place.end, offset);
    });
  const own = loop && declared(loop), name = loop?.label;
  if (loop === undefined || own === undefined || name === undefined) return undefined;
  const places = [own], others = loops.flatMap(({ label }) => (label === undefined || sameName(label, name) ? [] : [label]));
  let workedOut = 0;
  walk(loop, (node) => {
    if (node !== loop && isLoop(node) && node.label !== undefined) {
      // An inner loop of the same name is the one that is meant inside it.
      if (sameName(node.label, name)) return false;
      others.push(node.label);
    }
    const place = isJump(node) ? named(node) : undefined;
    if (isJump(node) && node.label !== undefined && place === undefined) workedOut++;
    if (place !== undefined && sameName(place.name, name)) places.push({ start: place.start, end: place.end, access: 'read' });
    return true;
  });
  return { name, places: places.sort((a, b) => a.start - b.start), others, ...(workedOut > 0 && { isWorkedOut: true as const }) };
}

/** Labels of the loops around a place, innermost first: what a jump there may name. */
export function labelsAround(result: ParseResult, offset: number): readonly string[] {
  const found = new Map(nodesAt(result.ast, offset).filter(isLoop).flatMap(({ label }) => (label === undefined ? [] : [[label.toLowerCase(), label] as const])));
  return [...found.values()].reverse();
}

/** Why a label cannot have a name; undefined where it can. */
export function labelProblem({ name, others, isWorkedOut }: LabelSymbol, newName: string): string | undefined {
  if (!/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(newName)) return `“${newName}” is no name for a label: use letters, digits and _.`;
  if (isWorkedOut === true) return `A jump in this loop works out the label that it means, which may be ${name}: write the label out there first.`;
  const other = sameName(newName, name) ? undefined : others.find((one) => sameName(one, newName));
  return other && `A loop around or inside this one is called ${other} already: a jump would mean that one.`;
}
