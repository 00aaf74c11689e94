import type { Ast, AttributeAst, MemberAst, TypeConstraintAst } from '../ast.ts';
import { Flag } from '../flags.ts';
import { Kind, kindFlags } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { expression } from '../expressions/expression.ts';
import { syncOnError } from '../recovery.ts';
import { attribute } from '../types/attributes.ts';
import { variableParts } from '../variablePath.ts';
import { methodDeclaration } from './method.ts';

/** What stands before a member. */
export interface MemberHead {
  start: number;
  readonly attributes: AttributeAst[];
  type: TypeConstraintAst | undefined;
  isStatic: boolean;
  isHidden: boolean;
  /** End of the last attribute or word; -1 where there is none. */
  lastEnd: number;
}

/** A member, or the parts of one that could not be understood; neither where none begins. */
export interface FoundMember { readonly member: MemberAst | undefined; readonly broken: readonly Ast[] | undefined }
const nothing: FoundMember = { member: undefined, broken: undefined };

/** class-member: member-attribute-list:opt (method | variable ('=' expression):opt) */
export function classMember(p: Parser, className: string): FoundMember {
  const head = memberHead(p);
  if (p.kind === Kind.Variable) return propertyMember(p, head);
  if (p.kind === Kind.Identifier || (kindFlags[p.kind]! & Flag.Keyword) !== 0) {
    if (p.record !== undefined) p.record.flags = 0; // a keyword may be a method's name
    p.skip();
    const member = methodDeclaration(p, head, className);
    if (member !== undefined) return { member, broken: undefined };
    syncOnError(p, false, [Kind.RCurly]);
    return brokenHead(head);
  }
  if (head.lastEnd < 0) return nothing;
  p.reportIncomplete(head.lastEnd, head.lastEnd, 'IncompleteMemberDefinition');
  return brokenHead(head);
}

function brokenHead(head: MemberHead): FoundMember {
  const parts: Ast[] = [...head.attributes];
  if (head.type !== undefined) parts.push(head.type);
  return parts.length === 0 ? nothing : { member: undefined, broken: parts };
}

/** member-attribute-list: attribute | type-literal | 'static' | 'hidden', any number. The token behind them is looked at. */
function memberHead(p: Parser): MemberHead {
  const head: MemberHead = { start: -1, attributes: [], type: undefined, isStatic: false, isHidden: false, lastEnd: -1 };
  for (;;) {
    p.skipNewlines();
    const found = attribute(p);
    if (found !== undefined) {
      if (head.start < 0) head.start = found.start;
      head.lastEnd = found.end;
      if (found.kind === 'AttributeAst') head.attributes.push(found);
      else if (head.type === undefined) head.type = found;
      else p.report(found.start, found.end, 'TooManyTypes');
      continue;
    }
    const kind = p.peek();
    if (head.start < 0) head.start = p.start;
    if (kind !== Kind.Hidden && kind !== Kind.Static) return head;
    const word = kind === Kind.Hidden ? 'isHidden' : 'isStatic';
    if (head[word]) p.report(p.start, p.end, 'DuplicateQualifier', p.slice(p.start, p.end));
    head[word] = true;
    head.lastEnd = p.end;
    p.skip();
  }
}

/** property-member: member-attribute-list:opt variable ('=' new-lines:opt expression):opt statement-terminator; the variable is looked at. */
function propertyMember(p: Parser, head: MemberHead): FoundMember {
  p.skip();
  const { value: path, end: variableEnd } = p;
  let initialValue;
  if (p.peek() === Kind.Equals) {
    p.skip();
    p.skipNewlines();
    initialValue = expression(p);
  }
  let end = initialValue?.end ?? variableEnd;
  end = memberTerminator(p, end, false);
  const { name } = variableParts(path);
  if (name === '') {
    const parts: Ast[] = [...(brokenHead(head).broken ?? [])];
    if (initialValue !== undefined) parts.push(initialValue);
    return { member: undefined, broken: parts.length === 0 ? undefined : parts };
  }
  return {
    member: {
      kind: 'PropertyMemberAst', start: head.start, end, name, isStatic: head.isStatic, isHidden: head.isHidden, attributes: head.attributes,
      propertyType: head.type, initialValue,
    },
    broken: undefined,
  };
}

/** What ends a member: line end, semicolon or '}'. Gives the member's end, which takes in a semicolon. */
export function memberTerminator(p: Parser, end: number, reported: boolean): number {
  const kind = p.peek(), semicolonEnd = p.end;
  if (kind !== Kind.NewLine && kind !== Kind.Semi && kind !== Kind.RCurly && !reported) p.reportIncomplete(end, end, 'MissingPropertyTerminator');
  p.skipNewlinesAndSemicolons();
  return kind === Kind.Semi ? semicolonEnd : end;
}
