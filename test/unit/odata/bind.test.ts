import assert from 'node:assert/strict';
import { ODataError } from '../../../src/odata/errors.ts';
import { bindFilter, bindOrderBy } from '../../../src/odata/query/bind.ts';
import type { Expression, Source } from '../../../src/odata/query/expression.ts';
import { parseExpression, parseOrderBy } from '../../../src/odata/query/parser.ts';
import { modelsFor } from '../../../src/sma/models.ts';

const { main } = modelsFor('2016');
function type(name: string): NonNullable<ReturnType<typeof main.entityType>> {
  const found = main.entityType(name);
  assert.ok(found);
  return found;
}
const bind = (filter: string, entity = 'Runbook', model = main): Expression => {
  const found = model.entityType(entity);
  assert.ok(found);
  return bindFilter(parseExpression(filter), found, model);
};

const from = (source: Source): string => [source.root, ...source.steps.map((step) => step.name)].join('/') + (source.cast ? `<${source.type.name}>` : '');
const short = (edm: string): string => edm.replace('Edm.', '');
/** Meaning as text, with the types the binder gave. */
function meaning(node: Expression): string {
  switch (node.kind) {
    case 'literal': return `${String(node.value)}:${short(node.type)}`;
    case 'property': return `${from(node.source)}.${node.property.name}:${short(node.type)}`;
    case 'logical': return `(${node.operator} ${node.operands.map(meaning).join(' ')})`;
    case 'not': return `(not ${meaning(node.operand)})`;
    case 'negate': return `(negate ${meaning(node.operand)}):${short(node.type)}`;
    case 'comparison': return `(${node.operator}<${short(node.comparedAs)}> ${meaning(node.left)} ${meaning(node.right)})`;
    case 'arithmetic': return `(${node.operator} ${meaning(node.left)} ${meaning(node.right)}):${short(node.type)}`;
    case 'call': return `${node.function}(${node.arguments.map(meaning).join(', ')}):${short(node.type)}`;
    case 'cast': return `cast(${meaning(node.operand)}):${short(node.type)}`;
    case 'entityIsNull': return `(${node.isNull ? 'no' : 'some'} ${from(node.source)})`;
    case 'isOf': return `(${from(node.source)} is ${node.entityType.name})`;
    case 'any': case 'all': return `(${node.kind} ${node.variable} in ${from(node.source)}.${node.navigation.name}: ${node.predicate === undefined ? '-' : meaning(node.predicate)})`;
  }
}
const ID = '2e32df92-2364-4c1a-bfea-e1ba45baa79f';

