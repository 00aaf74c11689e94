import assert from 'node:assert/strict';
import { bodyFormat, contentType, negotiateErrorFormat, negotiateFormat } from '../../../src/odata/negotiate/format.ts';
import type { PayloadKind } from '../../../src/odata/negotiate/format.ts';
import { highestReplyVersion, replyVersion, versionHeader } from '../../../src/odata/negotiate/version.ts';
import type { ReplyFeatures } from '../../../src/odata/negotiate/version.ts';
import { FULL_PROJECTION, parseSelectExpand } from '../../../src/odata/query/selectExpand.ts';
import { modelsFor } from '../../../src/sma/models.ts';
import type { EntityType } from '../../../src/sma/edm/serviceModel.ts';

const CHOICES: readonly (readonly [accept: string | undefined, expected: 'atom' | 'json' | 'lightMinimal' | 'lightFull' | 'lightNone' | 415])[] = [
  [undefined, 'atom'], ['', 'atom'], ['*/*', 'atom'], ['application/*', 'atom'], ['application/atom+xml,application/xml', 'atom'],
  ['application/json;odata=verbose', 'json'], ['APPLICATION/JSON; ODATA=Verbose', 'json'], ['application/json;odata="verbose"', 'json'], ['application/json', 'json'],
  ['application/json, text/plain, */*', 'json'], ['application/json;odata=verbose;q=0.5,application/atom+xml', 'atom'], ['application/atom+xml;q=0.5,application/json;odata=verbose', 'json'],
  ['application/json;q=0,*/*', 'atom'], ['application/atom+xml,application/json;odata=verbose', 'atom'], ['text/html,application/xml;q=0.9,*/*;q=0.8', 'atom'],
  ['application/json;odata=light', 'lightMinimal'], ['application/json;odata=minimalmetadata', 'lightMinimal'], ['application/json;odata=fullmetadata', 'lightFull'], ['application/json;odata=nometadata', 'lightNone'],
  ['application/json;odata=other', 415], ['application/json;odata.metadata=minimal', 415], ['application/json;foo=bar', 415], ['application/json;odata=verbose;charset=utf-8;streaming=true', 'json'],
  ['application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7', 'lightMinimal'],
  ['application/json;odata=minimalmetadata,application/json;odata=verbose;q=0.1', 'lightMinimal'], ['application/json;odata=minimalmetadata;q=0.1,application/json;odata=verbose', 'json'], ['text/html', 415], ['image/png', 415], ['application/atomsvc+xml', 415], ['application/atom+xml;type=entry', 415],
];

describe('content negotiation', () => {
  for (const [accept, expected] of CHOICES) {
    it(`Accept ${accept ?? '(none)'} for a feed: ${expected}`, () => {
      const run = (): string => negotiateFormat({ accept }, 'feed');
      if (expected === 415) assert.throws(run, { code: 'NotAcceptable', status: 415 });
      else assert.equal(run(), expected);
    });
  }

  it('lets $format go first, and always finds a format for an error', () => {
    assert.equal(negotiateFormat({ accept: 'application/atom+xml', format: 'json' }, 'feed'), 'json');
    assert.equal(negotiateFormat({ accept: 'application/json', format: 'atom' }, 'feed'), 'atom');
    assert.equal(negotiateFormat({ accept: undefined, format: 'application/json;odata=verbose' }, 'feed'), 'json');
    assert.throws(() => negotiateFormat({ accept: undefined, format: 'yaml' }, 'feed'), { status: 415 });
    assert.equal(negotiateErrorFormat({ accept: 'image/png' }), 'atom');
    assert.equal(negotiateErrorFormat({ accept: 'application/json;odata=verbose' }), 'json');
  });

  it('tells an error in the format that the answer would have had, to who takes no version with JSON light too', () => {
    for (const [accept] of CHOICES) {
      for (const highest of ['1.0', '2.0', '3.0'] as const) {
        let format: string | undefined;
        try { format = negotiateFormat({ accept, highest }, 'entry'); } catch { format = undefined; }
        if (format !== undefined) assert.equal(negotiateErrorFormat({ accept, highest }), format, `${accept} ${highest}`);
      }
    }
    for (const light of ['minimalmetadata', 'fullmetadata', 'nometadata']) {
      const accept = `application/json;odata=${light}`;
      assert.deepEqual([negotiateErrorFormat({ accept, highest: '2.0' }), negotiateErrorFormat({ accept })], ['json', negotiateFormat({ accept }, 'entry')]);
      assert.deepEqual([negotiateErrorFormat({ accept: `${accept},application/atom+xml`, highest: '2.0' }), negotiateFormat({ accept: `${accept},application/atom+xml`, highest: '2.0' }, 'entry')], ['atom', 'atom']);
    }
  });

  it('names what it sends', () => {
    const types = (['feed', 'entry', 'serviceDocument', 'error'] as const satisfies readonly PayloadKind[]).map((kind) => contentType('atom', kind));
    assert.deepEqual(types, ['application/atom+xml;type=feed;charset=utf-8', 'application/atom+xml;type=entry;charset=utf-8', 'application/xml;charset=utf-8', 'application/xml;charset=utf-8']);
    assert.equal(contentType('json', 'entry'), 'application/json;odata=verbose;charset=utf-8');
    assert.equal(contentType('lightFull', 'entry'), 'application/json;odata=fullmetadata;charset=utf-8');
  });

  it('knows the format of a body', () => {
    for (const type of ['application/atom+xml', 'application/atom+xml;type=entry; charset=UTF-8', 'application/xml', 'Text/XML']) assert.equal(bodyFormat(type), 'atom');
    for (const type of ['application/json', 'application/json;odata=verbose', 'application/json; charset=utf-8;odata=verbose']) assert.equal(bodyFormat(type), 'json');
    for (const type of ['application/json;odata=minimalmetadata', 'application/json;odata=light', 'application/json;odata=fullmetadata']) assert.equal(bodyFormat(type), 'lightMinimal');
    for (const type of [undefined, '', 'text/plain', 'application/octet-stream', 'application/json;odata=other', 'multipart/mixed']) assert.throws(() => bodyFormat(type), { code: 'UnsupportedMediaType', status: 415 });
  });
});

