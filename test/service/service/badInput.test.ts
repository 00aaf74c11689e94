import assert from 'node:assert/strict';
import type { AxiosResponse } from 'axios';
import { act, body, errorOf, importRunbook, publishNew, start } from '../support/conversation.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const ZERO = '00000000-0000-0000-0000-00000000dead';
const entry = (properties: string): string => `<entry xmlns="http://www.w3.org/2005/Atom"><content type="application/xml"><m:properties xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices">${properties}</m:properties></content></entry>`;
const OCTETS = { headers: { 'Content-Type': 'application/octet-stream' } };

/** Each: what is asked, the status, the code, and what the message must name. */
describe('bad input: one clear error that names the thing', () => {
  let under: UnderTest;
  let runbook: string;
  let version: string;
  let jobId: string;
  before(async () => {
    under = await serve();
    ({ runbook, version } = await publishNew(under.http, 'workflow Given { param([Parameter(Mandatory)][int]$N, $Other) }'));
    jobId = await start(under.http, runbook, { N: '1' });
    await under.http.post('Variables', { Name: 'taken', Value: '1' });
    await under.http.post('Variables', { Name: 'hidden', Value: '1', IsEncrypted: true });
    await importRunbook(under.http, 'workflow Fresh { }');
  });
  after(() => under[Symbol.asyncDispose]());

  const get = (url: string, headers = {}) => () => under.http.get(url, { headers });
  const post = (url: string, data: unknown, headers = {}) => () => under.http.post(url, data, { headers });
  const variable = async (name: string): Promise<string> => String((body(await under.http.get(`Variables?$filter=Name%20eq%20'${name}'`)).results ?? [])[0]?.['VariableID']);

  const cases: readonly (readonly [what: string, ask: () => Promise<AxiosResponse>, status: number, code: string, names: RegExp])[] = [
    ['an empty name', post('Variables', { Name: '', Value: '1' }), 400, 'PropertyInvalid', /'Name' of Variable .*must not be empty/],
    ['a name of blanks', post('Credentials', { Name: ' \t', UserName: 'x', RawValue: 'y' }), 400, 'PropertyInvalid', /'Name' of Credential .*must not be empty/],
    ['a name with blanks around it', post('Variables', { Name: ' padded', Value: '1' }), 400, 'PropertyInvalid', /' padded' begins or ends with a blank/],
    ['a name with NUL', post('Variables', { Name: 'a\u0000b', Value: '1' }), 400, 'PropertyInvalid', /'Name' of Variable is not valid: the name 'a\uFFFDb' holds the character U\+0000, which nobody can see; leave it out\.$/],
    ['a name with a control character, in Atom', post('Variables', '<entry xmlns="http://www.w3.org/2005/Atom"><content type="application/xml"><m:properties xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices"><d:Name>a&#x85;b</d:Name><d:Value>1</d:Value></m:properties></content></entry>', { 'Content-Type': 'application/atom+xml' }), 400, 'PropertyInvalid', /U\+0085/],
    ['a name of two lines', post('Credentials', { Name: 'a\nb', UserName: 'x', RawValue: 'y' }), 400, 'PropertyInvalid', /'Name' of Credential .*U\+000A/],
    ['a name with what is no character', post('Schedules', { __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, Name: 'a\uFFFE', StartTime: '2035-01-01T00:00:00' }), 400, 'PropertyInvalid', /U\+FFFE/],
    ['a runbook name with a control character', () => under.http.post('RunbookVersions', '"x"', { headers: { ...OCTETS.headers, Slug: 'a%00b' } }), 400, 'RunbookNameInvalid', /'a\uFFFDb' contains U\+0000;/],
    ...['Variables', 'Start', 'Value'].map((where) => [`lists of ten thousand levels: ${where}`, () => {
      const [json, asJson] = [`{"Name":"x","Value":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, { headers: { 'Content-Type': 'application/json;odata=verbose' } }];
      if (where === 'Start') return under.http.post(`Runbooks(guid'${runbook}')/Start`, `{"parameters":[${json}]}`, asJson);
      return where === 'Value' ? variable('taken').then((id) => under.http.put(`Variables(guid'${id}')/Value`, json, asJson)) : under.http.post(where, json, asJson);
    }, 400, 'BodySyntax', /nest deeper than 100/] as const),
    ['a $filter over more tables than a database joins', get(`Runbooks?$filter=${'Statistics/Runbook/'.repeat(60)}RunbookName%20eq%20'x'`), 400, 'TooComplex', /more than 20 entities/],
    ['a credential without a user name', post('Credentials', { Name: 'c', UserName: '', RawValue: 'y' }), 400, 'PropertyInvalid', /'UserName' of Credential is not valid: it must not be empty\.$/],
    ['a type in Atom that contradicts the property', post('Variables', entry('<d:Name>t</d:Name><d:IsEncrypted m:type="Edm.Int32">false</d:IsEncrypted>'), { 'Content-Type': 'application/atom+xml' }), 400, 'BodyProperty', /'IsEncrypted' .*it is Edm\.Boolean, and the body says 'Edm\.Int32'\.$/],
    ['a type in Atom that there is not', post('Variables', entry('<d:Name m:type="Nope">t</d:Name>'), { 'Content-Type': 'application/atom+xml' }), 400, 'BodyProperty', /'Name' .*says 'Nope'/],
    ['a type in JSON light that contradicts the property', post('Variables', { Name: 't', 'IsEncrypted@odata.type': 'Edm.Int32', IsEncrypted: false }, { 'Content-Type': 'application/json;odata=light', MaxDataServiceVersion: '3.0' }), 400, 'BodyProperty', /'IsEncrypted' .*says 'Edm\.Int32'/],
    ['a body without Content-Type', () => under.http.post('Variables', Buffer.from('{"Name":"x"}'), { headers: { 'Content-Type': false } }), 415, 'UnsupportedMediaType', /^The request has no Content-Type, which says what its body is: send 'application\/json;odata=verbose' or 'application\/atom\+xml'\.$/],
    ['a Slug that is not the name of the workflow', post('RunbookVersions', 'workflow Aa { }', { ...OCTETS.headers, Slug: 'Bb.ps1' }), 400, 'RunbookNamedTwice', /'Bb'.*'Aa'/],
    ['a set that does not exist', get('Nothing'), 404, 'ResourceNotFound', /'Nothing'/],
    ['another tenant', () => under.http.get(`${under.service.origin}/11111111-1111-1111-1111-111111111111/Runbooks`), 404, 'ResourceNotFound', /11111111/],
    ['no tenant', () => under.http.get(`${under.service.origin}/Runbooks`), 404, 'ResourceNotFound', /Runbooks/],
    ['an entity that does not exist', get(`Runbooks(guid'${ZERO}')`), 404, 'NotFound', new RegExp(`Runbook .*${ZERO}`)],
    ['a navigation of what does not exist', get(`Runbooks(guid'${ZERO}')/Schedules`), 404, 'NotFound', /Runbook/],
    ['a navigation that leads nowhere', () => get(`Runbooks(guid'${runbook}')/DraftRunbookVersion`)(), 404, 'NothingThere', /^Runbooks\(guid'[-0-9a-f]{36}'\) has no DraftRunbookVersion\.$/],
    ['a navigation to one, of what does not exist', get(`Runbooks(guid'${ZERO}')/DraftRunbookVersion`), 404, 'NotFound', new RegExp(`^There is no Runbook with the key ${ZERO}\\.$`)],
    ['a property that does not exist', () => get(`Runbooks(guid'${runbook}')/Nope`)(), 404, 'ResourceNotFound', /'Nope'/],
    ['a key of another type', get("Runbooks('abc')"), 400, 'KeySyntax', /RunbookID is of type Edm\.Guid/],
    ['a key that is half a GUID', get("Runbooks(guid'12')"), 400, 'LiteralSyntax', /'12'/],
    ['an unknown name in $filter', get("Runbooks?$filter=Nope%20eq%20'x'"), 400, 'PropertyUnknown', /'Nope'.*Runbook/],
    ['types that do not fit in $filter', get('Runbooks?$filter=RunbookName%20eq%205'), 400, 'OperatorTypes', /'eq'.*Edm\.String.*Edm\.Int32/],
    ['an unterminated text in $filter', get("Runbooks?$filter=RunbookName%20eq%20'x"), 400, 'ExpressionSyntax', /position/],
    ['a $filter without meaning', get('Runbooks?$filter=RunbookName%20eq'), 400, 'ExpressionSyntax', /position \d+/],
    ['an unknown option', get('Runbooks?$nope=1'), 400, 'OptionUnknown', /\$nope/],
    ['an option twice', get('Runbooks?$top=1&$top=2'), 400, 'OptionRepeated', /\$top/],
    ['a $top that is no number', get('Runbooks?$top=many'), 400, 'OptionValue', /'many'.*\$top/],
    ['a $skiptoken that does not fit', get("Runbooks?$skiptoken='x'"), 400, 'SkipToken', /Edm\.Guid/],
    ['an unknown $expand', get('Runbooks?$expand=Nope'), 400, 'PropertyUnknown', /'Nope'/],
    ['a broken percent-encoding', get('Runbooks?$filter=%E0%A4%A'), 400, 'BadPercentEncoding', /%E0/],
    ['a version of the future', get('Runbooks', { DataServiceVersion: '4.0' }), 400, 'VersionTooHigh', /4\.0/],
    ['POST where nothing is made', post('Runbooks', { RunbookName: 'x' }), 405, 'MethodNotAllowed', /'POST'.* made by a POST of its text to RunbookVersions\.$/],
    ['DELETE of a job', () => under.http.delete(`Jobs(guid'${jobId}')`), 405, 'MethodNotAllowed', /'DELETE'/],
    ['DELETE of a set', () => under.http.delete('Runbooks'), 405, 'MethodNotAllowed', /'DELETE'/],
    ['GET of an action', () => get(`Runbooks(guid'${runbook}')/Start`)(), 405, 'MethodNotAllowed', /'GET'/],
    ['a batch that is none', post('$batch', '{}'), 415, 'UnsupportedMediaType', /application/],
    ['JSON that is none', post('Variables', '{"Name":', { 'Content-Type': 'application/json' }), 400, 'BodySyntax', /JSON/],
    ['XML that is none', post('Variables', '<entry>', { 'Content-Type': 'application/atom+xml' }), 400, 'BodySyntax', /Atom/],
    ['a body of an unknown type', post('Variables', 'Name=x', { 'Content-Type': 'text/csv' }), 415, 'UnsupportedMediaType', /text\/csv/],
    ['an unknown property', post('Variables', { Name: 'x', Nope: 1 }), 400, 'BodyPropertyUnknown', /'Nope'.*Variable/],
    ['a property of the wrong type', post('Variables', { Name: 'x', IsEncrypted: 'maybe' }), 400, 'BodyProperty', /'IsEncrypted'.*maybe/],
    ['a name that is missing', post('Variables', { Value: '1' }), 400, 'PropertyRequired', /'Name' of Variable/],
    ['a name that is too long', post('Variables', { Name: 'x'.repeat(513) }), 400, 'PropertyTooLong', /'Name' of Variable .*512/],
    ['a name that is taken, in another case', post('Variables', { Name: 'TAKEN', Value: '2' }), 409, 'NameTaken', /Variable named 'taken'/],
    ['a rename to a name that is taken', async () => under.http.put(`Variables(guid'${await variable('hidden')}')`, { Name: 'taken' }), 409, 'NameTaken', /'taken'/],
    ['a secret that is to become plain', async () => under.http.put(`Variables(guid'${await variable('hidden')}')`, { IsEncrypted: false, Value: '1' }), 409, 'EncryptionIsFixed', /'hidden'/],
    ['a reference to nothing', post('Connections', { Name: 'c', ConnectionTypeID: ZERO }), 400, 'PropertyInvalid', /'ConnectionTypeID'.*ConnectionType/],
    ['a schedule of no kind', post('Schedules', { Name: 's', StartTime: '2030-01-01T00:00:00' }), 400, 'BodyTypeAbstract', /Schedule/],
    ['a syntax error on import', post('RunbookVersions', 'workflow A {\n  if ($x {\n', OCTETS.headers), 400, 'RunbookSyntax', /line 2, column \d+: /],
    ['a script without a name', post('RunbookVersions', "'hello'", OCTETS.headers), 400, 'RunbookNameMissing', /Slug/],
    ['a name that SMA forbids', post('RunbookVersions', "'hello'", { ...OCTETS.headers, Slug: '1st' }), 400, 'RunbookNameInvalid', /'1st' must start with a letter/],
    ['a name that is too long for SMA', post('RunbookVersions', `workflow ${'W'.repeat(65)} { }`, OCTETS.headers), 400, 'RunbookNameInvalid', /65 characters.*64/],
    ['a runbook that is there already', post('RunbookVersions', 'workflow GIVEN { }', OCTETS.headers), 409, 'RunbookNameTaken', /'Given'/],
    ['Edit of what has a draft', async () => { await act(under.http, 'Runbooks', runbook, 'Edit'); return act(under.http, 'Runbooks', runbook, 'Edit'); }, 409, 'DraftExists', /'Given'/],
    ['Publish of nothing', async () => { await act(under.http, 'Runbooks', runbook, 'Publish'); return act(under.http, 'Runbooks', runbook, 'Publish'); }, 404, 'NoDraft', /'Given'/],
    ['Publish of a workflow with what workflows may not contain', async () => {
      const { runbook: id } = await importRunbook(under.http, 'workflow Forbidden {\n  trap { "x" }\n}');
      return act(under.http, 'Runbooks', id, 'Publish');
    }, 400, 'RunbookSyntax', /line 2, column 3: .*[Tt]rap/],
    ['a draft under another name', async () => {
      const draft = String(body(await act(under.http, 'Runbooks', runbook, 'Edit'))['Edit']);
      return under.http.put(`RunbookVersions(guid'${draft}')/$value`, 'workflow Renamed { }', OCTETS);
    }, 400, 'RunbookNameMismatch', /'Given'.*'Renamed'/],
    ['a draft of the other type', async () => under.http.put(`Runbooks(guid'${runbook}')/DraftRunbookVersion/$value`, "'a script'", OCTETS), 400, 'RunbookTypeMismatch', /'Given'/],
    ['a syntax error on save', async () => under.http.put(`Runbooks(guid'${runbook}')/DraftRunbookVersion/$value`, 'workflow Given { "', OCTETS), 400, 'RunbookSyntax', /line 1, column 18/],
    ['Start of what is not published', async () => act(under.http, 'Runbooks', String((body(await under.http.get("Runbooks?$filter=RunbookName%20eq%20'Fresh'")).results ?? [])[0]?.['RunbookID']), 'Start'), 400, 'NotPublished', /'Fresh'/],
    ['Test without a draft', async () => { await under.http.delete(`RunbookVersions(guid'${String(body(await under.http.get(`Runbooks(guid'${runbook}')`))['DraftRunbookVersionID'])}')`); return act(under.http, 'Runbooks', runbook, 'Test'); }, 404, 'NoDraft', /'Given'/],
    ['Start without a mandatory parameter', () => act(under.http, 'Runbooks', runbook, 'Start', { parameters: null }), 400, 'ParameterMissing', /'N'/],
    ['Start with an unknown parameter', () => act(under.http, 'Runbooks', runbook, 'Start', { parameters: [{ Name: 'N', Value: '1' }, { Name: 'Typo', Value: '1' }] }), 400, 'ParameterUnknown', /'Given'.*'Typo'/],
    ['Start with a parameter twice', () => act(under.http, 'Runbooks', runbook, 'Start', { parameters: [{ Name: 'N', Value: '1' }, { Name: 'n', Value: '2' }] }), 400, 'ParameterRepeated', /'n'/],
    ['Start with a value that cannot be the declared type', () => act(under.http, 'Runbooks', runbook, 'Start', { parameters: [{ Name: 'n', Value: '"my secret word"' }] }), 400, 'ParameterValueInvalid', /^The value of the parameter 'N' cannot be converted to System\.Int32\.$/],
    ['Start with a list where a number is declared', () => act(under.http, 'Runbooks', runbook, 'Start', { parameters: [{ Name: 'N', Value: '[1,2]' }] }), 400, 'ParameterValueInvalid', /'N'.*System\.Int32/],
    ['Start with a map of parameters', () => act(under.http, 'Runbooks', runbook, 'Start', { parameters: { N: '1' } }), 400, 'ParameterValue', /parameters.*NameValuePair/],
    ['Start of nothing', () => act(under.http, 'Runbooks', ZERO, 'Start'), 404, 'NotFound', /Runbook/],
    ['Suspend of a job that waits', () => act(under.http, 'Jobs', jobId, 'Suspend'), 409, 'JobActionNotAllowed', /Suspend.*New/],
    ['Resume of a job that is not suspended', () => act(under.http, 'Jobs', jobId, 'Resume', { label: null }), 409, 'JobActionNotAllowed', /Resume.*New/],
    ['output of an unknown job', get(`JobStreams/GetStreamItems?jobId='${ZERO}'&streamType='Any'`), 404, 'JobNotFound', new RegExp(`job id '${ZERO}' not found`)],
    ['output of a stream in the wrong case', () => get(`JobStreams/GetStreamItems?jobId='${jobId}'&streamType='any'`)(), 404, 'JobNotFound', /job id '.*' not found/],
    ['output since no time', () => get(`JobStreams/GetStreamItems?jobId='${jobId}'&streamType='Any'&streamsCreatedSinceDateTime='soon'`)(), 400, 'InvalidDateTime', /'soon'/],
    ['output without a stream', () => get(`JobStreams/GetStreamItems?jobId='${jobId}'`)(), 400, 'ParameterMissing', /'streamType' of the operation has no value\. Choose one of 'Output', 'Debug', 'Verbose', 'Warning', 'Error', 'Progress', 'Any'\.$/],
    ['events of an unknown job', () => under.http.get(`${under.service.origin}/events?job=${ZERO}`), 404, 'JobNotFound', /not found/],
    ...['abc', '2026-01-01T00:00:00', ';2026-13-01T00:00:00', 'x;y', '2026-01-01T00:00:00;;'].flatMap((id) => [
      [`events from '${id}' on`, () => under.http.get(`${under.service.origin}/events?lastEventId=${encodeURIComponent(id)}`), 400, 'ParameterValue', /'lastEventId' must be the id of an event: '.*' is none\. Leave it out/],
      [`events from '${id}' on, in the header`, () => under.http.get(`${under.service.origin}/events`, { headers: { 'Last-Event-ID': id } }), 400, 'ParameterValue', /'lastEventId'/],
    ] as const),
    ['events with an option that there is not', () => under.http.get(`${under.service.origin}/events?foo=1`), 400, 'ParameterValue', /'foo' must be left out: \/events takes job and lastEventId\.$/],
    ['events with an option twice', () => under.http.get(`${under.service.origin}/events?job=${ZERO}&job=${ZERO}`), 400, 'OptionRepeated', /'job'/],
    ['events of no job', () => under.http.get(`${under.service.origin}/events?job=abc`), 400, 'ParameterValue', /'job'/],
  ];
  for (const [what, ask, status, code, names] of cases) {
    it(what, async () => {
      const reply = await ask();
      const told = errorOf(reply);
      assert.deepEqual([reply.status, told.code], [status, code], told.message);
      assert.match(told.message, names);
      assert.match(String(reply.headers['content-type']), /^application\/json/);
    });
  }

  it('tells errors in XML where XML is asked for', async () => {
    const reply = await under.http.get('Nothing', { headers: { Accept: 'application/atom+xml,application/xml' } });
    assert.match(String(reply.headers['content-type']), /^application\/xml/);
    assert.match(String(reply.data), /<m:error [^>]*><m:code>ResourceNotFound<\/m:code><m:message xml:lang="en-US">Resource not found for the segment 'Nothing'\.<\/m:message><\/m:error>/);
  });

  it('tells errors in the format that $format asks for', async () => {
    const reply = await under.http.get('Nothing?$format=json', { headers: { Accept: 'application/atom+xml' } });
    assert.equal(errorOf(reply).code, 'ResourceNotFound');
  });

  it('writes verbose JSON for $format=json, whatever Accept says', async () => {
    const reply = await under.http.get('Runbooks?$format=json', { headers: { Accept: 'application/atom+xml' } });
    assert.equal(reply.status, 200);
    assert.match(String(reply.headers['content-type']), /^application\/json;odata=verbose/);
    assert.ok(Array.isArray((reply.data as { d: { results: unknown } }).d.results));
  });

  it('tells in XML that it cannot write a format', async () => {
    const reply = await under.http.get('Runbooks', { headers: { Accept: 'image/png' } });
    assert.equal(reply.status, 415);
    assert.match(String(reply.data), /NotAcceptable.*image\/png/);
  });

  it('changes nothing when it refuses', async () => {
    assert.equal((await under.http.get(`RunbookVersions(guid'${version}')/$value`)).data, 'workflow Given { param([Parameter(Mandatory)][int]$N, $Other) }');
    assert.equal((await under.http.get('Jobs/$count')).data, 1);
  });
});