const GOOD: readonly (readonly [entity: string, filter: string, expected: string])[] = [
  ['Runbook', "RunbookName eq 'Demo'", '(eq<String> $it.RunbookName:String Demo:String)'],
  ['RunbookVersion', `RunbookVersionID eq guid'${ID}' and IsDraft`, `(and (eq<Guid> $it.RunbookVersionID:Guid ${ID}:Guid) $it.IsDraft:Boolean)`],
  ['Job', "substringof(JobStatus,'Running,Suspended,New,Activating')", 'substringof($it.JobStatus:String, Running,Suspended,New,Activating:String):Boolean'],
  ['Job', `JobContext/RunbookVersionID eq guid'${ID}'`, `(eq<Guid> $it/JobContext.RunbookVersionID:Guid ${ID}:Guid)`],
  ['Job', "JobContext/RunbookVersion/Runbook/RunbookName eq 'x'", '(eq<String> $it/JobContext/RunbookVersion/Runbook.RunbookName:String x:String)'],
  ['Job', 'EndTime eq null', '(eq<DateTime> $it.EndTime:DateTime null:null)'],
  ['Job', "StartTime gt datetime'2014-02-07T18:30:50.087'", '(gt<DateTime> $it.StartTime:DateTime 2014-02-07T18:30:50.087:DateTime)'],
  ['Job', 'ErrorCount gt 0', '(gt<Int32> $it.ErrorCount:Int16 0:Int32)'],
  ['Job', 'ErrorCount add WarningCount mul 2 eq 10L', '(eq<Int64> (add $it.ErrorCount:Int16 (mul $it.WarningCount:Int16 2:Int32):Int32):Int32 10:Int64)'],
  ['Job', 'ErrorCount div 2 lt 1.5', '(lt<Double> (div $it.ErrorCount:Int16 2:Int32):Int32 1.5:Double)'],
  ['Job', 'year(StartTime) eq 2014 and -ErrorCount eq -1', '(and (eq<Int32> year($it.StartTime:DateTime):Int32 2014:Int32) (eq<Int32> (negate $it.ErrorCount:Int16):Int32 -1:Int32))'],
  ['Job', 'round(ErrorCount) eq 1', '(eq<Double> round($it.ErrorCount:Int16):Double 1:Int32)'],
  ['Runbook', "length(substring(tolower(RunbookName),1,2)) eq 2 or startswith(Tags,'a')", '(or (eq<Int32> length(substring(tolower($it.RunbookName:String):String, 1:Int32, 2:Int32):String):Int32 2:Int32) startswith($it.Tags:String, a:String):Boolean)'],
  ['Runbook', 'DraftRunbookVersion eq null', '(no $it/DraftRunbookVersion)'],
  ['Schedule', "cast('Orchestrator.ResourceModel.DailySchedule')/DayInterval eq 2", '(eq<Int32> $it<DailySchedule>.DayInterval:Byte 2:Int32)'],
  ['JobContext', 'cast(Schedule,Orchestrator.ResourceModel.DailySchedule)/DayInterval gt 1', '(gt<Int32> $it/Schedule<DailySchedule>.DayInterval:Byte 1:Int32)'],
  ['Runbook', 'null ne PublishedRunbookVersion', '(some $it/PublishedRunbookVersion)'],
  ['Runbook', 'PublishedRunbookVersion/VersionNumber ge 2', '(ge<Int32> $it/PublishedRunbookVersion.VersionNumber:Int32 2:Int32)'],
  ['Runbook', 'Schedules/any()', '(any  in $it.Schedules: -)'],
  ['Runbook', 'Schedules/all(s:s/IsEnabled or s/Name eq RunbookName)', '(all s in $it.Schedules: (or s.IsEnabled:Boolean (eq<String> s.Name:String $it.RunbookName:String)))'],
  ['RunbookVersion', "JobContexts/any(c:c/JobParameters/any(p:p/Name eq 'x' and c/ScheduleID eq null))", '(any c in $it.JobContexts: (any p in c.JobParameters: (and (eq<String> p.Name:String x:String) (eq<Guid> c.ScheduleID:Guid null:null))))'],
  ['Schedule', 'Orchestrator.ResourceModel.DailySchedule/DayInterval gt 2', '(gt<Int32> $it<DailySchedule>.DayInterval:Byte 2:Int32)'],
  ['Schedule', "isof('Orchestrator.ResourceModel.OneTimeSchedule')", '($it is OneTimeSchedule)'],
  ['JobContext', "isof(Schedule,'Orchestrator.ResourceModel.DailySchedule')", '($it/Schedule is DailySchedule)'],
  ['Job', "isof(StartTime,'Edm.DateTime')", '(ne<DateTime> $it.StartTime:DateTime null:null)'],
  ['Job', "cast(ErrorCount,'Edm.String') eq '1'", '(eq<String> cast($it.ErrorCount:Int16):String 1:String)'],
  ['Runbook', '$it/LogDebug', '$it.LogDebug:Boolean'],
  ['Runbook', 'null eq null', '(eq<null> null:null null:null)'],
  ['Job', 'null add 1 eq null', '(eq<Int32> (add null:null 1:Int32):Int32 null:null)'], ['Job', 'ErrorCount mul null eq 1', '(eq<Int32> (mul $it.ErrorCount:Int16 null:null):Int32 1:Int32)'],
  ['Job', '-null eq null', '(eq<null> null:null null:null)'], ['Job', 'null div null eq 1', '(eq<Int32> null:null 1:Int32)'],
  ['Job', 'NaN eq NaN', 'false:Boolean'], ['Job', 'NaN ne NaN', 'true:Boolean'], ['Job', 'ErrorCount ge NaN', 'false:Boolean'], ['Job', 'NaN eq null', 'false:Boolean'], ['Job', '-NaNf ne 1', 'true:Boolean'],
  ['Job', 'INF sub INF ne 1', 'true:Boolean'], ['Job', 'floor(ErrorCount add NaN) lt 1', 'false:Boolean'], ['Job', '0.0 div 0 eq 0', 'false:Boolean'],
];

