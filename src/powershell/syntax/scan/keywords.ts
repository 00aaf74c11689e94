import { Kind } from '../kinds.ts';

/** Keywords of the language (about_Reserved_Words), with those of workflows and classes. */
const keywords: ReadonlyMap<string, number> = new Map<string, number>([
  ['elseif', Kind.ElseIf], ['if', Kind.If], ['else', Kind.Else], ['switch', Kind.Switch], ['foreach', Kind.Foreach], ['from', Kind.From],
  ['in', Kind.In], ['for', Kind.For], ['while', Kind.While], ['until', Kind.Until], ['do', Kind.Do], ['try', Kind.Try], ['catch', Kind.Catch],
  ['finally', Kind.Finally], ['trap', Kind.Trap], ['data', Kind.Data], ['return', Kind.Return], ['continue', Kind.Continue], ['break', Kind.Break],
  ['exit', Kind.Exit], ['throw', Kind.Throw], ['begin', Kind.Begin], ['process', Kind.Process], ['end', Kind.End],
  ['dynamicparam', Kind.Dynamicparam], ['function', Kind.Function], ['filter', Kind.Filter], ['param', Kind.Param], ['class', Kind.Class],
  ['define', Kind.Define], ['var', Kind.Var], ['using', Kind.Using], ['workflow', Kind.Workflow], ['parallel', Kind.Parallel],
  ['sequence', Kind.Sequence], ['inlinescript', Kind.InlineScript], ['configuration', Kind.Configuration], ['public', Kind.Public],
  ['private', Kind.Private], ['static', Kind.Static], ['interface', Kind.Interface], ['enum', Kind.Enum], ['namespace', Kind.Namespace],
  ['module', Kind.Module], ['type', Kind.Type], ['assembly', Kind.Assembly], ['command', Kind.Command], ['hidden', Kind.Hidden], ['base', Kind.Base],
  ['default', Kind.Default], ['clean', Kind.Clean],
]);

/** Dashed operators without the dash (about_Operators): the plain word compares without regard to case. */
const operators: ReadonlyMap<string, number> = new Map<string, number>([
  ['bnot', Kind.Bnot], ['not', Kind.Not], ['eq', Kind.Ieq], ['ieq', Kind.Ieq], ['ceq', Kind.Ceq], ['ne', Kind.Ine], ['ine', Kind.Ine],
  ['cne', Kind.Cne], ['ge', Kind.Ige], ['ige', Kind.Ige], ['cge', Kind.Cge], ['gt', Kind.Igt], ['igt', Kind.Igt], ['cgt', Kind.Cgt],
  ['lt', Kind.Ilt], ['ilt', Kind.Ilt], ['clt', Kind.Clt], ['le', Kind.Ile], ['ile', Kind.Ile], ['cle', Kind.Cle], ['like', Kind.Ilike],
  ['ilike', Kind.Ilike], ['clike', Kind.Clike], ['notlike', Kind.Inotlike], ['inotlike', Kind.Inotlike], ['cnotlike', Kind.Cnotlike],
  ['match', Kind.Imatch], ['imatch', Kind.Imatch], ['cmatch', Kind.Cmatch], ['notmatch', Kind.Inotmatch], ['inotmatch', Kind.Inotmatch],
  ['cnotmatch', Kind.Cnotmatch], ['replace', Kind.Ireplace], ['ireplace', Kind.Ireplace], ['creplace', Kind.Creplace], ['contains', Kind.Icontains],
  ['icontains', Kind.Icontains], ['ccontains', Kind.Ccontains], ['notcontains', Kind.Inotcontains], ['inotcontains', Kind.Inotcontains],
  ['cnotcontains', Kind.Cnotcontains], ['in', Kind.Iin], ['iin', Kind.Iin], ['cin', Kind.Cin], ['notin', Kind.Inotin], ['inotin', Kind.Inotin],
  ['cnotin', Kind.Cnotin], ['split', Kind.Isplit], ['isplit', Kind.Isplit], ['csplit', Kind.Csplit], ['isnot', Kind.IsNot], ['is', Kind.Is],
  ['as', Kind.As], ['f', Kind.Format], ['and', Kind.And], ['band', Kind.Band], ['or', Kind.Or], ['bor', Kind.Bor], ['xor', Kind.Xor],
  ['bxor', Kind.Bxor], ['join', Kind.Join], ['shl', Kind.Shl], ['shr', Kind.Shr],
]);

/** Kind of a word that may be a keyword; `Identifier` where it is none. */
export function keywordKind(text: string, start: number, end: number): number {
  if (end - start > 13 || end - start < 2) return Kind.Identifier;
  return keywords.get(text.slice(start, end).toLowerCase()) ?? Kind.Identifier;
}

/** Kind of an operator word, undefined where it is none. */
export const operatorKind = (word: string): number | undefined => operators.get(word.toLowerCase());
