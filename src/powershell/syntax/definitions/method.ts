import type { BaseCtorInvokeMemberExpressionAst, FunctionMemberAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { scriptBlock } from '../blocks/scriptBlock.ts';
import { argumentsInParens } from '../expressions/members.ts';
import { parameterDeclaration } from './function.ts';
import type { MemberHead } from './members.ts';

interface BaseCall { readonly call: BaseCtorInvokeMemberExpressionAst | undefined; readonly errorEnd: number }
const noCall: BaseCall = { call: undefined, errorEnd: -1 };

/**
 * method: new-lines:opt name function-parameter-declaration base-ctor-call:opt '{' script-block '}'; the name is taken.
 * Undefined (with an error) where it is not complete.
 */
export function methodDeclaration(p: Parser, head: MemberHead, className: string): FunctionMemberAst | undefined {
  const { start: nameStart, end: nameEnd } = p;
  const name = p.slice(nameStart, nameEnd);
  let errorEnd = -1, parametersEnd = -1, parameters: FunctionMemberAst['parameters'] = [];
  if (p.peek() === Kind.LParen) {
    const declaration = parameterDeclaration(p);
    parameters = declaration.parameters ?? [];
    ({ errorEnd, end: parametersEnd } = declaration);
  } else {
    p.reportIncomplete(nameEnd, nameEnd, 'MissingMethodParameterList');
  }
  const isConstructor = name.toLowerCase() === className.toLowerCase();
  const base = isConstructor && !head.isStatic ? baseCall(p) : noCall;
  if (base.errorEnd >= 0) errorEnd = base.errorEnd;
  if (p.next() !== Kind.LCurly) {
    p.unget();
    if (errorEnd < 0) {
      errorEnd = parametersEnd < 0 ? nameEnd : parametersEnd;
      p.reportIncomplete(errorEnd, errorEnd, 'MissingFunctionBody');
    }
  }
  if (errorEnd >= 0) return undefined;
  const mode = p.mode;
  p.setMode(Mode.Command);
  const body = scriptBlock(p, { start: p.start, end: p.end }, false);
  p.setMode(mode);
  return {
    kind: 'FunctionMemberAst', start: head.start, end: body.end, name, nameStart, nameEnd, isStatic: head.isStatic, isHidden: head.isHidden, isConstructor,
    attributes: head.attributes, returnType: head.type, parameters, baseCall: base.call, body,
  };
}

/** base-ctor-call: ':' new-lines:opt 'base' new-lines:opt argument-list new-lines:opt */
function baseCall(p: Parser): BaseCall {
  p.skipNewlines();
  const mode = p.mode;
  p.setMode(Mode.Signature);
  const result = p.peek() === Kind.Colon ? afterColon(p) : noCall;
  p.setMode(mode);
  return result;
}

function afterColon(p: Parser): BaseCall {
  const colonEnd = p.end;
  p.skip();
  p.skipNewlines();
  if (p.peek() !== Kind.Base) {
    p.reportIncomplete(colonEnd, colonEnd, 'MissingBaseCtorCall');
    return { call: undefined, errorEnd: colonEnd };
  }
  const { start, end: keywordEnd } = p;
  p.skip();
  p.skipNewlines();
  if (p.peek() !== Kind.LParen) {
    p.reportIncomplete(keywordEnd, keywordEnd, 'MissingMethodParameterList');
    return { call: undefined, errorEnd: keywordEnd };
  }
  p.skip();
  const [args, end] = argumentsInParens(p);
  p.skipNewlines();
  return { call: { kind: 'BaseCtorInvokeMemberExpressionAst', start, end, keywordStart: start, keywordEnd, arguments: args }, errorEnd: -1 };
}
