/**
 * The syntax tree, named as in `System.Management.Automation.Language`. Every node has its kind and its
 * extent: offsets in UTF-16 units of the text after a byte order mark is removed, `end` exclusive.
 * Positions as line and column are worked out from the text's line table when somebody asks (lineMap.ts).
 *
 * Nodes hold what the parser knows and nothing else: analysis and the compiler keep tables of their own.
 */

/** What every node has. `errors` is set on nodes that were repaired. */
interface Node<K extends string> {
  readonly kind: K;
  readonly start: number;
  readonly end: number;
}

// ---- script blocks and their parts -------------------------------------------------------------------

export interface ScriptBlockAst extends Node<'ScriptBlockAst'> {
  readonly attributes: readonly AttributeAst[];
  readonly usings: readonly UsingStatementAst[];
  readonly paramBlock: ParamBlockAst | undefined;
  readonly dynamicParamBlock: NamedBlockAst | undefined;
  readonly beginBlock: NamedBlockAst | undefined;
  readonly processBlock: NamedBlockAst | undefined;
  readonly endBlock: NamedBlockAst | undefined;
  readonly cleanBlock: NamedBlockAst | undefined;
  /** What `#requires` lines ask for; only on the outermost script block. */
  readonly requirements: ScriptRequirements | undefined;
}

export interface ScriptRequirements {
  readonly version: string | undefined;
  readonly editions: readonly string[];
  readonly modules: readonly string[];
  /** The same modules with what is asked of their versions, by key in lower case. */
  readonly specifications: readonly ReadonlyMap<string, string>[];
  readonly runAsAdministrator: boolean;
}

export interface ParamBlockAst extends Node<'ParamBlockAst'> {
  readonly attributes: readonly AttributeAst[];
  readonly parameters: readonly ParameterAst[];
}

export type BlockName = 'DynamicParam' | 'Begin' | 'Process' | 'End' | 'Clean';

export interface NamedBlockAst extends Node<'NamedBlockAst'> {
  readonly blockName: BlockName;
  /** True for the end (or, in a filter, process) block that the text does not name. */
  readonly unnamed: boolean;
  readonly statements: readonly StatementAst[];
  readonly traps: readonly TrapStatementAst[];
}

export interface StatementBlockAst extends Node<'StatementBlockAst'> {
  readonly statements: readonly StatementAst[];
  readonly traps: readonly TrapStatementAst[];
}

export interface ParameterAst extends Node<'ParameterAst'> {
  readonly name: VariableExpressionAst;
  readonly attributes: readonly AttributeBaseAst[];
  readonly defaultValue: ExpressionAst | undefined;
}

export interface AttributeAst extends Node<'AttributeAst'> {
  readonly typeName: TypeName;
  readonly positionalArguments: readonly ExpressionAst[];
  readonly namedArguments: readonly NamedAttributeArgumentAst[];
}

export interface NamedAttributeArgumentAst extends Node<'NamedAttributeArgumentAst'> {
  readonly argumentName: string;
  readonly argument: ExpressionAst;
  /** `[Parameter(Mandatory)]`: the value is an implied `$true`. */
  readonly expressionOmitted: boolean;
}

export interface TypeConstraintAst extends Node<'TypeConstraintAst'> {
  readonly typeName: TypeName;
}

export type AttributeBaseAst = AttributeAst | TypeConstraintAst;

/** `[int]`, `[string[]]`, `[int[,]]`, `[Dictionary[string,int]]`, `[Type, Assembly]`. Not a node in the official tree either. */
export type TypeName = SimpleTypeName | ArrayTypeName | GenericTypeName;
interface TypeNameBase { readonly start: number; readonly end: number; /** As written, without brackets around it. */ readonly text: string }
export interface SimpleTypeName extends TypeNameBase { readonly form: 'simple'; readonly name: string; readonly assembly: string | undefined }
export interface ArrayTypeName extends TypeNameBase { readonly form: 'array'; readonly element: TypeName; readonly rank: number }
export interface GenericTypeName extends TypeNameBase { readonly form: 'generic'; readonly generic: SimpleTypeName; readonly arguments: readonly TypeName[] }

// ---- definitions -------------------------------------------------------------------------------------

