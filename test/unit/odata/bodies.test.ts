import assert from 'node:assert/strict';
import fc from 'fast-check';
import { writeAtomBody } from '../../../src/odata/client/atomBody.ts';
import { ODataError } from '../../../src/odata/errors.ts';
import { DEFAULT_LIMITS } from '../../../src/odata/limits.ts';
import { requireConcrete } from '../../../src/odata/read/bodyType.ts';
import type { EntityBody } from '../../../src/odata/read/bodyType.ts';
import { bodyDocument } from '../../../src/odata/read/bodyDocument.ts';
import { readEntityBody } from '../../../src/odata/read/entityBody.ts';
import { readActionBody, readJsonLinkBody } from '../../../src/odata/read/jsonBody.ts';
import { toStrictJson } from '../../../src/odata/read/strictJson.ts';
import type { ActionDefinition } from '../../../src/sma/edm/vocabulary.ts';
import { modelsFor } from '../../../src/sma/models.ts';
import { anyCharacter } from '../../support/anyCharacter.ts';

const { main } = modelsFor('2016');
const ID = '2e32df92-2364-4c1a-bfea-e1ba45baa79f';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
function read(body: string | Uint8Array, contentType: string | undefined, type: string): EntityBody {
  const expected = main.entityType(type);
  assert.ok(expected);
  return readEntityBody(bodyDocument(typeof body === 'string' ? bytes(body) : body, contentType), expected, main);
}
const atom = (body: string, type = 'Variable'): EntityBody => read(body, 'application/atom+xml', type);
const json = (body: unknown, type = 'Variable'): EntityBody => read(typeof body === 'string' ? body : JSON.stringify(body), 'application/json;odata=verbose', type);

const NAMESPACES = 'xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"';
const entry = (properties: string, before = ''): string => `<entry ${NAMESPACES}>${before}<content type="application/xml"><m:properties>${properties}</m:properties></content></entry>`;
const category = (term: string): string => `<category scheme="http://schemas.microsoft.com/ado/2007/08/dataservices/scheme" term="${term}" />`;

/** What a WCF Data Services client posts for a new variable. */
const WCF_ENTRY = `<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<entry xmlns="http://www.w3.org/2005/Atom" xmlns:x="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:y="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">
  ${category('Orchestrator.ResourceModel.Variable')}
  <title /><author><name /></author><updated>2014-04-02T21:39:06.9191596Z</updated><id />
  <content type="application/xml">
    <y:properties>
      <x:CreationTime y:type="Edm.DateTime">0001-01-01T00:00:00</x:CreationTime>
      <x:Description y:null="true" />
      <x:IsEncrypted y:type="Edm.Boolean">false</x:IsEncrypted>
      <x:LastModifiedTime y:type="Edm.DateTime"> 2014-04-02T21:39:06.9191596Z </x:LastModifiedTime>
      <x:Name>A &amp; B &#x263A;</x:Name>
      <x:TenantID y:type="Edm.Guid">00000000-0000-0000-0000-000000000000</x:TenantID>
      <x:Value><![CDATA["<&amp;>"]]></x:Value>
      <x:VariableID y:type="Edm.Guid">${ID.toUpperCase()}</x:VariableID>
    </y:properties>
  </content>
</entry>`;

