import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allOf, compare, contains, equals } from '../../../src/odata/client/filter.ts';
import { dateTime, guid, integer, text } from '../../../src/odata/client/literals.ts';
import { ODataUri, descending } from '../../../src/odata/client/uriBuilder.ts';
import { ODataError } from '../../../src/odata/errors.ts';
import { formatSkipToken } from '../../../src/odata/query/skipToken.ts';
import { formatKey, parseKey, splitSegment } from '../../../src/odata/uri/key.ts';
import { parseRequestUri } from '../../../src/odata/uri/requestUri.ts';
import type { RequestUri } from '../../../src/odata/uri/requestUri.ts';
import type { EntityPath, Resource } from '../../../src/odata/uri/resource.ts';
import { TENANT_ID, modelsFor } from '../../../src/sma/models.ts';
import { anyCharacter } from '../../support/anyCharacter.ts';

const models = modelsFor('2012R2');
const T = `/${TENANT_ID}`;
const ID = '2e32df92-2364-4c1a-bfea-e1ba45baa79f';
const ID2 = '57d0b6c3-9e45-4a3b-8f0e-4b64d52c3f11';
const parse = (target: string): RequestUri => parseRequestUri(T + target, models);

const keyText = (key: EntityPath['key']): string => (key === undefined ? '' : `[${Object.entries(key).map(([name, value]) => `${name}=${String(value)}`).join()}]`);
const pathText = (path: EntityPath): string =>
  [`${path.set.name}${keyText(path.key)}`, ...path.steps.map((step) => step.navigation.name + keyText(step.key))].join('/')
  + (path.isTypeFiltered ? `<${path.targetType.name}>` : '') + ` -> ${path.targetSet.name}${path.isCollection ? '*' : ''}`;
function show(resource: Resource): string {
  switch (resource.kind) {
    case 'serviceDocument': case 'metadata': case 'batch': return resource.kind;
    case 'operation': return `operation ${resource.operation.name} ${JSON.stringify(resource.parameters)}`;
    case 'property': return `property ${resource.property.name}${resource.raw ? ' raw' : ''} of ${pathText(resource.path)}`;
    case 'links': return `links ${resource.navigation.name}${keyText(resource.key)}${resource.count ? ' count' : ''} of ${pathText(resource.path)}`;
    case 'action': return `action ${resource.action.name} of ${pathText(resource.path)}`;
    default: return `${resource.kind} ${pathText(resource.path)}`;
  }
}