export interface FunctionDefinitionAst extends Node<'FunctionDefinitionAst'> {
  readonly name: string;
  readonly isFilter: boolean;
  readonly isWorkflow: boolean;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** `function f($a) { }`: the parameters in parentheses; undefined where there are none. */
  readonly parameters: readonly ParameterAst[] | undefined;
  readonly body: ScriptBlockAst;
}

export interface TypeDefinitionAst extends Node<'TypeDefinitionAst'> {
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly typeKind: 'Class' | 'Interface' | 'Enum';
  readonly attributes: readonly AttributeAst[];
  readonly baseTypes: readonly TypeConstraintAst[];
  readonly members: readonly MemberAst[];
}

export interface PropertyMemberAst extends Node<'PropertyMemberAst'> {
  readonly name: string;
  readonly isStatic: boolean;
  readonly isHidden: boolean;
  readonly attributes: readonly AttributeAst[];
  readonly propertyType: TypeConstraintAst | undefined;
  readonly initialValue: ExpressionAst | undefined;
}

export interface FunctionMemberAst extends Node<'FunctionMemberAst'> {
  readonly name: string;
  readonly isStatic: boolean;
  readonly isHidden: boolean;
  readonly isConstructor: boolean;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly attributes: readonly AttributeAst[];
  readonly returnType: TypeConstraintAst | undefined;
  readonly parameters: readonly ParameterAst[];
  /** A constructor's `: base(…)`; an InvokeMemberExpressionAst-like call. */
  readonly baseCall: BaseCtorInvokeMemberExpressionAst | undefined;
  readonly body: ScriptBlockAst;
}

export type MemberAst = PropertyMemberAst | FunctionMemberAst;

export interface UsingStatementAst extends Node<'UsingStatementAst'> {
  readonly usingKind: 'Assembly' | 'Command' | 'Module' | 'Namespace' | 'Type';
  readonly name: StringConstantExpressionAst | undefined;
  readonly alias: StringConstantExpressionAst | undefined;
  readonly moduleSpecification: HashtableAst | undefined;
}

// ---- statements --------------------------------------------------------------------------------------

export interface IfClause { readonly condition: PipelineBaseAst; readonly body: StatementBlockAst }
export interface IfStatementAst extends Node<'IfStatementAst'> {
  readonly clauses: readonly IfClause[];
  readonly elseClause: StatementBlockAst | undefined;
}

interface Labeled { readonly label: string | undefined }
export interface WhileStatementAst extends Node<'WhileStatementAst'>, Labeled {
  readonly condition: PipelineBaseAst; readonly body: StatementBlockAst;
}
export interface DoWhileStatementAst extends Node<'DoWhileStatementAst'>, Labeled {
  readonly condition: PipelineBaseAst; readonly body: StatementBlockAst;
}
export interface DoUntilStatementAst extends Node<'DoUntilStatementAst'>, Labeled {
  readonly condition: PipelineBaseAst; readonly body: StatementBlockAst;
}
export interface ForStatementAst extends Node<'ForStatementAst'>, Labeled {
  readonly initializer: PipelineBaseAst | undefined;
  readonly condition: PipelineBaseAst | undefined;
  readonly iterator: PipelineBaseAst | undefined;
  readonly body: StatementBlockAst;
}
export interface ForEachStatementAst extends Node<'ForEachStatementAst'>, Labeled {
  readonly variable: VariableExpressionAst;
  readonly condition: PipelineBaseAst;
  readonly body: StatementBlockAst;
  readonly parallel: boolean;
  readonly throttleLimit: ExpressionAst | undefined;
}
export type SwitchFlag = 'File' | 'Regex' | 'Wildcard' | 'Exact' | 'CaseSensitive' | 'Parallel';
export interface SwitchClause { readonly test: ExpressionAst; readonly body: StatementBlockAst }
export interface SwitchStatementAst extends Node<'SwitchStatementAst'>, Labeled {
  readonly flags: readonly SwitchFlag[];
  readonly condition: PipelineBaseAst;
  readonly clauses: readonly SwitchClause[];
  readonly default: StatementBlockAst | undefined;
}
export interface TryStatementAst extends Node<'TryStatementAst'> {
  readonly body: StatementBlockAst;
  readonly catchClauses: readonly CatchClauseAst[];
  readonly finally: StatementBlockAst | undefined;
}
export interface CatchClauseAst extends Node<'CatchClauseAst'> {
  readonly catchTypes: readonly TypeConstraintAst[];
  readonly body: StatementBlockAst;
}
export interface TrapStatementAst extends Node<'TrapStatementAst'> {
  readonly trapType: TypeConstraintAst | undefined;
  readonly body: StatementBlockAst;
}
export interface BreakStatementAst extends Node<'BreakStatementAst'> { readonly label: ExpressionAst | undefined }
export interface ContinueStatementAst extends Node<'ContinueStatementAst'> { readonly label: ExpressionAst | undefined }
export interface ReturnStatementAst extends Node<'ReturnStatementAst'> { readonly pipeline: PipelineBaseAst | undefined }
export interface ExitStatementAst extends Node<'ExitStatementAst'> { readonly pipeline: PipelineBaseAst | undefined }
export interface ThrowStatementAst extends Node<'ThrowStatementAst'> { readonly pipeline: PipelineBaseAst | undefined }
export interface DataStatementAst extends Node<'DataStatementAst'> {
  readonly variable: string | undefined;
  /** Where the variable's name begins; without one where the statement does. */
  readonly variableStart: number;
  readonly commandsAllowed: readonly ExpressionAst[];
  readonly body: StatementBlockAst;
}
/** `parallel { }` and `sequence { }` of a workflow. */
export interface BlockStatementAst extends Node<'BlockStatementAst'> {
  readonly blockKind: 'Parallel' | 'Sequence';
  readonly body: StatementBlockAst;
}
export interface AssignmentStatementAst extends Node<'AssignmentStatementAst'> {
  readonly operator: AssignmentOperator;
  readonly operatorStart: number;
  readonly operatorEnd: number;
  readonly left: ExpressionAst;
  readonly right: StatementAst;
}
export type AssignmentOperator =
  | 'Equals' | 'PlusEquals' | 'MinusEquals' | 'MultiplyEquals' | 'DivideEquals' | 'RemainderEquals' | 'QuestionQuestionEquals';
