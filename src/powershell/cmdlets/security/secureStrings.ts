/** ConvertTo-SecureString and ConvertFrom-SecureString. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { SecureString } from '../../runtime/values/misc.ts';
import { fromKey, fromWithoutKey, notHex, withKey, withoutKey } from '../../clixml/secureText.ts';

const SETS = { text: 'Secure', plain: 'PlainText', open: 'Open' } as const;
const SECURITY = 'Microsoft.PowerShell.Security';
const keyBytes = (key: readonly number[] | undefined, secure: SecureString | undefined): Uint8Array | undefined =>
  key !== undefined ? Uint8Array.from(toItems(key as number[]).map(Number)) : secure === undefined ? undefined : new Uint8Array(Buffer.from(secure.reveal(), 'utf16le'));

export const convertToSecureString = cmdlet({
  name: 'ConvertTo-SecureString', module: SECURITY, defaultSet: SETS.text, synopsis: 'Makes a secure string of a text.', outputType: [T.SecureString],
  params: {
    String: { type: T.String, position: 0, mandatory: true, from: 'pipeline' },
    AsPlainText: { type: T.Switch, sets: [SETS.plain], position: { [SETS.plain]: 1 }, help: 'The text is the secret itself.' },
    Force: { type: T.Switch, sets: [SETS.plain], position: { [SETS.plain]: 2 } },
    SecureKey: { type: T.SecureString, sets: [SETS.text], position: { [SETS.text]: 1 } },
    Key: { type: arrayOf(T.Byte), sets: [SETS.open] },
  },
  run: (p, ctx) => ({
    process() {
      if (p.AsPlainText === true) { ctx.write(new SecureString(p.String)); return; }
      const key = keyBytes(p.Key, p.SecureKey), text = key === undefined ? fromWithoutKey(p.String) : fromKey(p.String, key);
      if (text !== undefined) { ctx.write(new SecureString(text)); return; }
      // What is no pair of hexadecimal digits fails where the bytes are read, before anything else is asked of it (SecureStringHelper.ByteArrayFromString).
      const bad = notHex(p.String);
      if (bad !== undefined) ctx.fail({ id: 'System.FormatException', category: 'NotSpecified', exception: 'System.FormatException', message: `The input string '${bad}' was not in a correct format.` });
      ctx.writeError({ id: 'ImportSecureString_InvalidArgument', category: 'InvalidArgument', exception: 'System.Management.Automation.PSArgumentException', message: `The parameter value "${p.String}" is not a valid encrypted string.` });
    },
  }),
});
export const convertFromSecureString = cmdlet({
  name: 'ConvertFrom-SecureString', module: SECURITY, defaultSet: SETS.text, synopsis: 'Gives a secure string as encrypted or plain text.', outputType: [T.String],
  params: {
    SecureString: { type: T.SecureString, position: 0, mandatory: true, from: 'pipeline' },
    SecureKey: { type: T.SecureString, sets: [SETS.text], position: { [SETS.text]: 1 } },
    Key: { type: arrayOf(T.Byte), sets: [SETS.open] },
    AsPlainText: { type: T.Switch, sets: ['AsPlainText'] },
  },
  run: (p, ctx) => ({
    process() {
      const key = keyBytes(p.Key, p.SecureKey), text = p.SecureString.reveal();
      if (p.AsPlainText === true) { ctx.write(text); return; }
      if (key !== undefined && ![16, 24, 32].includes(key.length)) ctx.fail({ id: 'Argument', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.PSArgumentException', message: `Cannot process argument because the value of argument "Key" is not valid. Change the value of the "Key" argument and run the operation again. (It has ${key.length} bytes: 16, 24 or 32 are a key.)` });
      ctx.write(key === undefined ? withoutKey(text) : withKey(text, key, ctx.host.random.bytes(16)));
    },
  }),
});
