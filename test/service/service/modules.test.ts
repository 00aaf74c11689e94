import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import type { AxiosInstance, AxiosResponse } from 'axios';
import fc from 'fast-check';
import { ModuleReader } from '../../../src/service/modules/moduleReader.ts';
import { readModuleZip } from '../../../src/service/modules/moduleZip.ts';
import { SmaError } from '../../../src/sma/errors.ts';
import { body, errorOf, rows, type Wire } from '../support/conversation.ts';
import { checkInvariants } from '../support/invariants.ts';
import { greetings, zip } from '../support/moduleZips.ts';
import { serve, temporaryFolder, USER, type UnderTest } from '../support/serviceUnderTest.ts';

/** What is expanded of an entity. */
const inner = (row: Wire | undefined, name: string): readonly Wire[] => (row?.[name] as { readonly results: readonly Wire[] } | undefined)?.results ?? [];

/** What is answered to the head of a request alone. */
const announce = (service: UnderTest['service'], method: string, target: string, length: number): Promise<{ readonly status: number | undefined; readonly text: string }> => new Promise((resolve, reject) => {
  const asked = request(service.url + target, { method, agent: false, ca: service.certificatePem, auth: `${USER.name}:${USER.password}`, headers: { Accept: 'application/json', 'Content-Type': target === 'Variables' ? 'application/json' : 'application/octet-stream', 'Content-Length': length } }, (reply) => {
    let text = '';
    reply.on('data', (part: Buffer) => { text += part.toString(); }).on('end', () => { resolve({ status: reply.statusCode, text }); asked.destroy(); });
  }).on('error', reject);
  asked.flushHeaders();
});
const post = (http: AxiosInstance, data: Buffer): Promise<AxiosResponse> => http.post('Modules', data, { headers: { 'Content-Type': 'application/octet-stream' } });

/** A third of what is too much. */
const ZEROS = new Uint8Array(140 * 1024 * 1024);