/** A statement that could not be understood; holds the parts that could. */
export interface ErrorStatementAst extends Node<'ErrorStatementAst'> {
  /** The keyword it began with, in lower case, where there was one. */
  readonly keyword: string | undefined;
  readonly children: readonly Ast[];
}

// ---- pipelines and commands --------------------------------------------------------------------------

export interface PipelineAst extends Node<'PipelineAst'> {
  readonly elements: readonly CommandBaseAst[];
  readonly background: boolean;
}
export interface PipelineChainAst extends Node<'PipelineChainAst'> {
  readonly left: PipelineAst | PipelineChainAst;
  readonly operator: 'AndAnd' | 'OrOr';
  readonly right: PipelineAst;
  readonly background: boolean;
}
export interface CommandAst extends Node<'CommandAst'> {
  /** `Unknown` where no operator stands before the command, as the official tree says it. */
  readonly invocationOperator: 'Unknown' | 'Ampersand' | 'Dot';
  /** The name expression first, then parameters and arguments in order. */
  readonly elements: readonly CommandElementAst[];
  readonly redirections: readonly RedirectionAst[];
}
export interface CommandExpressionAst extends Node<'CommandExpressionAst'> {
  readonly expression: ExpressionAst;
  readonly redirections: readonly RedirectionAst[];
}
export interface CommandParameterAst extends Node<'CommandParameterAst'> {
  readonly parameterName: string;
  /** `-Name:value`; undefined where no colon follows. */
  readonly argument: ExpressionAst | undefined;
}
export type RedirectionStream = 'All' | 'Output' | 'Error' | 'Warning' | 'Verbose' | 'Debug' | 'Information';
export interface FileRedirectionAst extends Node<'FileRedirectionAst'> {
  readonly fromStream: RedirectionStream; readonly append: boolean; readonly location: ExpressionAst;
}
export interface MergingRedirectionAst extends Node<'MergingRedirectionAst'> {
  readonly fromStream: RedirectionStream; readonly toStream: RedirectionStream;
}

// ---- expressions -------------------------------------------------------------------------------------

