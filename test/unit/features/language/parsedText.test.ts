import assert from 'node:assert/strict';
import { ParsedText, ParsedTexts } from '../../../../src/features/language/parsedText.ts';

const document = (text: string, version = 1): { uri: string; version: number; getText: () => string } => ({ uri: 'file:///a.ps1', version, getText: () => text });

describe('ParsedTexts', () => {
  it('parses a version once, the next one anew, and keeps one of each document', () => {
    const texts = new ParsedTexts(), first = texts.get(document('1'));
    assert.equal(texts.get(document('1')), first);
    assert.notEqual(texts.get(document('2', 2)), first);
    assert.deepEqual([texts.parses, texts.size], [2, 1]);
  });

  it('forgets a document that is closed', () => {
    const texts = new ParsedTexts();
    texts.get(document('1'));
    texts.forget(document('1'));
    assert.equal(texts.size, 0);
  });
});

describe('ParsedText', () => {
  it('gives what a workflow may not hold by its id, once the text parses', () => {
    const sound = new ParsedText('workflow A { & "x" }');
    assert.deepEqual(sound.problems.map(({ errorId, start, end }) => [errorId, start, end]), [['AlternateInvocationNotSupported', 13, 18]]);
    assert.deepEqual(new ParsedText('workflow A { & "x" ').problems.map(({ errorId }) => errorId), ['MissingEndCurlyBrace']);
  });

  it('finds functions at any depth and says whether there is a workflow', () => {
    const text = new ParsedText('function Outer { function Inner { } }');
    assert.deepEqual([...text.functions.keys()], ['outer', 'inner']);
    assert.deepEqual([text.hasWorkflow, new ParsedText('workflow A { }').hasWorkflow, text.functionFacts('INNER')?.name], [false, true, 'Inner']);
  });
});
