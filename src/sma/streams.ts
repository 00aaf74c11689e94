/** The names a stream record may carry (sma-rest-api.md 4.2). Case matters on the wire. */
export const STREAM_TYPE_NAMES = ['Output', 'Debug', 'Verbose', 'Warning', 'Error', 'Progress'] as const;
export type StreamTypeName = (typeof STREAM_TYPE_NAMES)[number];

/** What a query may ask for: one stream, or all. */
export type StreamTypeQuery = StreamTypeName | 'Any';