export interface BinaryExpressionAst extends Node<'BinaryExpressionAst'> {
  readonly left: ExpressionAst; readonly operator: BinaryOperator; readonly right: ExpressionAst;
  readonly operatorStart: number; readonly operatorEnd: number;
}
/** TokenKind names; `I` prefix is the default (case-insensitive) form, `C` the case-sensitive one. */
export type BinaryOperator =
  | 'Plus' | 'Minus' | 'Multiply' | 'Divide' | 'Rem' | 'Format' | 'DotDot' | 'And' | 'Or' | 'Xor' | 'Band' | 'Bor' | 'Bxor' | 'Shl' | 'Shr'
  | 'Is' | 'IsNot' | 'As' | 'Join' | 'QuestionQuestion'
  | 'Ieq' | 'Ine' | 'Igt' | 'Ige' | 'Ilt' | 'Ile' | 'Ilike' | 'Inotlike' | 'Imatch' | 'Inotmatch' | 'Icontains' | 'Inotcontains' | 'Iin' | 'Inotin' | 'Ireplace' | 'Isplit'
  | 'Ceq' | 'Cne' | 'Cgt' | 'Cge' | 'Clt' | 'Cle' | 'Clike' | 'Cnotlike' | 'Cmatch' | 'Cnotmatch' | 'Ccontains' | 'Cnotcontains' | 'Cin' | 'Cnotin' | 'Creplace' | 'Csplit';
export interface UnaryExpressionAst extends Node<'UnaryExpressionAst'> {
  readonly operator: UnaryOperator; readonly child: ExpressionAst;
}
export type UnaryOperator =
  | 'Exclaim' | 'Not' | 'Minus' | 'Plus' | 'Bnot' | 'Comma' | 'Join' | 'Isplit' | 'Csplit'
  | 'PlusPlus' | 'MinusMinus' | 'PostfixPlusPlus' | 'PostfixMinusMinus';
export interface TernaryExpressionAst extends Node<'TernaryExpressionAst'> {
  readonly condition: ExpressionAst; readonly ifTrue: ExpressionAst; readonly ifFalse: ExpressionAst;
}
export interface AttributedExpressionAst extends Node<'AttributedExpressionAst'> {
  readonly attribute: AttributeBaseAst; readonly child: ExpressionAst;
}
export interface ConvertExpressionAst extends Node<'ConvertExpressionAst'> {
  readonly type: TypeConstraintAst; readonly child: ExpressionAst;
}
export interface MemberExpressionAst extends Node<'MemberExpressionAst'> {
  readonly expression: ExpressionAst; readonly member: ExpressionAst;
  readonly isStatic: boolean; readonly nullConditional: boolean;
}
export interface InvokeMemberExpressionAst extends Node<'InvokeMemberExpressionAst'> {
  readonly expression: ExpressionAst; readonly member: ExpressionAst;
  readonly isStatic: boolean; readonly nullConditional: boolean;
  readonly arguments: readonly ExpressionAst[];
  readonly genericTypeArguments: readonly TypeName[];
}
export interface BaseCtorInvokeMemberExpressionAst extends Node<'BaseCtorInvokeMemberExpressionAst'> {
  /** The word `base`. */
  readonly keywordStart: number;
  readonly keywordEnd: number;
  readonly arguments: readonly ExpressionAst[];
}
export interface IndexExpressionAst extends Node<'IndexExpressionAst'> {
  readonly target: ExpressionAst; readonly index: ExpressionAst; readonly nullConditional: boolean;
}
export interface TypeExpressionAst extends Node<'TypeExpressionAst'> { readonly typeName: TypeName }
export interface VariableExpressionAst extends Node<'VariableExpressionAst'> {
  /** With its scope or drive as written, without `$`, `@` and braces: `env:TEMP`, `script:x`, `using:y`. */
  readonly variablePath: string;
  readonly splatted: boolean;
}
/**
 * A number; `value` is the exact value, `type` the .NET type the literal has. The one truth value is what an attribute
 * argument without a value implies: `[Parameter(Mandatory)]`.
 */
export interface ConstantExpressionAst extends Node<'ConstantExpressionAst'> {
  readonly type: NumericTypeName | 'System.Boolean';
  /** number for what fits a JavaScript number exactly by type (Int32 and smaller, Double, Single), bigint for Int64, UInt64 and BigInteger, text for Decimal, an empty text of type Object for a literal that no type holds. */
  readonly value: number | bigint | string | boolean;
}
export type NumericTypeName =
  | 'System.SByte' | 'System.Byte' | 'System.Int16' | 'System.UInt16' | 'System.Int32' | 'System.UInt32' | 'System.Int64' | 'System.UInt64'
  | 'System.Numerics.BigInteger' | 'System.Decimal' | 'System.Double' | 'System.Single' | 'System.Object';