const ADDRESSES: readonly (readonly [target: string, expected: string])[] = [
  ['', 'serviceDocument'], ['/', 'serviceDocument'], ['/$metadata', 'metadata'], ['/$batch', 'batch'],
  ['/Runbooks', 'entities Runbooks -> Runbooks*'], ['/Runbooks/', 'entities Runbooks -> Runbooks*'], ['/Runbooks()', 'entities Runbooks -> Runbooks*'],
  [`/Runbooks(guid'${ID}')`, `entity Runbooks[RunbookID=${ID}] -> Runbooks`], [`/Runbooks(guid%27${ID.toUpperCase()}%27)`, `entity Runbooks[RunbookID=${ID}] -> Runbooks`],
  [`/Runbooks(RunbookID=guid'${ID}')`, `entity Runbooks[RunbookID=${ID}] -> Runbooks`],
  ["/AdminConfigurations('DrainTimeInSeconds')", 'entity AdminConfigurations[Name=DrainTimeInSeconds] -> AdminConfigurations'],
  ["/AdminConfigurations('a%2Fb%27%27c%20d')", "entity AdminConfigurations[Name=a/b'c d] -> AdminConfigurations"], ["/AdminConfigurations('a/b(c),d')", 'entity AdminConfigurations[Name=a/b(c),d] -> AdminConfigurations'],
  ["/AdminConfigurations('50%25')", 'entity AdminConfigurations[Name=50%] -> AdminConfigurations'], ["/AdminConfigurations('a+b')", 'entity AdminConfigurations[Name=a+b] -> AdminConfigurations'],
  ['/Deployment(1)', 'entity Deployment[InstanceId=1] -> Deployment'],
  [`/JobParameters(JobContextID=guid'${ID}',Name='message')`, `entity JobParameters[JobContextID=${ID},Name=message] -> JobParameters`],
  [`/JobParameters(Name='a,b=c',JobContextID=guid'${ID}')`, `entity JobParameters[JobContextID=${ID},Name=a,b=c] -> JobParameters`],
  [`/Runbooks(guid'${ID}')/PublishedRunbookVersion`, `entity Runbooks[RunbookID=${ID}]/PublishedRunbookVersion -> RunbookVersions`],
  [`/Runbooks(guid'${ID}')/Schedules`, `entities Runbooks[RunbookID=${ID}]/Schedules -> Schedules*`], [`/Runbooks(guid'${ID}')/Statistics`, `entity Runbooks[RunbookID=${ID}]/Statistics -> Statistics`],
  [`/Runbooks(guid'${ID}')/Schedules(guid'${ID2}')/JobContexts`, `entities Runbooks[RunbookID=${ID}]/Schedules[ScheduleID=${ID2}]/JobContexts -> JobContexts*`],
  [`/Jobs(guid'${ID}')/JobContext/RunbookVersion/Runbook`, `entity Jobs[JobID=${ID}]/JobContext/RunbookVersion/Runbook -> Runbooks`],
  [`/RunbookVersions(guid'${ID}')/$value`, `media RunbookVersions[RunbookVersionID=${ID}] -> RunbookVersions`],
  [`/Runbooks(guid'${ID}')/DraftRunbookVersion/$value`, `media Runbooks[RunbookID=${ID}]/DraftRunbookVersion -> RunbookVersions`],
  ['/Jobs/$count', 'count Jobs -> Jobs*'], [`/RunbookVersions(guid'${ID}')/RunbookParameters/$count`, `count RunbookVersions[RunbookVersionID=${ID}]/RunbookParameters -> RunbookParameters*`],
  [`/Runbooks(guid'${ID}')/RunbookName`, `property RunbookName of Runbooks[RunbookID=${ID}] -> Runbooks`], [`/Runbooks(guid'${ID}')/RunbookName/$value`, `property RunbookName raw of Runbooks[RunbookID=${ID}] -> Runbooks`],
  [`/Runbooks(guid'${ID}')/$links/Schedules(guid'${ID2}')`, `links Schedules[ScheduleID=${ID2}] of Runbooks[RunbookID=${ID}] -> Runbooks`],
  [`/Runbooks(guid'${ID}')/$links/Schedules`, `links Schedules of Runbooks[RunbookID=${ID}] -> Runbooks`], [`/Runbooks(guid'${ID}')/$links/Schedules/$count`, `links Schedules count of Runbooks[RunbookID=${ID}] -> Runbooks`],
  [`/Jobs(guid'${ID}')/$links/JobContext`, `links JobContext of Jobs[JobID=${ID}] -> Jobs`],
  [`/Runbooks(guid'${ID}')/Start`, `action Start of Runbooks[RunbookID=${ID}] -> Runbooks`], [`/Runbooks(guid'${ID}')/OrchestratorApi.Start`, `action Start of Runbooks[RunbookID=${ID}] -> Runbooks`],
  [`/Jobs(guid'${ID}')/JobContext/RunbookVersion/Runbook/Test`, `action Test of Jobs[JobID=${ID}]/JobContext/RunbookVersion/Runbook -> Runbooks`], [`/Jobs(guid'${ID}')/Stop`, `action Stop of Jobs[JobID=${ID}] -> Jobs`],
  ['/Schedules/Orchestrator.ResourceModel.DailySchedule', 'entities Schedules<DailySchedule> -> Schedules*'], ['/Schedules()/Orchestrator.ResourceModel.DailySchedule()/$count', 'count Schedules<DailySchedule> -> Schedules*'],
  [`/Schedules/Orchestrator.ResourceModel.DailySchedule(guid'${ID}')/DayInterval`, `property DayInterval of Schedules[ScheduleID=${ID}]<DailySchedule> -> Schedules`],
  [`/Runbooks(guid'${ID}')/Schedules/Orchestrator.ResourceModel.OneTimeSchedule(guid'${ID2}')`, `entity Runbooks[RunbookID=${ID}]/Schedules[ScheduleID=${ID2}]<OneTimeSchedule> -> Schedules`],
  [`/Schedules(guid'${ID}')/Orchestrator.ResourceModel.DailySchedule/DayInterval`, `property DayInterval of Schedules[ScheduleID=${ID}]<DailySchedule> -> Schedules`],
  ['//Runbooks', 'entities Runbooks -> Runbooks*'], ['//', 'serviceDocument'], ['/Runbooks//$count//', 'count Runbooks -> Runbooks*'], [`//JobStreams//GetStreamItems?jobId='${ID}'&streamType='Any'`, `operation GetStreamItems {"jobId":"${ID}","streamType":"Any","streamsCreatedSinceDateTime":null}`],
  ['/JobStreams', 'serviceDocument'], ['/JobStreams/$metadata', 'metadata'], [`/JobStreams/Stream(JobId=guid'${ID}',TenantId=guid'${TENANT_ID}')`, `entity Stream[JobId=${ID},TenantId=${TENANT_ID}] -> Stream`],
  [`/JobStreams/GetStreamItems?jobId='${ID}'&streamType='Any'`, `operation GetStreamItems {"jobId":"${ID}","streamType":"Any","streamsCreatedSinceDateTime":null}`],
  [`/JobStreams/GetStreamItems()?jobId='${ID}'&streamType='Any'&streamsCreatedSinceDateTime='6%2F9%2F2014%2010%3A15%3A00+AM'`, `operation GetStreamItems {"jobId":"${ID}","streamType":"Any","streamsCreatedSinceDateTime":"6/9/2014 10:15:00 AM"}`],
];