describe('data service versions', () => {
  const headers = (dataServiceVersion?: string, maxDataServiceVersion?: string): Parameters<typeof highestReplyVersion>[0] => ({ dataServiceVersion, maxDataServiceVersion });
  const type = (name: string): EntityType => {
    const found = modelsFor('2016').main.entityType(name) ?? modelsFor('2016').jobStreams.entityType(name);
    assert.ok(found);
    return found;
  };
  const reply = (name: string | undefined, change: Partial<ReplyFeatures> = {}, highest: '1.0' | '2.0' | '3.0' = '3.0'): string =>
    replyVersion({ entities: name === undefined ? undefined : { type: type(name), projection: FULL_PROJECTION }, isJson: false, isLight: false, isCollection: false, hasCount: false, isPaged: false, hasNextLink: false, isAction: false, ...change }, highest);

  it('takes what the client allows', () => {
    assert.equal(highestReplyVersion(headers()), '3.0');
    assert.equal(highestReplyVersion(headers('1.0;NetFx', '3.0;NetFx')), '3.0');
    assert.equal(highestReplyVersion(headers('1.0', '2.0')), '2.0');
    assert.equal(highestReplyVersion(headers(undefined, '1.0; anything')), '1.0');
    assert.equal(highestReplyVersion(headers(undefined, '4.0')), '3.0');
    assert.throws(() => highestReplyVersion(headers('4.0')), { code: 'VersionTooHigh', status: 400 });
    assert.throws(() => highestReplyVersion(headers('one')), { code: 'VersionSyntax', status: 400 });
    assert.throws(() => highestReplyVersion(headers(undefined, '3')), { code: 'VersionSyntax' });
  });

  it('answers with the lowest that can say it', () => {
    assert.equal(reply('Variable'), '1.0');
    assert.equal(reply(undefined), '1.0');
    assert.equal(reply('Runbook'), '3.0');
    assert.equal(reply('Runbook', {}, '1.0'), '1.0');
    assert.equal(reply('Variable', { isJson: true, isCollection: true }), '2.0');
    assert.equal(reply('Variable', { isJson: true, isCollection: true }, '1.0'), '1.0');
    assert.equal(reply('Variable', { isCollection: true }), '1.0');
    assert.equal(reply('Variable', { hasNextLink: true }), '2.0');
    assert.equal(reply('Variable', { hasCount: true }), '2.0');
    assert.equal(reply('Variable', { isPaged: true }), '2.0');
    assert.equal(reply('StreamItem'), '3.0');
    assert.equal(reply(undefined, { isAction: true }), '3.0');
    assert.equal(reply('Variable', { isLight: true }), '3.0');
    assert.throws(() => reply('Variable', { isLight: true }, '2.0'), { code: 'VersionTooLow' });
    assert.throws(() => reply('StreamItem', {}, '2.0'), { code: 'VersionTooLow', status: 400 });
    assert.throws(() => reply('Variable', { hasCount: true }, '1.0'), { code: 'VersionTooLow' });
    assert.equal(versionHeader('1.0'), '1.0;');
  });

  it('looks into $expand and $select', () => {
    const entities = { type: type('RunbookVersion'), projection: parseSelectExpand(undefined, 'Runbook', type('RunbookVersion'), modelsFor('2016').main) };
    const features: ReplyFeatures = { entities, isJson: false, isLight: false, isCollection: false, hasCount: false, isPaged: false, hasNextLink: false, isAction: false };
    assert.equal(replyVersion(features, '3.0'), '3.0');
    const chosen = { type: type('Runbook'), projection: parseSelectExpand('RunbookName', undefined, type('Runbook'), modelsFor('2016').main) };
    assert.equal(replyVersion({ ...features, entities: chosen }, '3.0'), '2.0');
  });
});