describe('Atom bodies', () => {
  it('reads an entry as a generated client posts it', () => {
    const { type, values } = atom(WCF_ENTRY);
    assert.equal(type.name, 'Variable');
    assert.deepEqual(values, {
      CreationTime: '0001-01-01T00:00:00', Description: null, IsEncrypted: false, LastModifiedTime: '2014-04-02T21:39:06.9191596', Name: 'A & B ☺',
      TenantID: '00000000-0000-0000-0000-000000000000', Value: '"<&amp;>"', VariableID: ID,
    });
  });

  it('reads the smallest entry, properties beside the content, and UTF-16', () => {
    assert.deepEqual(atom(entry('<d:Tags>a,b</d:Tags>', category('Orchestrator.ResourceModel.Runbook')), 'Runbook').values, { Tags: 'a,b' });
    assert.deepEqual(atom(`<entry ${NAMESPACES}><content type="application/octet-stream" src="x" /><m:properties><d:IsDraft m:type="Edm.Boolean">true</d:IsDraft></m:properties></entry>`, 'RunbookVersion').values, { IsDraft: true });
    assert.deepEqual(atom(`<entry ${NAMESPACES} />`).values, {});
    const utf16 = Buffer.from(`\uFEFF${entry('<d:Name>ü</d:Name>')}`, 'utf16le');
    assert.deepEqual(read(utf16, 'application/atom+xml', 'Variable').values, { Name: 'ü' });
  });

  it('decodes a body as its mark, its type or its declaration says', () => {
    const json = '{"Name":"ü"}', xml = entry('<d:Name>ü</d:Name>'), declared = (name: string): string => `<?xml version="1.0" encoding="${name}"?>${xml}`;
    for (const [bytes, type] of [
      [Buffer.from(json), 'application/json;charset=UTF-8'], [Buffer.from(json, 'latin1'), 'application/json;odata=verbose;charset="iso-8859-1"'], [Buffer.from(json, 'utf16le'), 'application/json;charset=utf-16'],
      [Buffer.from(xml, 'latin1'), 'application/atom+xml;charset=windows-1252'], [Buffer.from(declared('ISO-8859-1'), 'latin1'), 'application/atom+xml'], [Buffer.from(declared('utf-16')), 'application/atom+xml'],
      [Buffer.from(declared('iso-8859-1')), 'application/atom+xml;charset=utf-8'], [Buffer.from(`\uFEFF${json}`), 'application/json;charset=iso-8859-1'],
    ] as const) assert.deepEqual(read(bytes, type, 'Variable').values, { Name: 'ü' }, `${type} ${bytes.toString('latin1')}`);
    for (const [bytes, type, status] of [
      [Buffer.from(json), 'application/json;charset=nonsense', 415], [Buffer.from(declared('nonsense')), 'application/atom+xml', 415], [Buffer.from(json, 'latin1'), 'application/json', 400], [Buffer.from(json), 'application/json;charset=utf-16', 400],
    ] as const) assert.throws(() => read(bytes, type, 'Variable'), (error) => ODataError.is(error) && error.status === status, type);
  });

  it('keeps white space of texts and folds line ends as XML does', () => {
    assert.deepEqual(atom(entry('<d:Name>  a\r\nb&#xD;\n </d:Name><d:Value></d:Value>')).values, { Name: '  a\nb\r\n ', Value: '' });
  });

  it('reads truth as XML Schema writes it', () => {
    assert.deepEqual(atom(entry('<d:Value m:null="1"/><d:Description m:null=" true ">x</d:Description><d:IsEncrypted m:null="0">1</d:IsEncrypted>')).values, { Value: null, Description: null, IsEncrypted: true });
  });

  it('finds whole entities inside, one and many, and leaves them alone until they are asked for', () => {
    const link = (name: string, inside: string): string => `<link rel="http://schemas.microsoft.com/ado/2007/08/dataservices/related/${name}" href="x"><m:inline>${inside}</m:inline></link>`;
    const value = (field: string): string => `<entry>${link('Connection', '')}<content type="application/xml"><m:properties>${field}</m:properties></content></entry>`;
    const { inline, bindings } = atom(entry('<d:Name>c</d:Name>', link('ConnectionFieldValues', `<feed><title/>${value('<d:Value>1</d:Value>')}${value('<d:Value>2</d:Value>')}</feed>`) + link('ConnectionType', '<entry><content><m:properties><d:Nope/></m:properties></content></entry>')), 'Connection');
    assert.deepEqual([inline.map((one) => one.navigation.name), bindings], [['ConnectionFieldValues', 'ConnectionType'], []]);
    assert.deepEqual(inline[0]?.read().map((one) => [one.type.name, one.values, one.inline]), [['ConnectionFieldValue', { Value: '1' }, []], ['ConnectionFieldValue', { Value: '2' }, []]]);
    assert.throws(() => inline[1]?.read(), { code: 'BodyPropertyUnknown' });
  });

  it('takes the kind of schedule from the category', () => {
    const { type, values } = requireConcrete(atom(entry('<d:DayInterval m:type="Edm.Byte">255</d:DayInterval>', category('Orchestrator.ResourceModel.DailySchedule')), 'Schedule'));
    assert.deepEqual([type.name, values], ['DailySchedule', { DayInterval: 255 }]);
    assert.throws(() => requireConcrete(atom(entry('<d:Name>n</d:Name>'), 'Schedule')), { code: 'BodyTypeAbstract', status: 400 });
    assert.equal(atom(entry('', category('Orchestrator.ResourceModel.Schedule')), 'DailySchedule').type.name, 'DailySchedule');
  });

  it('takes the last of a property that is given twice, in both formats', () => {
    assert.deepEqual(atom(entry('<d:Name>1</d:Name><d:Name>2</d:Name>')).values, { Name: '2' });
    assert.deepEqual(json('{"Name":"1","Name":"2"}').values, { Name: '2' });
  });

  it('reads values as XmlConvert does', () => {
    assert.deepEqual(atom(entry('<d:StartTime m:type="Edm.DateTime">2027-01-01</d:StartTime><d:ExpiryTime> 2027-01-02Z </d:ExpiryTime>'), 'DailySchedule').values, { StartTime: '2027-01-01T00:00:00', ExpiryTime: '2027-01-02T00:00:00' });
    for (const text of [ID.replaceAll('-', ''), `{${ID}}`, `(${ID})`]) assert.deepEqual(atom(entry(`<d:VariableID>${text}</d:VariableID>`)).values, { VariableID: ID }, text);
    for (const [field, text] of [['DayInterval', '+5'], ['StartTime', '1/1/2027'], ['IsEnabled', 'True']] as const) assert.throws(() => atom(entry(`<d:${field}>${text}</d:${field}>`), 'DailySchedule'), { code: 'BodyProperty' }, text);
  });

  const bad: readonly (readonly [what: string, body: string, code: string, pattern: RegExp])[] = [
    ['nothing', '', 'BodySyntax', /^The request body is not valid Atom: it is empty\.$/], ['no XML', 'hello', 'BodySyntax', /./], ['a tag left open', `<entry ${NAMESPACES}><title>`, 'BodySyntax', /^The request body is not valid Atom: (?:a tag is not closed|it is not well-formed)[^.]* \(line 1(?:, column \d+)?\)\.$/], ['an attribute without quotes', '<entry a=b/>', 'BodySyntax', /^The request body is not valid Atom: an attribute is not written as NAME="VALUE"[^.]*\.$/], ['a broken tag', '<entry', 'BodySyntax', /never closed/],
    ['two roots', `<entry ${NAMESPACES}/><entry ${NAMESPACES}/>`, 'BodySyntax', /./], ['another root', '<feed xmlns="http://www.w3.org/2005/Atom" />', 'BodySyntax', /'feed'/], ['no namespace', '<entry />', 'BodySyntax', /'entry'/],
    ['a prefix without namespace', '<q:entry />', 'BodySyntax', /prefix 'q'/],
    ['a document type', `<!DOCTYPE entry [<!ENTITY x "y">]>${entry('<d:Name>&x;</d:Name>')}`, 'BodySyntax', /document types/], ['an entity', entry('<d:Name>&x;</d:Name>'), 'BodySyntax', /'&x;'/],
    ['an external entity', `<!DOCTYPE entry SYSTEM "file:///etc/passwd">${entry('')}`, 'BodySyntax', /document types/], ['a NUL reference', entry('<d:Name>&#x0;</d:Name>'), 'BodySyntax', /'&#x0;'/], ['a bare ampersand', entry('<d:Name>a & b</d:Name>'), 'BodySyntax', /./],
    ['too many elements', `<a>${'<b/>'.repeat(20_001)}</a>`, 'BodySyntax', /more than 20000 tags/],
    ['too many attributes', `<a ${Array.from({ length: 2_000 }, (_, index) => `a${index}="1"`).join(' ')}/>`, 'BodySyntax', /longer than 16384 characters/],
    ['deep nesting', '<a>'.repeat(5_000) + '</a>'.repeat(5_000), 'BodySyntax', /deeper than 60/],
    ['an unknown property', entry('<d:Nope>1</d:Nope>'), 'BodyPropertyUnknown', /'Nope'/], ['a property twice, first wrong', entry('<d:IsEncrypted>x</d:IsEncrypted><d:IsEncrypted>true</d:IsEncrypted>'), 'BodyProperty', /IsEncrypted/],
    ['null where it is not allowed', entry('<d:Name m:null="true" />'), 'BodyProperty', /cannot be null/], ['no boolean', entry('<d:IsEncrypted>yes</d:IsEncrypted>'), 'BodyProperty', /'yes' is not Edm.Boolean/],
    ['no GUID', entry('<d:VariableID>1</d:VariableID>'), 'BodyProperty', /Edm.Guid/], ['no date', entry('<d:CreationTime>2014-02-30T00:00:00</d:CreationTime>'), 'BodyProperty', /Edm.DateTime/], ['elements inside', entry('<d:Name><d:x/></d:Name>'), 'BodyProperty', /plain/],
    ['an entity of another type', entry('', category('Orchestrator.ResourceModel.Runbook')), 'BodyType', /Runbook/], ['an unknown type', entry('', category('x')), 'BodyType', /'x'/],
  ];
  for (const [what, body, code, pattern] of bad) it(`refuses ${what}`, () => assert.throws(() => atom(body), (error) => ODataError.is(error) && error.code === code && error.status === 400 && pattern.test(error.message)));

  it('refuses a number out of range', () => {
    assert.throws(() => atom(entry('<d:DayInterval>256</d:DayInterval>'), 'DailySchedule'), { code: 'BodyProperty' });
    assert.throws(() => atom(entry('<d:DayInterval>1.5</d:DayInterval>'), 'DailySchedule'), { code: 'BodyProperty' });
  });

  it('refuses what is too large, badly encoded, or of an unknown media type', () => {
    assert.throws(() => read(new Uint8Array(DEFAULT_LIMITS.bodyBytes + 1), 'application/xml', 'Variable'), { code: 'BodyTooLarge', status: 413 });
    assert.throws(() => read(Uint8Array.of(0x3C, 0xFF, 0xFE), 'application/xml', 'Variable'), { code: 'BodySyntax' });
    assert.throws(() => read('x', 'text/plain', 'Variable'), { status: 415 });
  });

  it('reads a large hostile text quickly', () => {
    const started = performance.now();
    assert.throws(() => atom('<a "'.repeat(500_000)), { code: 'BodySyntax' });
    assert.ok(performance.now() - started < 2_000);
  });

  it('reads back any text a client writes, but for characters XML cannot carry', () => {
    const variable = main.entityType('Variable');
    assert.ok(variable);
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), fc.option(fc.string()), fc.boolean(), (value, description, isEncrypted) => {
      const body = writeAtomBody(variable, { Value: value, Description: description, IsEncrypted: isEncrypted, VariableID: ID }, main, '2014-01-01T00:00:00Z');
      const carried = (text: string): string => text.toWellFormed().replace(/[^\t\n\r\u0020-\uFFFD]/g, '\uFFFD');
      assert.deepEqual(atom(body).values, { VariableID: ID, Value: carried(value), Description: description === null ? null : carried(description), IsEncrypted: isEncrypted });
    }), { numRuns: 300 });
  });
});