const REFUSED: readonly (readonly [target: string, code: string, status: number])[] = [
  ['/Nope', 'ResourceNotFound', 404], ['/runbooks', 'ResourceNotFound', 404], [`/Runbooks(guid'${ID}')/Nope`, 'ResourceNotFound', 404], ['/Runbooks/Schedules', 'ResourceNotFound', 404], ['/Runbooks/Start', 'ResourceNotFound', 404],
  [`/Schedules(guid'${ID}')/Orchestrator.ResourceModel.DailySchedule(guid'${ID}')`, 'KeySyntax', 400], ['/Schedules?$select=Orchestrator.ResourceModel.DailySchedule', 'PropertyUnknown', 400],
  ['/Schedules?$select=Orchestrator.ResourceModel.Runbook/RunbookName', 'TypeUnknown', 400], ['/Schedules?$select=DayInterval', 'PropertyUnknown', 400], ['/Schedules?$expand=Nope.Nope/Runbooks', 'TypeUnknown', 400],
  [`/Runbooks(guid'${ID}')/$value`, 'ResourceNotFound', 404], [`/Runbooks(guid'${ID}')/$count`, 'ResourceNotFound', 404], ['/$metadata/x', 'ResourceNotFound', 404],
  [`/Jobs(guid'${ID}')/Start`, 'ResourceNotFound', 404], [`/Runbooks(guid'${ID}')/Start/x`, 'ResourceNotFound', 404], ['/GetStreamItems', 'ResourceNotFound', 404], ['/constructor', 'ResourceNotFound', 404],
  [`/Runbooks(${ID})`, 'LiteralSyntax', 400], [`/Runbooks('${ID}')`, 'KeySyntax', 400], ['/Runbooks(1)', 'KeySyntax', 400], ['/Runbooks(null)', 'KeySyntax', 400], [`/Runbooks(guid'${ID}'`, 'UrlSyntax', 400],
  [`/Runbooks(Name='x')`, 'KeySyntax', 400], [`/JobParameters(guid'${ID}')`, 'KeySyntax', 400], [`/JobParameters(Name='a',Name='b')`, 'KeySyntax', 400], [`/Runbooks(guid'${ID}')/PublishedRunbookVersion(guid'${ID}')`, 'KeySyntax', 400],
  ["/AdminConfigurations('a)", 'ExpressionSyntax', 400], ["/AdminConfigurations('a'b')", 'ExpressionSyntax', 400], ['/AdminConfigurations(%zz)', 'BadPercentEncoding', 400], ['/%E4', 'BadPercentEncoding', 400],
  [`/JobStreams/GetStreamItems?streamType='Any'`, 'ParameterMissing', 400], [`/JobStreams/GetStreamItems?jobId=${ID}&streamType='Any'`, 'LiteralSyntax', 400], [`/JobStreams/GetStreamItems?jobId=abc&streamType='Any'`, 'ParameterValue', 400],
  [`/JobStreams/GetStreamItems?jobId=guid'${ID}'&streamType='Any'`, 'ParameterValue', 400], [`/JobStreams/GetStreamItems?jobId='a'&jobId='b'&streamType='Any'`, 'OptionRepeated', 400],
  ['/Runbooks?$nope=1', 'OptionUnknown', 400], ['/Runbooks?$top=1&$top=2', 'OptionRepeated', 400], ['/Runbooks?$top=-1', 'OptionValue', 400], ['/Runbooks?$top=x', 'OptionValue', 400], ['/Runbooks?$top=1.5', 'OptionValue', 400],
  ['/Runbooks?$skip=99999999999', 'OptionValue', 400], ['/Runbooks?$inlinecount=yes', 'OptionValue', 400], [`/Runbooks(guid'${ID}')?$top=1`, 'OptionNotApplicable', 400], ['/$metadata?$filter=x', 'OptionNotApplicable', 400],
  ['/Runbooks/$count?$expand=Schedules', 'OptionNotApplicable', 400], ['/Runbooks?$expand=Nope', 'PropertyUnknown', 400], ['/Runbooks?$expand=RunbookName', 'OptionValue', 400], ['/Runbooks?$expand=a,,b', 'OptionValue', 400],
  ['/Runbooks?$select=Nope', 'PropertyUnknown', 400], ['/Runbooks?$select=Schedules/Name', 'OptionValue', 400], ['/Runbooks?$skiptoken=1', 'SkipToken', 400], ["/Runbooks?$orderby=RunbookName&$skiptoken='x'", 'SkipToken', 400],
  [`/Runbooks?$skiptoken=guid'${ID}',1`, 'SkipToken', 400], ['/Runbooks?$skiptoken=null', 'SkipToken', 400], [`/Runbooks?$expand=${'Schedules/Runbooks/'.repeat(3)}Schedules`, 'TooComplex', 400],
  [`/Runbooks?$filter=${'replace('.repeat(4)}RunbookName${`,'a','${'a'.repeat(20)}')`.repeat(4)} eq 'x'`, 'TooComplex', 400],
  [`/Runbooks?$orderby=${'Statistics/Runbook/'.repeat(32)}RunbookName`, 'TooComplex', 400], [`/Runbooks?$filter=${'Statistics/Runbook/'.repeat(60)}RunbookName eq 'x'`, 'TooComplex', 400],
  [`/Runbooks?$filter=${'Statistics/Runbook/'.repeat(10)}Statistics ne null`, 'TooComplex', 400], [`/Runbooks?$filter=Schedules/any(s:s/Runbooks/any(r:r/${'Statistics/Runbook/'.repeat(10)}Statistics/RunbookID eq guid'${ID}'))`, 'TooComplex', 400],
  [`/Runbooks?$filter=${'a'.repeat(33_000)}`, 'UrlTooLong', 414], [`/Runbooks(guid'${ID}')${'/Statistics/Runbook'.repeat(30)}`, 'TooManySegments', 400],
];