export type StringConstantType = 'BareWord' | 'SingleQuoted' | 'DoubleQuoted' | 'SingleQuotedHereString' | 'DoubleQuotedHereString';
export interface StringConstantExpressionAst extends Node<'StringConstantExpressionAst'> {
  readonly stringConstantType: StringConstantType; readonly value: string;
}
export interface ExpandableStringExpressionAst extends Node<'ExpandableStringExpressionAst'> {
  readonly stringConstantType: StringConstantType;
  /** The text with escapes resolved and the nested expressions as written. */
  readonly value: string;
  /** Literal pieces and nested expressions in order, escapes resolved. */
  readonly parts: readonly (string | ExpressionAst)[];
  readonly nestedExpressions: readonly ExpressionAst[];
}
export interface ScriptBlockExpressionAst extends Node<'ScriptBlockExpressionAst'> { readonly scriptBlock: ScriptBlockAst }
export interface ParenExpressionAst extends Node<'ParenExpressionAst'> { readonly pipeline: PipelineBaseAst }
export interface SubExpressionAst extends Node<'SubExpressionAst'> { readonly subExpression: StatementBlockAst }
export interface ArrayExpressionAst extends Node<'ArrayExpressionAst'> { readonly subExpression: StatementBlockAst }
export interface ArrayLiteralAst extends Node<'ArrayLiteralAst'> { readonly elements: readonly ExpressionAst[] }
export interface HashtablePair { readonly key: ExpressionAst; readonly value: StatementAst }
export interface HashtableAst extends Node<'HashtableAst'> { readonly pairs: readonly HashtablePair[] }
export interface UsingExpressionAst extends Node<'UsingExpressionAst'> { readonly subExpression: ExpressionAst }
/** An expression that is missing (zero width) or could not be understood. */
export interface ErrorExpressionAst extends Node<'ErrorExpressionAst'> { readonly children: readonly Ast[] }

// ---- unions ------------------------------------------------------------------------------------------

export type ExpressionAst =
  | BinaryExpressionAst | UnaryExpressionAst | TernaryExpressionAst | AttributedExpressionAst | ConvertExpressionAst | MemberExpressionAst
  | InvokeMemberExpressionAst | BaseCtorInvokeMemberExpressionAst | IndexExpressionAst | TypeExpressionAst | VariableExpressionAst
  | ConstantExpressionAst | StringConstantExpressionAst | ExpandableStringExpressionAst | ScriptBlockExpressionAst | ParenExpressionAst
  | SubExpressionAst | ArrayExpressionAst | ArrayLiteralAst | HashtableAst | UsingExpressionAst | ErrorExpressionAst;
export type CommandElementAst = ExpressionAst | CommandParameterAst;
export type RedirectionAst = FileRedirectionAst | MergingRedirectionAst;
export type CommandBaseAst = CommandAst | CommandExpressionAst;
/** What may stand where a pipeline is asked for: an assignment is one too, and a broken one is an error statement. */
export type PipelineBaseAst = PipelineAst | PipelineChainAst | AssignmentStatementAst | ErrorStatementAst;
export type StatementAst =
  | PipelineBaseAst | IfStatementAst | WhileStatementAst | DoWhileStatementAst | DoUntilStatementAst | ForStatementAst | ForEachStatementAst
  | SwitchStatementAst | TryStatementAst | TrapStatementAst | BreakStatementAst | ContinueStatementAst | ReturnStatementAst | ExitStatementAst
  | ThrowStatementAst | DataStatementAst | BlockStatementAst | FunctionDefinitionAst | TypeDefinitionAst | CommandExpressionAst
  /** Only where it is misplaced, with an error. */
  | UsingStatementAst;
export type Ast =
  | ScriptBlockAst | ParamBlockAst | NamedBlockAst | StatementBlockAst | ParameterAst | AttributeAst | NamedAttributeArgumentAst
  | TypeConstraintAst | MemberAst | UsingStatementAst | StatementAst | CatchClauseAst | CommandBaseAst | CommandParameterAst | RedirectionAst
  | ExpressionAst;
export type AstKind = Ast['kind'];