const BAD: readonly (readonly [entity: string, filter: string, code: string])[] = [
  ['Runbook', 'Name eq 1', 'PropertyUnknown'], ['Runbook', "runbookname eq 'x'", 'PropertyUnknown'], ['Runbook', 'RunbookType eq Script', 'PropertyUnknown'],
  ['Job', "JobContext/Nope eq 'x'", 'PropertyUnknown'], ['Job', "JobStatus/Length eq 1", 'PropertyUnknown'], ['Runbook', 'toString eq 1', 'PropertyUnknown'], ['Runbook', '__proto__ eq 1', 'PropertyUnknown'],
  ['Runbook', "Schedules/Name eq 'x'", 'NotSingleValued'], ['Runbook', 'Schedules eq null', 'NotSingleValued'], ['Runbook', 'DraftRunbookVersion eq 1', 'NotPrimitive'], ['Runbook', 'DraftRunbookVersion', 'NotPrimitive'],
  ['Runbook', 'RunbookName eq 1', 'OperatorTypes'], ['Runbook', `RunbookID eq '${ID}'`, 'OperatorTypes'], ['Runbook', "X'00' gt X'01'", 'OperatorTypes'], ['Runbook', "RunbookName add 'x' eq 'y'", 'OperatorTypes'],
  ['Job', "StartTime eq datetimeoffset'2014-02-07T18:30:50Z'", 'OperatorTypes'], ['Job', 'ErrorCount add 1.5M eq 1.5', 'OperatorTypes'],
  ['Runbook', 'RunbookName', 'NotBoolean'], ['Runbook', '1 add 1', 'NotBoolean'], ['Runbook', 'null', 'NotBoolean'], ['Runbook', "'x'", 'NotBoolean'], ['Runbook', "null add 'x' eq null", 'OperatorTypes'], ['Runbook', "NaN eq 'x'", 'OperatorTypes'],
  ['Runbook', 'not RunbookName', 'OperandType'], ['Runbook', 'LogDebug and RunbookName', 'OperandType'], ['Runbook', '-RunbookName eq 1', 'OperandType'],
  ['Runbook', 'now() eq 1', 'FunctionUnknown'], ['Runbook', 'constructor(1) eq 1', 'FunctionUnknown'], ['Runbook', "contains(RunbookName,'x')", 'FunctionUnknown'],
  ['Runbook', "startswith(RunbookName)", 'FunctionArguments'], ['Runbook', 'year(RunbookName) eq 1', 'FunctionArguments'], ['Runbook', "substring(RunbookName,1.5) eq 'x'", 'FunctionArguments'],
  ['Runbook', 'RunbookName/any()', 'NotCollection'], ['Runbook', 'DraftRunbookVersion/any()', 'NotCollection'], ['Runbook', 'Nope/any()', 'PropertyUnknown'],
  ['Runbook', 'Schedules/any(s:s/Nope eq 1)', 'PropertyUnknown'], ['Runbook', 'Schedules/any(s:s/JobContexts/any(s:s/TenantID eq null))', 'ExpressionSyntax'], ['Runbook', 'Schedules/any(s:s/Name)', 'OperandType'],
  ['Schedule', 'Orchestrator.ResourceModel.Runbook/LogDebug', 'TypeUnknown'], ['Schedule', 'DailySchedule/DayInterval gt 1', 'PropertyUnknown'], ['Schedule', "isof('Nope.Type')", 'TypeUnknown'],
  ['Runbook', "cast('Edm.String') eq 'x'", 'TypeUnknown'], ['Runbook', "cast(RunbookName,'Edm.Int32') eq 1", 'OperatorTypes'], ['Runbook', 'isof()', 'FunctionArguments'],
];

describe('filters against the model', () => {
  for (const [entity, filter, expected] of GOOD) it(`${entity}: ${filter}`, () => assert.equal(meaning(bind(filter, entity)), expected));

  for (const [entity, filter, code] of BAD) {
    it(`${entity}: ${filter} is refused (${code})`, () => assert.throws(() => bind(filter, entity), (error) => ODataError.is(error) && error.status === 400 && error.code === code));
  }

  it('knows the later properties of a runbook only on later servers', () => {
    assert.equal(meaning(bind("RunbookType eq 'Script'")), '(eq<String> $it.RunbookType:String Script:String)');
    assert.throws(() => bind("RunbookType eq 'Script'", 'Runbook', modelsFor('2012R2').main), { code: 'PropertyUnknown', message: "No property 'RunbookType' exists in type 'Orchestrator.ResourceModel.Runbook' at position 0." });
  });

  it('does not let structured values of a stream item be compared', () => {
    assert.throws(() => bind('NameValues eq null', 'StreamItem', modelsFor('2016').jobStreams), { code: 'NotPrimitive' });
  });

  it('binds $orderby with paths and expressions', () => {
    const items = bindOrderBy(parseOrderBy('JobContext/RunbookVersionID desc,tolower(JobStatus)'), type('Job'), main);
    assert.deepEqual(items.map((item) => [meaning(item.expression), item.descending]), [['$it/JobContext.RunbookVersionID:Guid', true], ['tolower($it.JobStatus:String):String', false]]);
    assert.throws(() => bindOrderBy(parseOrderBy('Nope'), type('Job'), main), { code: 'PropertyUnknown' });
  });
});