describe('request URIs', () => {
  for (const [target, expected] of ADDRESSES) it(target === '' ? 'the root' : target, () => assert.equal(show(parse(target).resource), expected));

  for (const [target, code, status] of REFUSED) {
    it(`refuses ${target.slice(0, 80)}`, () => assert.throws(() => {
      const { resource } = parse(target);
      // Arguments are read when an operation is invoked.
      return resource.kind === 'operation' ? resource.parameters : undefined;
    }, (error) => {
      assert.ok(ODataError.is(error), String(error));
      assert.deepEqual([error.code, error.status], [code, status]);
      return true;
    }));
  }

  it('repeats of what it refuses only so much that it is recognised', () => {
    assert.throws(() => parse(`/${'a'.repeat(9_000)}`), { message: `Resource not found for the segment '${'a'.repeat(400)}…'.` });
  });

  it('needs a tenant that is a GUID', () => {
    assert.equal(parse('/Jobs').tenant, TENANT_ID);
    for (const target of ['', '/', '/x/Jobs', '/Jobs', '?a']) assert.throws(() => parseRequestUri(target, models), { status: 404 });
  });

  it('reads options: raw and plus-encoded spaces, encoded names, escaped ampersands', () => {
    const { options } = parse("/Runbooks?$filter=RunbookName eq 'a+b%26%2B%25'&%24top=5&$skip=2&$orderby=RunbookName+desc&$inlinecount=allpages&$expand=PublishedRunbookVersion&x=1&x=2");
    assert.ok(options.filter?.kind === 'comparison' && options.filter.right.kind === 'literal');
    assert.equal(options.filter.right.value, 'a b&+%');
    assert.deepEqual([options.top, options.skip, options.inlineCount, options.orderBy[0]?.descending, options.projection.expand[0]?.navigation.name], [5, 2, true, true, 'PublishedRunbookVersion']);
  });

  it('reads $skiptoken by order and key', () => {
    assert.deepEqual(parse(`/Runbooks?$skiptoken=guid'${ID}'`).options.skipToken, [ID]);
    assert.deepEqual(parse(`/Runbooks?$orderby=RunbookName,Tags&$skiptoken='x',null,guid'${ID}'`).options.skipToken, ['x', null, ID]);
  });

  it('keeps keys that other programs have made in $skiptoken as they are', () => {
    const type = models.main.entityType('Runbook');
    assert.ok(type);
    for (const odd of [ID.replaceAll('-', ''), `{${ID}}`, 'none']) assert.deepEqual(parse(`/Runbooks?$skiptoken=${encodeURIComponent(formatSkipToken([odd], [], type))}`).options.skipToken?.map((value) => Buffer.from(value as Uint8Array).toString()), [odd]);
  });

  it('projects by $select and $expand together', () => {
    const { projection } = parse('/Runbooks?$expand=DraftRunbookVersion/RunbookParameters,Schedules&$select=RunbookName,Statistics,DraftRunbookVersion/IsDraft').options;
    assert.deepEqual([...(projection.properties ?? [])], ['RunbookName']);
    assert.deepEqual([...(projection.links ?? [])], ['Statistics']);
    assert.deepEqual(projection.expand.map((one) => [one.navigation.name, [...(one.projection.properties ?? [])], one.projection.expand.length]), [['DraftRunbookVersion', ['IsDraft'], 0]]);
    const all = parse('/Runbooks?$select=*&$expand=Schedules').options.projection;
    assert.deepEqual([all.properties, all.links, all.actions, all.expand.length], [undefined, undefined, undefined, 0]);
  });

  it('chooses actions by name, and all of them', () => {
    const chosen = (select: string): readonly string[] => [...parse(`/Runbooks?$select=${select}`).options.projection.actions ?? ['all']];
    assert.deepEqual(['RunbookName', 'RunbookName,Start', 'OrchestratorApi.Publish,Start', '*'].map(chosen), [[], ['Start'], ['Publish', 'Start'], ['all']]);
    assert.equal(chosen('RunbookName,OrchestratorApi.*').length, 6);
    assert.deepEqual([...parse('/Variables?$select=Name,OrchestratorApi.*').options.projection.actions ?? ['all']], []);
    for (const bad of ['OrchestratorApi.Nope', 'Other.*', 'Stop']) assert.throws(() => chosen(bad), (error) => ODataError.is(error) && error.status === 400, bad);
  });

  it('takes derived types before the names that they define', () => {
    const { projection } = parse('/Schedules?$select=Name,Orchestrator.ResourceModel.DailySchedule/DayInterval,Orchestrator.ResourceModel.DailySchedule/Runbooks/RunbookName&$expand=Runbooks').options;
    assert.deepEqual([[...(projection.properties ?? [])], projection.expand.map((one) => [one.navigation.name, [...(one.projection.properties ?? [])]])], [['Name', 'DayInterval'], [['Runbooks', ['RunbookName']]]]);
    const expand = parse('/Schedules?$expand=Orchestrator.ResourceModel.DailySchedule/Runbooks/Orchestrator.ResourceModel.Runbook/Statistics').options.projection.expand;
    assert.deepEqual(expand.map((one) => [one.navigation.name, one.projection.expand[0]?.navigation.name]), [['Runbooks', 'Statistics']]);
  });

  it('builds what it reads', () => {
    const built = ODataUri.at(`https://host:9090${T}/`).to('Jobs').query({
      filter: allOf(equals('JobStatus', text("it's & + 100%")), compare('StartTime', 'ge', dateTime('2014-04-02T21:39:06.9191596Z')), contains('JobException', text('/?#'))),
      orderBy: [descending('StartTime')], top: 1, inlineCount: true, expand: ['JobContext'],
    }).toString();
    const uri = parseRequestUri(built.replace('https://host:9090', ''), models);
    assert.equal(uri.query.get('$filter')?.[0], "JobStatus eq 'it''s & + 100%' and StartTime ge datetime'2014-04-02T21:39:06.9191596' and substringof('/?#',JobException)");
    assert.deepEqual([uri.options.top, uri.options.inlineCount, uri.options.orderBy.length], [1, true, 1]);
    assert.equal(ODataUri.at('/r').to('Deployment').key(integer(1)).toString(), '/r/Deployment(1)');
    assert.throws(() => guid("x') or ('1'='1"), RangeError);
  });

  it('reads back any key and any text it wrote', () => {
    const parameter = models.main.entityType('JobParameter');
    assert.ok(parameter);
    fc.assert(fc.property(fc.uuid(), fc.string({ unit: 'grapheme', maxLength: 20 }), (id, name) => {
      const key = { JobContextID: id, Name: name.toWellFormed() };
      const path = `JobParameters(${formatKey(key, parameter)})`;
      assert.deepEqual({ ...(parse(`/${path}`).resource as { path: EntityPath }).path.key }, key);
      const uri = ODataUri.at(T).to('JobParameters').keys({ Name: text(name), JobContextID: guid(id) }).query({ select: ['Value'] }).toString();
      const { resource } = parseRequestUri(uri, models);
      assert.deepEqual(resource.kind === 'entity' && resource.path.key, key);
      const filter = ODataUri.at(T).to('JobParameters').query({ filter: equals('Value', text(name)) }).toString();
      const bound = parseRequestUri(filter, models).options.filter;
      assert.equal(bound?.kind === 'comparison' && bound.right.kind === 'literal' && bound.right.value, key.Name);
    }));
    assert.deepEqual(parseKey(splitSegment("JobParameters(Name='x',JobContextID=guid'" + ID + "')").args ?? '', parameter, 'JobParameters'), { JobContextID: ID, Name: 'x' });
  });

  it('answers garbage with an ODataError and nothing else', () => {
    const piece = fc.constantFrom('/', 'Runbooks', 'Jobs', '(', ')', "guid'", ID, "'", '%27', '%', '%2', '?', '&', '$filter=', '$orderby=', '$expand=', '$select=', '$skiptoken=', '$top=', ' eq ', ' and ', ' not ', 'RunbookName', 'JobContext', 'any(', 'x:', ',', '=', '-', '1', '1L', 'null', 'JobStreams', '$value', '$links', '$count', 'DraftRunbookVersion', 'isof(', "datetime'2014-01-01'", '😀', '\0', '+', '#', 'Start');
    const target = fc.oneof(fc.array(piece, { maxLength: 25 }).map((parts) => `${T}/${parts.join('')}`), fc.string({ unit: anyCharacter }), fc.string().map((garbage) => `${T}/Runbooks?$filter=${garbage}`), fc.string().map((garbage) => `${T}/Runbooks?$filter=${encodeURIComponent(garbage.toWellFormed())}`));
    fc.assert(fc.property(target, (garbage) => {
      try {
        parseRequestUri(garbage, models);
      } catch (error) {
        assert.ok(ODataError.is(error), String((error as Error).stack));
        assert.ok(error.status >= 400 && error.status < 500 && error.message.length > 0);
      }
    }), { numRuns: 3_000 });
  });
});
