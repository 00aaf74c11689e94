/**
 * Node's own modules that few scripts need and that take milliseconds to load. They are asked for where they are used, so that a
 * sandbox starts without them.
 */
import type crypto from 'node:crypto';
import type net from 'node:net';

export const nodeCrypto = (): typeof crypto => process.getBuiltinModule('node:crypto');
export const nodeNet = (): typeof net => process.getBuiltinModule('node:net');
