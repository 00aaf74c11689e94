import fc from 'fast-check';

/** Any character but halves of surrogate pairs. As `unit: 'binary'` of fast-check, whose table takes a process a second to make. */
export const anyCharacter: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 0x17f }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 0xffff }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 0x10ffff }) },
).map((code) => String.fromCodePoint(code >= 0xd800 && code <= 0xdfff ? code - 0xd800 : code));
