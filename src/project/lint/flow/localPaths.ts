/** Paths as far as a text tells them: the same words for the same file, through variables and what puts paths together. */
import { argumentFor, textOf, typeFullName, variableParts, type Ast, type CommandAst, type InvokeMemberExpressionAst, type VariableExpressionAst } from '../../../powershell/index.ts';
import { bare, commandKey } from '../sites.ts';

/** The path in a variable; undefined where nobody knows. */
export type PathIn = (variable: VariableExpressionAst, isUsing: boolean) => string | undefined;

/** Whether a path leads to the disk of the worker itself. */
export const isLocalPath = (path: string): boolean => /^(?:[a-z]:\\|%(?:temp|tmp|appdata|localappdata|userprofile|programdata|public|systemdrive|systemroot|windir)%|<)/.test(path);

const plain = (path: string): string => path.toLowerCase().replaceAll('/', '\\').replace(/(?<=.)\\+/g, '\\');
const joined = (paths: readonly (string | undefined)[]): string | undefined =>
  (paths[0] === undefined || paths.includes(undefined) ? undefined : plain(paths.map((part, i) => (i === 0 ? part! : part!.replace(/^\\+/, ''))).join('\\')));

/** How a variable that nobody knows stands in a path. */
export const unknownIn = (variable: VariableExpressionAst): string => `$${variableParts(variable.variablePath).name.toLowerCase()}$`;

function inVariable(node: VariableExpressionAst, pathIn: PathIn, isUsing = false): string | undefined {
  const { isDrive, drive, name } = variableParts(node.variablePath);
  return isDrive && drive === 'env' ? `%${name.toLowerCase()}%` : pathIn(node, isUsing);
}

/** The words of a path that an expression or a command gives; undefined where the text does not tell. What differs from run to run is in them by name. */
export function pathOf(written: Ast, pathIn: PathIn): string | undefined {
  const node = bare(written);
  switch (node.kind) {
    case 'StringConstantExpressionAst': return plain(node.value);
    case 'ExpandableStringExpressionAst': return plain(node.parts.map((part) => (typeof part === 'string' ? part : inText(part, pathIn))).join(''));
    case 'VariableExpressionAst': return inVariable(node, pathIn);
    case 'UsingExpressionAst': return node.subExpression.kind === 'VariableExpressionAst' ? inVariable(node.subExpression, pathIn, true) : undefined;
    case 'MemberExpressionAst': return /^FullName$/i.test(textOf(node.member) ?? '') ? pathOf(node.expression, pathIn) : undefined;
    case 'BinaryExpressionAst': {
      const left = node.operator === 'Plus' ? pathOf(node.left, pathIn) : undefined, right = left === undefined ? undefined : inText(node.right, pathIn);
      return left === undefined || right === undefined ? undefined : plain(left + right);
    }
    case 'InvokeMemberExpressionAst': return ofMethod(node, pathIn);
    case 'CommandAst': return ofCommand(node, pathIn);
    default: return undefined;
  }
}

/** A part of a text: a variable by its name, anything else by its place. */
function inText(part: Ast, pathIn: PathIn): string {
  const node = bare(part), known = pathOf(node, pathIn);
  return known ?? (node.kind === 'VariableExpressionAst' ? unknownIn(node) : node.kind === 'ConstantExpressionAst' ? String(node.value) : `$${node.start}$`);
}

function ofMethod(node: InvokeMemberExpressionAst, pathIn: PathIn): string | undefined {
  if (node.expression.kind !== 'TypeExpressionAst' || !/^(?:System\.)?IO\.Path$/i.test(typeFullName(node.expression.typeName))) return undefined;
  switch (textOf(node.member)?.toLowerCase()) {
    case 'gettemppath': return '%temp%\\';
    // A new name with each call.
    case 'gettempfilename': return `<${node.start}>`;
    case 'combine': return joined(node.arguments.map((argument, i) => (i === 0 ? pathOf(argument, pathIn) : inText(argument, pathIn))));
    default: return undefined;
  }
}

function ofCommand(node: CommandAst, pathIn: PathIn): string | undefined {
  switch (commandKey({ node })) {
    case 'join-path': {
      const path = argumentFor(node, 'Path', 0), child = argumentFor(node, 'ChildPath', 1);
      return path === undefined || child === undefined ? undefined : joined([pathOf(path, pathIn), inText(child, pathIn)]);
    }
    case 'new-temporaryfile': return `<${node.start}>`;
    case 'new-item': {
      const path = argumentFor(node, 'Path', 0), name = argumentFor(node, 'Name');
      return path === undefined ? undefined : name === undefined ? pathOf(path, pathIn) : joined([pathOf(path, pathIn), inText(name, pathIn)]);
    }
    default: return undefined;
  }
}
