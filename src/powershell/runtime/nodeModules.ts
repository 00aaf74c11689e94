/**
 * Node's own modules that few scripts need and that take milliseconds to load. They are asked for where they are used, so that a
 * sandbox starts without them.
 */
import type crypto from 'node:crypto';
import type net from 'node:net';
import type tls from 'node:tls';
import type v8 from 'node:v8';
import type vm from 'node:vm';
import type zlib from 'node:zlib';

let loadedCrypto: typeof crypto | undefined;
export const nodeCrypto = (): typeof crypto => (loadedCrypto ??= process.getBuiltinModule('node:crypto'));
export const nodeNet = (): typeof net => process.getBuiltinModule('node:net');
export const nodeTls = (): typeof tls => process.getBuiltinModule('node:tls');
export const nodeV8 = (): typeof v8 => process.getBuiltinModule('node:v8');
export const nodeVm = (): typeof vm => process.getBuiltinModule('node:vm');
export const nodeZlib = (): typeof zlib => process.getBuiltinModule('node:zlib');