const deep = (open: string, close: string, levels: number): string => `{"Name":"\\"[","Value":${open.repeat(levels)}1${close.repeat(levels)}}`;

describe('JSON bodies', () => {
  it('counts levels of lists and objects, not of what stands in texts, and says how many there may be', () => {
    assert.deepEqual(json(`{"Name":"${'[{'.repeat(500)}","Value":"\\\\\\"${'['.repeat(500)}"}`).values, { Name: '[{'.repeat(500), Value: `\\"${'['.repeat(500)}` });
    assert.deepEqual(json(`{${Array.from({ length: 500 }, (_, index) => `"odata.a${index}":[[]]`).join(',')}}`).values, {});
    assert.throws(() => json(deep('[', ']', 100)), { status: 400, message: 'The request body is not valid JSON: lists and objects nest deeper than 100.' });
  });

  it('reads an entity as clients send it', () => {
    const { type, values } = json({
      __metadata: { type: 'Orchestrator.ResourceModel.DailySchedule' }, Name: 'n', Description: null, StartTime: '/Date(1398960000000)/', ExpiryTime: '2014-05-02T00:00:00.1234567Z', DayInterval: 2,
      IsEnabled: true, ScheduleID: ID, Runbooks: { __deferred: { uri: 'x' } },
    }, 'Schedule');
    assert.equal(type.name, 'DailySchedule');
    assert.deepEqual(values, { Name: 'n', Description: null, StartTime: '2014-05-01T16:00:00', ExpiryTime: '2014-05-02T00:00:00.1234567', DayInterval: 2, IsEnabled: true, ScheduleID: ID });
    assert.deepEqual(json('\uFEFF{"Name":"x"}').values, { Name: 'x' });
    assert.deepEqual(json('{}').values, {});
  });

  it('tells links from whole entities inside, in lists of both forms', () => {
    const values = [{ Value: '1' }, { __metadata: { uri: "ConnectionFieldValues(guid'x')" } }, { __metadata: { uri: 'x', type: 'Orchestrator.ResourceModel.ConnectionFieldValue' }, Value: '2' }];
    for (const list of [values, { results: values }]) {
      const { inline, bindings } = json({ Name: 'c', ConnectionFieldValues: list, ConnectionType: { Name: 't', Connections: null } }, 'Connection');
      assert.deepEqual([inline.map((one) => one.navigation.name), bindings.map((one) => one.uri)], [['ConnectionFieldValues', 'ConnectionType'], ["ConnectionFieldValues(guid'x')"]]);
      assert.deepEqual(inline.map((one) => one.read().map((body) => body.values)), [[{ Value: '1' }, { Value: '2' }], [{ Name: 't' }]]);
    }
    assert.throws(() => json({ ConnectionFieldValues: [{ Nope: 1 }] }, 'Connection').inline[0]?.read(), { code: 'BodyPropertyUnknown' });
  });

  const bad: readonly (readonly [what: string, body: unknown, code: string])[] = [
    ['nothing', '', 'BodySyntax'], ['no JSON', '{', 'BodySyntax'], ['a list', [], 'BodySyntax'], ['null', null, 'BodySyntax'], ['a text', '"x"', 'BodySyntax'], ['lists too deep', deep('[', ']', 100), 'BodySyntax'], ['objects too deep', deep('{"a":', '}', 100), 'BodySyntax'], ['lists of a hundred thousand levels', deep('[', ']', 100_000), 'BodySyntax'], ['lists that end nowhere', `{"Value":${'['.repeat(100_000)}`, 'BodySyntax'], ['lists just deep enough, for a text', deep('[', ']', 99), 'BodyProperty'], ['an unknown property', { Nope: 1 }, 'BodyPropertyUnknown'],
    ['a property of every object', '{"__proto__":{"Name":"x"}}', 'BodyPropertyUnknown'], ['a number for a text', { Name: 1 }, 'BodyProperty'], ['a text for a boolean', { IsEncrypted: 'yes' }, 'BodyProperty'], ['a number for a boolean', { IsEncrypted: 1 }, 'BodyProperty'], ['a number in a text for a boolean', { IsEncrypted: '1' }, 'BodyProperty'], ['null for a name', { Name: null }, 'BodyProperty'],
    ['an object for a text', { Value: {} }, 'BodyProperty'], ['a bad date', { CreationTime: '/Date(x)/' }, 'BodyProperty'], ['no date in a text', { CreationTime: 'tomorrow' }, 'BodyProperty'], ['no day', { CreationTime: '2027-02-30' }, 'BodyProperty'], ['a GUID that is too short', { VariableID: ID.replaceAll('-', '').slice(1) }, 'BodyProperty'], ['a number for a date', { CreationTime: 1 }, 'BodyProperty'], ['another type', { __metadata: { type: 'Orchestrator.ResourceModel.Job' } }, 'BodyType'],
  ];
  for (const [what, body, code] of bad) it(`refuses ${what}`, () => assert.throws(() => json(body), (error) => ODataError.is(error) && error.code === code && error.status === 400));

  it('does not read half a character, which would come back as another one', () => {
    for (const text of ['\\ud800', 'a\\udc00b', '\\udc00\\ud800']) assert.throws(() => json(`{"Name":"${text}"}`), { code: 'BodyProperty', message: /Name.*half a character/ });
    assert.equal(json('{"Name":"\\ud83d\\ude00"}').values['Name'], '\u{1F600}');
  });

  it('does not read a number that lost digits, nor one out of range', () => {
    for (const value of ['1e20', '12345678901234567890', '256', '-1', '1.5', '"x"']) assert.throws(() => json(`{"DayInterval":${value}}`, 'DailySchedule'), { code: 'BodyProperty' });
    assert.deepEqual(json('{"DayInterval":"7"}', 'DailySchedule').values, { DayInterval: 7 });
  });

  it('reads what Microsoft\'s reader takes for JSON: single quotes, names without any, texts with line ends in them, numbers that begin with a point or zeros', () => {
    assert.deepEqual(json("{'Name':'it\\'s \"so\" \\u00fc [[{','IsEncrypted':false}").values, { Name: 'it\'s "so" ü [[{', IsEncrypted: false });
    assert.deepEqual(json('{Name : "it\'s",\n  Description:null , Value:"a\tb\nc\\\\", odata.x: .5, "odata.y":[-007,-.5,1e3]}').values, { Name: "it's", Description: null, Value: 'a\tb\nc\\' });
    assert.deepEqual(json(`{'Name':'${'[{'.repeat(500)}',"Value":'"[[\\\\'}`).values, { Name: '[{'.repeat(500), Value: '"[[\\' });
    assert.deepEqual(json('{\'Name\':\'\\/Date(1)\\/"\'}').values, { Name: '/Date(1)/"' });
    for (const bad of ["{'Name':'x}", "{'Name':x}", '{Na-me:1}', "{'Name' 'x'}", "{'Name':'x',}", "{,'Name':'x'}", "{'Name':'a\\qb'}", "{'Name':\"x'}", "{'Name':'x'}}", '{Name:True}', "['Name']"]) assert.throws(() => json(bad), { code: 'BodySyntax' }, bad);
    for (const levels of [101, 100_000]) assert.throws(() => json(`{'Value':'"',Name:${'['.repeat(levels)}${']'.repeat(levels)}}`), { code: 'BodySyntax', message: /nest deeper than 100/ });
    const started = performance.now();
    for (const many of ["'", 'a', 'a ', "\\'", '"\'', '- ']) assert.throws(() => json(`{'Name':${many.repeat(400_000)}`), { code: 'BodySyntax' });
    assert.ok(performance.now() - started < 5_000, 'time that grows with the length alone');
  });

  it('reads any value in single quotes as it is read in JSON', () => {
    const single = (value: unknown): string => {
      if (Array.isArray(value)) return `[${value.map(single).join(' ,')}]`;
      if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([name, one]) => `${/^[a-z]\w*$/i.test(name) ? name : single(name)}: ${single(one)}`).join(',')}}`;
      return typeof value === 'string' ? `'${JSON.stringify(value).slice(1, -1).replaceAll("'", "\\'").replaceAll('\\"', '"')}'` : JSON.stringify(value);
    };
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      assert.deepEqual(JSON.parse(toStrictJson(single(value))), JSON.parse(JSON.stringify(value)));
      assert.deepEqual(JSON.parse(toStrictJson(JSON.stringify(value))), JSON.parse(JSON.stringify(value)), 'JSON stays what it is');
    }));
  });

  it('reads values from texts as .NET converts them', () => {
    for (const [text, value] of [['true', true], ['True', true], [' FALSE ', false], ['false', false]] as const) assert.deepEqual(json({ IsEncrypted: text }).values, { IsEncrypted: value }, text);
    for (const text of ['7', '+7', ' 7 ', '007']) assert.deepEqual(json({ DayInterval: text }, 'DailySchedule').values, { DayInterval: 7 }, text);
    for (const text of ['2027-01-01T08:00:00', '2027-01-01 08:00', '1/1/2027 8:00:00 AM', '01/01/2027 08:00:00', 'Fri, 01 Jan 2027 08:00:00 GMT', '2027-01-01T09:00:00+01:00', '/Date(1798790400000)/']) {
      assert.deepEqual(json({ StartTime: text }, 'DailySchedule').values, { StartTime: '2027-01-01T08:00:00' }, text);
    }
    assert.deepEqual(json({ StartTime: '2027-01-01' }, 'DailySchedule').values, { StartTime: '2027-01-01T00:00:00' });
    for (const text of [ID.replaceAll('-', ''), `{${ID.toUpperCase()}}`, `(${ID})`]) assert.deepEqual(json({ VariableID: text }).values, { VariableID: ID }, text);
  });

  it('never throws anything but ODataError on garbage', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string(), fc.uint8Array()), fc.constantFrom('application/json', 'application/xml'), (body, type) => {
      try {
        read(body, type, 'Variable');
      } catch (error) {
        assert.ok(ODataError.is(error), String((error as Error).stack));
      }
    }), { numRuns: 500 });
  });

  it('reads the body of a link', () => {
    assert.equal(readJsonLinkBody('{"uri":"https://x/Schedules(1)"}'), 'https://x/Schedules(1)');
    assert.throws(() => readJsonLinkBody('{}'), { code: 'BodySyntax' });
  });
});

describe('action bodies', () => {
  const action = (name: string): ActionDefinition => {
    const found = main.actions.find((one) => one.name === name);
    assert.ok(found);
    return found;
  };
  const run = (name: string, body: string, type: string | undefined = 'application/json;odata=verbose'): unknown => readActionBody(bytes(body), type, action(name), main);

  it('takes lists, empty lists, null and no body at all', () => {
    const one = [{ Name: 'P1', Value: '"x"' }, { Name: 'P2', Value: '' }];
    assert.deepEqual(run('Start', '{"parameters":[{"__metadata":{"type":"Orchestrator.ResourceModel.NameValuePair"},"Name":"P1","Value":"\\"x\\""},{"Value":"","Name":"P2"}]}'), { parameters: one });
    assert.deepEqual(run('Start', '{"parameters":{"results":[{"Name":"P1","Value":"1"}]}}'), { parameters: [{ Name: 'P1', Value: '1' }] });
    for (const body of ['', '{}', 'null', '{"parameters":null}', '{"parameters":[]}']) assert.deepEqual(run('Start', body), { parameters: [] });
    assert.deepEqual(run('Stop', '', undefined), {});
    assert.deepEqual(run('Edit', '{}'), {});
    assert.deepEqual(run('Resume', '{"label":null}'), { label: null });
    for (const body of ["{'parameters':null}", '{parameters:null}', "{parameters:[]}"]) assert.deepEqual(run('Start', body), { parameters: [] });
    assert.deepEqual(run('StartOnSchedule', `{"parameters":null,"scheduleId":"${ID}"}`), { parameters: [], scheduleId: ID });
  });

  it('says what is wrong', () => {
    assert.throws(() => run('Start', '{"parameters":{"P1":"v"}}'), { code: 'ParameterValue', status: 400, message: "The parameter 'parameters' must be a list of NameValuePair: write [{\"Name\":\"…\",\"Value\":\"…\"}, …]." });
    assert.throws(() => run('Start', '{"parameters":[{"Name":"P1","Value":5}]}'), { code: 'ParameterValue', message: "The parameter 'parameters[0]' must be NameValuePair: Value: a number is not Edm.String." });
    assert.throws(() => run('Start', '{"parameters":[{"Name":"P1","Value":"a","x":hunter22,"hunter22":"hunter22"}]}'), (error) => error instanceof Error && /not valid JSON|in JSON/.test(error.message) && !error.message.includes('hunter'));
    // What should be a text may be a secret: its kind is told, and never what it is.
    for (const [value, kind] of [['{"a":"hunter22"}', 'an object'], ['["hunter22"]', 'a list'], ['true', 'a boolean']]) assert.throws(() => run('Start', `{"parameters":[{"Name":"P1","Value":${value ?? ''}}]}`), { code: 'ParameterValue', message: `The parameter 'parameters[0]' must be NameValuePair: Value: ${kind ?? ''} is not Edm.String.` });
    assert.throws(() => run('Start', '{"parameters":[{"Name":"P1"}]}'), { code: 'ParameterValue' });
    assert.throws(() => run('Start', '{"parameters":[1]}'), { code: 'ParameterValue' });
    assert.throws(() => run('Start', '{"params":[]}'), { code: 'ParameterValue' });
    assert.throws(() => run('StartOnSchedule', '{"parameters":[]}'), { code: 'ParameterMissing' });
    assert.throws(() => run('StartOnSchedule', '{"scheduleId":"x"}'), { code: 'ParameterValue' });
    assert.throws(() => run('Start', '[]'), { code: 'BodySyntax' });
    assert.throws(() => run('Start', '<entry/>', 'application/atom+xml'), { status: 415 });
  });
});