describe('integration modules', () => {
  let under: UnderTest;
  before(async () => { under = await serve(); });
  after(() => under[Symbol.asyncDispose]());
  const names = async (url: string, property = 'Name'): Promise<readonly string[]> => rows(await under.http.get(url)).map((row) => String(row[property]));

  it('are imported with activities, parameters, help and connection type, and unpacked where jobs find them', async () => {
    const made = await post(under.http, greetings());
    assert.equal(made.status, 201, JSON.stringify(made.data));
    const id = String(body(made)['ModuleID']);
    assert.deepEqual([body(made)['ModuleName'], body(made)['Version']], ['Greetings', 1]);
    assert.deepEqual(await names(`Modules(guid'${id}')/Activities?$orderby=Name`), ['Get-Greeting', 'Send-Greeting', 'Watch-Greeting']);
    const [activity] = rows(await under.http.get("Activities?$filter=Name eq 'Get-Greeting'&$expand=ActivityParameterSets/ActivityParameters,ActivityOutputTypes"));
    assert.deepEqual([activity?.['Description'], activity?.['Type'], activity?.['ModuleName']], ['Makes a greeting.', 'Function', 'Greetings']);
    assert.equal(activity?.['Definition'], 'Get-Greeting [-Name] <String> [-Loud]\nGet-Greeting -Id <Int32> [-Loud]');
    const sets = inner(activity, 'ActivityParameterSets').toSorted((a, b) => String(a['Name']).localeCompare(String(b['Name'])));
    assert.deepEqual(sets.map((set) => [set['Name'], set['IsDefault']]), [['ById', false], ['ByName', true]]);
    const parameters = inner(sets[1], 'ActivityParameters');
    const name = parameters.find((one) => one['Name'] === 'Name');
    assert.deepEqual([parameters.length, name?.['Type'], name?.['IsMandatory'], name?.['Position'], name?.['ValueFromPipeline']], [2, 'System.String', true, 0, true]);
    assert.deepEqual(inner(activity, 'ActivityOutputTypes').map((one) => one['Name']), ['System.String']);
    // Without an order of the client's: as the files declare them.
    assert.deepEqual(parameters.map((one) => one['Name']), ['Name', 'Loud']);
    assert.deepEqual(await names("Activities?$filter=ModuleName eq 'Greetings'"), ['Get-Greeting', 'Send-Greeting', 'Watch-Greeting']);
    const [type] = rows(await under.http.get('ConnectionTypes?$expand=ConnectionFields'));
    assert.deepEqual([type?.['Name'], type?.['IsBeingCreated']], ['GreetingServer', false]);
    const fields = inner(type, 'ConnectionFields').map((one) => `${String(one['Name'])} ${String(one['Type'])} ${String(one['IsEncrypted'])} ${String(one['IsOptional'])}`);
    assert.deepEqual(fields, ['Server System.String false false', 'Password System.String true true', 'Port System.Int32 false true']);
    assert.match(readFileSync(join(under.folder, 'modules/Greetings/Greetings.psm1'), 'utf8'), /function Get-Greeting/);
    const raw = await under.http.get(`Modules(guid'${id}')/$value`, { responseType: 'arraybuffer' });
    assert.deepEqual(Buffer.from(raw.data as ArrayBuffer), greetings());
    assert.equal((await under.http.request({ method: 'MERGE', url: `Modules(guid'${id}')`, data: { ModuleName: 'greetings' } })).status, 204);
    const renamed = await under.http.request({ method: 'MERGE', url: `Modules(guid'${id}')`, data: { ModuleName: 'Other' } });
    assert.deepEqual([renamed.status, errorOf(renamed).code], [400, 'PropertyInvalid']);
  });

  it('may be larger than bodies in general, 100 MB; what is larger is refused at its announcement, and says what to do', async () => {
    const made = await post(under.http, zip({ 'Big/Big.psm1': 'function Get-Big { }', 'Big/data.bin': randomBytes(40 * 1024 * 1024) }, { level: 0 }));
    assert.equal(made.status, 201, JSON.stringify(made.data));
    assert.equal(statSync(join(under.folder, 'modules/Big/data.bin')).size, 40 * 1024 * 1024);
    const large = await announce(under.service, 'PUT', `Modules(guid'${String(body(made)['ModuleID'])}')/$value`, 101 * 1024 * 1024);
    assert.equal(large.status, 413);
    assert.match(large.text, /ModuleTooLarge.*may have 100 MB, and this one has more. Leave out/);
    // Other bodies stay as small as they were.
    const entity = await announce(under.service, 'POST', 'Variables', 40 * 1024 * 1024);
    assert.equal(entity.status, 413);
    assert.match(entity.text, /BodyTooLarge/);
    assert.equal((await under.http.delete(`Modules(guid'${String(body(made)['ModuleID'])}')`)).status, 204);
  });

  it('in a folder named by their version are imported and unpacked as any other', async () => {
    const made = await post(under.http, zip({ 'Saved/1.2.3/Saved.psd1': "@{ ModuleVersion = '1.2.3'; RootModule = 'Saved.psm1'; FunctionsToExport = 'Get-Saved' }", 'Saved/1.2.3/Saved.psm1': '. $PSScriptRoot/lib/a.ps1', 'Saved/1.2.3/lib/a.ps1': 'function Get-Saved { 1 }' }));
    assert.deepEqual([made.status, body(made)['ModuleName']], [201, 'Saved'], JSON.stringify(made.data));
    assert.ok(existsSync(join(under.folder, 'modules/Saved/Saved.psd1')) && existsSync(join(under.folder, 'modules/Saved/lib/a.ps1')));
    assert.deepEqual(await names(`Modules(guid'${String(body(made)['ModuleID'])}')/Activities`), ['Get-Saved']);
    assert.equal((await under.http.delete(`Modules(guid'${String(body(made)['ModuleID'])}')`)).status, 204);
  });

  it('are imported again in their place: the version counts, activities are replaced, values keep their fields', async () => {
    const [type] = rows(await under.http.get('ConnectionTypes?$expand=ConnectionFields'));
    const field = inner(type, 'ConnectionFields').find((one) => one['Name'] === 'Server');
    const connection = body(await under.http.post('Connections', { Name: 'main', ConnectionTypeID: type?.['ConnectionTypeID'] }));
    const value = await under.http.post('ConnectionFieldValues', { ConnectionID: connection['ConnectionID'], ConnectionFieldID: field?.['ConnectionFieldID'], Value: 'one' });
    assert.equal(value.status, 201, JSON.stringify(value.data));
    const smaller = greetings({ 'Greetings/Greetings.psm1': 'function Get-Other { }', 'Greetings/Greetings.psd1': "@{ ModuleVersion = '1.3'; RootModule = 'Greetings.psm1'; FunctionsToExport = '*' }" });
    const again = await post(under.http, smaller);
    assert.deepEqual([again.status, body(again)['Version']], [201, 2]);
    assert.deepEqual(await names('Activities'), ['Get-Other']);
    assert.equal(body(await under.http.get(`ConnectionFieldValues(guid'${String(body(value)['ConnectionFieldValueID'])}')`))['Value'], 'one');
    assert.equal(readFileSync(join(under.folder, 'modules/Greetings/Greetings.psm1'), 'utf8'), 'function Get-Other { }');
    const automation = JSON.stringify({ ConnectionTypeName: 'GreetingServer', ConnectionFields: [{ Name: 'Other', TypeName: 'System.String' }] });
    const used = await post(under.http, greetings({ 'Greetings/Greetings-Automation.json': automation }));
    assert.deepEqual([used.status, errorOf(used).code], [409, 'InUse']);
    assert.match(errorOf(used).message, /Server of GreetingServer.*connection 'main'/);
    assert.equal(readFileSync(join(under.folder, 'modules/Greetings/Greetings.psm1'), 'utf8'), 'function Get-Other { }', 'a refused import changes no files');
    const other = zip({ 'Second/Second.psm1': '', 'Second/Second-Automation.json': automation });
    assert.deepEqual(errorOf(await post(under.http, other)).code, 'NameTaken');
    const id = String(body(again)['ModuleID']);
    const put = await under.http.put(`Modules(guid'${id}')/$value`, zip({ 'Third/Third.psm1': '' }), { headers: { 'Content-Type': 'application/octet-stream' } });
    assert.deepEqual([put.status, errorOf(put).code], [400, 'PropertyInvalid']);
    assert.equal((await under.http.put(`Modules(guid'${id}')/$value`, greetings(), { headers: { 'Content-Type': 'application/octet-stream' } })).status, 204);
    const inUse = await under.http.delete(`Modules(guid'${id}')`);
    assert.deepEqual([inUse.status, errorOf(inUse).code], [409, 'InUse']);
    assert.equal((await under.http.delete(`Connections(guid'${String(connection['ConnectionID'])}')`)).status, 204);
    assert.equal((await under.http.delete(`Modules(guid'${id}')`)).status, 204);
    assert.deepEqual([await names('Activities'), await names('ConnectionTypes'), existsSync(join(under.folder, 'modules/Greetings'))], [[], [], false]);
  });

  it('are imported again over values of connections: these repeat what their fields are now, and fields in use keep their kind', async () => {
    await using own = await serve();
    const { http, folder } = own;
    const importing = (type: string, ...fields: readonly object[]): Promise<AxiosResponse> => post(http, zip({ 'Fields/Fields.psm1': '', 'Fields/Fields-Automation.json': JSON.stringify({ ConnectionTypeName: type, ConnectionFields: fields }) }));
    assert.equal((await importing('Server', { Name: 'Port', TypeName: 'System.String' }, { Name: 'Key', TypeName: 'System.String', IsEncrypted: true })).status, 201);
    const [type] = rows(await http.get('ConnectionTypes')), fields = rows(await http.get('ConnectionFields?$orderby=Name desc'));
    const connection = body(await http.post('Connections', { Name: 'main', ConnectionTypeID: type?.['ConnectionTypeID'] }));
    for (const [at, Value] of [[0, 'abc'], [1, 'secret']] as const) assert.equal((await http.post('ConnectionFieldValues', { ConnectionID: connection['ConnectionID'], ConnectionFieldID: fields[at]?.['ConnectionFieldID'], Value })).status, 201);
    const key = { Name: 'Key', TypeName: 'System.String', IsEncrypted: true };
    for (const [port, other] of [[{ Name: 'Port', TypeName: 'System.Int32', IsOptional: true }, key], [{ Name: 'Port', TypeName: 'System.String', IsEncrypted: true }, key], [{ Name: 'Port', TypeName: 'System.String' }, { ...key, IsEncrypted: false }]] as const) {
      const refused = await importing('Server', port, other);
      assert.deepEqual([refused.status, errorOf(refused).code], [409, 'InUse']);
      assert.match(errorOf(refused).message, /'(?:Port|Key) of Server' is in use by the connection 'main'/);
    }
    assert.equal((await importing('SERVER', { Name: 'PORT', TypeName: 'system.string', IsOptional: true }, key)).status, 201);
    const [value] = rows(await http.get("ConnectionFieldValues?$filter=Type eq 'system.string' and IsOptional"));
    assert.deepEqual([value?.['ConnectionFieldName'], value?.['Type'], value?.['IsOptional'], value?.['ConnectionTypeName'], value?.['Value']], ['PORT', 'system.string', true, 'SERVER', 'abc']);
    assert.deepEqual(rows(await http.get('ConnectionTypes')).map((row) => row['Name']), ['SERVER']);
    checkInvariants(folder);
    // Without values a field becomes what the module says.
    const values = rows(await http.get('ConnectionFieldValues'));
    for (const one of values) assert.equal((await http.delete(`ConnectionFieldValues(guid'${String(one['ConnectionFieldValueID'])}')`)).status, 204);
    assert.equal((await importing('Server', { Name: 'Port', TypeName: 'System.Int32' })).status, 201);
  });

  it('tell parameter sets as Get-Command does: the default one first, also where no parameter names it; the set of all is no default', async () => {
    await using own = await serve();
    const text = `
      function Get-A { [CmdletBinding(DefaultParameterSetName='Default')] param([Parameter(ParameterSetName='ByName',Mandatory)][string]$Name,[int]$Common) }
      function Get-B { [CmdletBinding(DefaultParameterSetName='List')] param([string]$Name) }
      function Get-C { param([string]$Name) }
      function Get-D { [CmdletBinding(DefaultParameterSetName='Two')] param([Parameter(ParameterSetName='One')]$A, [Parameter(ParameterSetName='Two')]$B) }`;
    assert.equal((await post(own.http, zip({ 'Sets/Sets.psm1': text }))).status, 201);
    const found = [];
    for (const activity of rows(await own.http.get('Activities?$orderby=Name&$expand=ActivityParameterSets/ActivityParameters'))) {
      const sets = inner(activity, 'ActivityParameterSets').map((set) => `${String(set['Name'])} ${String(set['IsDefault'])} ${inner(set, 'ActivityParameters').map((one) => String(one['Name'])).toSorted().join(',')}`);
      found.push([activity['Name'], activity['Definition'], ...sets.toSorted()]);
    }
    assert.deepEqual(found, [
      ['Get-A', 'Get-A [-Common <Int32>]\nGet-A -Name <String> [-Common <Int32>]', 'ByName false Common,Name', 'Default true Common'],
      ['Get-B', 'Get-B [[-Name] <String>]', 'List true Name'],
      ['Get-C', 'Get-C [[-Name] <String>]', '__AllParameterSets false Name'],
      ['Get-D', 'Get-D [-B <Object>]\nGet-D [-A <Object>]', 'One false A', 'Two true B'],
    ]);
  });

  it('are taken as Windows PowerShell makes them: packed with backslashes, the manifest in UTF-16, each function in a file that the root module loads', async () => {
    const utf16 = Buffer.from("\uFEFF@{\r\n# Größe\r\nRootModule = 'Windows'\r\nModuleVersion = '1.0'\r\nFunctionsToExport = '*'\r\n}\r\n", 'utf16le');
    const made = await post(under.http, zip({
      'Windows\\Windows.psd1': utf16, 'Windows\\Windows.psm1': 'Get-ChildItem $PSScriptRoot\\Public\\*.ps1 | % { . $_.FullName }\nExport-ModuleMember -Function (gci $PSScriptRoot\\Public\\*.ps1).BaseName',
      'Windows\\Public\\Get-Größe.ps1': Buffer.from('<#\n.SYNOPSIS\nMisst die Größe.\n#>\nfunction Get-Größe { param([string]$Länge) Measure-It }\nfunction Measure-It { }', 'latin1'),
    }, { os: 0 }));
    assert.equal(made.status, 201, JSON.stringify(made.data));
    const activities = rows(await under.http.get("Activities?$filter=ModuleName eq 'Windows'&$expand=ActivityParameterSets/ActivityParameters"));
    assert.deepEqual(activities.map((one) => [one['Name'], one['Description'], one['Definition']]), [['Get-Größe', 'Misst die Größe.', 'Get-Größe [[-Länge] <String>]']]);
    assert.deepEqual(readdirSync(join(under.folder, 'modules/Windows/Public')), ['Get-Größe.ps1']);
    assert.equal((await under.http.delete(`Modules(guid'${String(body(made)['ModuleID'])}')`)).status, 204);
  });

  it('have names in any alphabet, composed however they were packed', async () => {
    const made = await post(under.http, zip({ 'Pru\u0308fung/Pru\u0308fung.psm1': 'function Get-Prüfung { }', 'Pru\u0308fung/a\u0301.txt': '' }));
    assert.equal(made.status, 201, JSON.stringify(made.data));
    assert.deepEqual(readdirSync(join(under.folder, 'modules/Pr\u00FCfung')).filter((name) => !name.startsWith('.')).toSorted(), ['Pr\u00FCfung.psm1', '\u00E1.txt'].toSorted());
    const again = body(await post(under.http, zip({ 'PRÜFUNG/Prüfung.psd1': "@{ ModuleVersion = '2.0' }" })));
    assert.deepEqual([again['ModuleID'], again['Version']], [body(made)['ModuleID'], 2]);
    assert.deepEqual(await names("Modules?$filter=ModuleName eq 'prüfung'", 'ModuleID'), [String(body(made)['ModuleID'])]);
    assert.equal((await under.http.delete(`Modules(guid'${String(body(made)['ModuleID'])}')`)).status, 204);
    assert.deepEqual([await names('Activities'), readdirSync(join(under.folder, 'modules'))], [[], []]);
  });

  it('come back from the database when their files are gone', async () => {
    const folder = temporaryFolder();
    {
      await using first = await serve({ dataFolder: folder });
      assert.equal((await post(first.http, greetings())).status, 201);
    }
    rmSync(join(folder, 'modules'), { recursive: true });
    {
      await using _second = await serve({ dataFolder: folder });
      assert.ok(existsSync(join(folder, 'modules/Greetings/Greetings.psd1')));
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const link = zip({ 'M/M.psm1': '', 'M/passwd': '/etc/passwd' }, { os: 3, attrs: 0o120777 << 16 });
  /** The zip with its directory's entry of a file changed: the flags are at 8, the size at 24 (APPNOTE 4.3.12). */
  const changed = (whole: Buffer, name: string, at: number, change: (entry: Buffer) => void): Buffer => {
    const bytes = Buffer.from(whole);
    change(bytes.subarray(bytes.lastIndexOf(name) - 46 + at));
    return bytes;
  };
  const comment = Buffer.from('what follows is no end: PK\x05\x06');
  const commented = Buffer.concat([link, comment]);
  commented.writeUInt16LE(comment.length, link.length - 2);
  const encrypted = changed(zip({ 'A/A.psm1': 'function Get-It { }' }), 'A/A.psm1', 8, (entry) => { entry.writeUInt16LE(1); });
  const lying = changed(zip({ 'A/A.psm1': '', 'A/zeros': new Uint8Array(1024 * 1024) }), 'A/zeros', 24, (entry) => { entry.writeUInt32LE(10); });
  const damaged = zip({ 'A/A.psm1': '', 'A/notes.txt': 'twelve words' }, { level: 0 });
  damaged.write('eleven', damaged.indexOf('twelve'));
  const refused: readonly (readonly [what: string, data: Buffer, message: RegExp])[] = [
    ['no zip', Buffer.from('hello'), /no zip/], ['an empty zip', zip({}), /empty|no zip/], ['half a zip', greetings().subarray(0, 400), /no zip/],
    ['two modules', zip({ 'A/A.psm1': '', 'B/B.psm1': '' }), /one folder.*several modules/], ['files beside a folder that is no module', zip({ 'A/B.psm1': '', 'x.txt': '' }), /one folder/],
    ['a folder without its module', zip({ 'A/B.psm1': '' }), /no A\.psd1/], ['a name that leads out', zip({ 'A/A.psm1': '', 'A/../../evil': 'x' }), /leads out/],
    ['an absolute name', zip({ '/A/A.psm1': '' }), /leads out/], ['a name that leads out with backslashes', zip({ 'A\\A.psm1': '', 'A\\..\\..\\evil': 'x' }), /leads out/], ['an absolute name with backslashes', zip({ '\\A\\A.psm1': '' }), /leads out/],
    ['a name with a drive', zip({ 'C:/A.psm1': '' }), /no file can have/], ['the same name twice', zip({ 'A/A.psm1': '', 'A/a.PSM1': '' }), /twice/], ['the same name with either slash', zip({ 'A/A.psm1': '', 'A\\A.psm1': '' }), /twice/],
    ['a link', link, /is a link/], ['a link behind a comment that looks like the end', commented, /is a link/], ['an encrypted file', encrypted, /is encrypted/],
    ['a file that is damaged though it unpacks', damaged, /A\/notes\.txt' is damaged/], ['a file that is longer than it says', lying, /is damaged/],
    ['a name that is a file and a folder', zip({ 'A/A.psm1': '', 'A/x': '', 'A/X/y': '' }), /both as a file and as a folder/],
    ['a name twice, composed and not', zip({ 'A/A.psm1': '', 'A/a\u0301': '', 'A/\u00E1': '' }), /twice/], ['a name longer than a disk takes', zip({ ['A/' + '\u0416'.repeat(130)]: '', 'A/A.psm1': '' }), /too long/],
    ['a device', zip({ 'A/A.psm1': '', 'A/con.txt': '' }), /no file can have/], ['a name that Windows reads as another', zip({ 'A/A.psm1': '', 'A/.. /x': '' }), /no file can have/],
    ['scripts of more than can be read', zip({ 'A/A.psm1': "'a'\n".repeat(2.2 * 1024 * 1024) }), /more than 8 million characters/],
    ['a manifest of more than can be read', zip({ 'A/A.psm1': '', 'A/A.psd1': `@{ A = '${'a'.repeat(1024 * 1024)}' }` }), /manifest has more/],
    ['more functions than a module has', zip({ 'A/A.psm1': Array.from({ length: 5_001 }, (_, index) => `function F${index} { }`).join('\n') }), /more than 5000 functions/], ['a name that is none', zip({ 'A b/A b.psm1': '' }), /no name of a module/],
    ['a bomb', zip({ 'A/A.psm1': '', ...Object.fromEntries(['a', 'b', 'c'].map((name) => [`A/${name}`, ZEROS])) }, { level: 1 }), /unpacks to more than 400 MB/],
    ['a connection type that is no JSON', zip({ 'A/A.psm1': '', 'A/A-Automation.json': '{' }), /A-Automation\.json.*no JSON/],
    ['a connection type without fields', zip({ 'A/A.psm1': '', 'A/A-Automation.json': '{"ConnectionTypeName":"T"}' }), /ConnectionFields is missing/],
    ['a field twice', zip({ 'A/A.psm1': '', 'A/A-Automation.json': '{"ConnectionTypeName":"T","ConnectionFields":[{"Name":"a","TypeName":"x"},{"Name":"A","TypeName":"x"}]}' }), /a field is there twice/],
    ['a field with a name that nobody can see', zip({ 'A/A.psm1': '', 'A/A-Automation.json': '{"ConnectionTypeName":"T","ConnectionFields":[{"Name":"a\\u0001b","TypeName":"x"}]}' }), /ConnectionField is not valid: the name 'a\uFFFDb' holds the character U\+0001/],
    ['a connection type with a name that nobody can see', zip({ 'A/A.psm1': '', 'A/A-Automation.json': '{"ConnectionTypeName":"Ctl\\u0003T","ConnectionFields":[]}' }), /ConnectionType is not valid: the name 'Ctl\uFFFDT' holds the character U\+0003/],
    ['a parameter with a name that nobody can see', zip({ 'A/A.psm1': 'function Get-A { param(${a\u0001b}) }' }), /ActivityParameter is not valid: the name 'a\uFFFDb' holds the character U\+0001/],
    ['a parameter set with a name that nobody can see', zip({ 'A/A.psm1': "function Get-A { param([Parameter(ParameterSetName = 'x\u0085')]$A) }" }), /ActivityParameterSet is not valid: .* U\+0085/],
    ['a root module with an error', zip({ 'A/A.psm1': 'function Get-Ok { }\nfunction Get-Broken {' }), /A\.psm1 has an error in line 2, column \d+: /],
    ['a manifest with an error', zip({ 'A/A.psd1': "@{ RootModule = 'A.psm1'", 'A/A.psm1': '' }), /A\.psd1 has an error in line 1, /],
    ['a root module that is not there', zip({ 'A/A.psd1': "@{ ModuleVersion = '1.0'; RootModule = 'B.psm1' }", 'A/A.psm1': '' }), /names 'B\.psm1' as the root module, and the zip holds no such file/],
    ['a manifest with code', zip({ 'A/A.psd1': "@{ RootModule = 'A.psm1'; ModuleVersion = $(whoami) }", 'A/A.psm1': '' }), /A\.psd1 calls 'whoami': a manifest is a table of values/],
  ];
  for (const [what, data, message] of refused) {
    it(`are refused: ${what}`, async () => {
      const reply = await post(under.http, data);
      assert.deepEqual([reply.status, errorOf(reply).code], [400, 'PropertyInvalid']);
      assert.match(errorOf(reply).message, message);
      assert.deepEqual(await names('Modules', 'ModuleName'), []);
    });
  }

  it('are read while others are answered', async () => {
    const large = zip({ 'Large/Large.psm1': Array.from({ length: 300 }, (_, index) => `function Get-${index} { param([string]$A, [int]$B) ${"$x = 'some text'; ".repeat(80)} }`).join('\n') });
    const progress = { isOver: false, answered: 0 };
    const imported = post(under.http, large).finally(() => { progress.isOver = true; });
    while (!progress.isOver) {
      assert.equal((await under.http.get('Modules')).status, 200);
      if (!progress.isOver) progress.answered += 1;
    }
    assert.equal((await imported).status, 201);
    assert.ok(progress.answered > 1, String(progress.answered));
    const [module] = rows(await under.http.get("Modules?$filter=ModuleName eq 'Large'"));
    assert.equal((await under.http.get(`Modules(guid'${String(module?.['ModuleID'])}')/Activities/$count`)).data, 300);
    assert.equal((await under.http.delete(`Modules(guid'${String(module?.['ModuleID'])}')`)).status, 204);
  });

  it('that take too long are given up, and leave nothing behind', async () => {
    const folder = temporaryFolder();
    await assert.rejects(new ModuleReader(1).read(zip({ 'A/A.psm1': '', 'A/data': new Uint8Array(1024 * 1024) }), join(folder, 'here')), (error) => SmaError.is(error, 'PropertyInvalid') && /takes more than/.test(error.message));
    rmSync(folder, { recursive: true, force: true });
    assert.equal((await post(under.http, zip({ 'A/B.psm1': '' }))).status, 400);
    assert.deepEqual(readdirSync(under.folder).includes('modules.new') ? readdirSync(join(under.folder, 'modules.new')) : [], []);
  });

  it('that are damaged anywhere never do anything but be refused or be read', () => {
    const whole = greetings();
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), fc.nat(whole.length), (changes, length) => {
      const bytes = Buffer.from(whole.subarray(0, Math.max(length, 30)));
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      try {
        readModuleZip(bytes);
      } catch (error) {
        assert.ok(SmaError.is(error, 'PropertyInvalid'), String(error));
      }
    }), { numRuns: 2_000 });
  });

  it('says what to do where their folder is a link, and goes on without them', async () => {
    const dataFolder = temporaryFolder(), elsewhere = temporaryFolder();
    try {
      symlinkSync(elsewhere, join(dataFolder, 'modules'), 'junction');
      await using linked = await serve({ dataFolder });
      const told = linked.logger.entries.filter(({ level }) => level === 'error');
      assert.deepEqual(told.map(({ message }) => message), [`${join(dataFolder, 'modules')} is a link, and must be a folder of its own: the service removes from it what is no module. Remove the link, and start the service again; the modules themselves are in the database.`]);
      assert.doesNotMatch(JSON.stringify(told), /moduleFolder|ENOTDIR/, 'no stack');
      assert.equal((await linked.http.get('Modules')).status, 200);
    } finally {
      for (const folder of [dataFolder, elsewhere]) rmSync(folder, { recursive: true, force: true });
    }
  });
});
