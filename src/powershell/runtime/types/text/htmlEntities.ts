/** The named characters of HTML 4 and `apos`, as .NET's HtmlDecode knows them. */
const LATIN = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig
Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml
igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`;
const GREEK = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega';
const OTHERS = `quot34 amp38 apos39 lt60 gt62 OElig338 oelig339 Scaron352 scaron353 Yuml376 fnof402 circ710 tilde732 thetasym977 upsih978 piv982 ensp8194 emsp8195 thinsp8201 zwnj8204 zwj8205 lrm8206 rlm8207 ndash8211 mdash8212 lsquo8216
rsquo8217 sbquo8218 ldquo8220 rdquo8221 bdquo8222 dagger8224 Dagger8225 bull8226 hellip8230 permil8240 prime8242 Prime8243 lsaquo8249 rsaquo8250 oline8254 frasl8260 euro8364 image8465 weierp8472 real8476 trade8482 alefsym8501 larr8592
uarr8593 rarr8594 darr8595 harr8596 crarr8629 lArr8656 uArr8657 rArr8658 dArr8659 hArr8660 forall8704 part8706 exist8707 empty8709 nabla8711 isin8712 notin8713 ni8715 prod8719 sum8721 minus8722 lowast8727 radic8730 prop8733 infin8734
ang8736 and8743 or8744 cap8745 cup8746 int8747 there48756 sim8764 cong8773 asymp8776 ne8800 equiv8801 le8804 ge8805 sub8834 sup8835 nsub8836 sube8838 supe8839 oplus8853 otimes8855 perp8869 sdot8901 lceil8968 rceil8969 lfloor8970
rfloor8971 lang9001 rang9002 loz9674 spades9824 clubs9827 hearts9829 diams9830`;
const words = (text: string): readonly string[] => text.split(/\s/);
let made: ReadonlyMap<string, number> | undefined;
function names(): ReadonlyMap<string, number> {
  return (made ??= new Map([
    ...words(LATIN).map((name, i): [string, number] => [name, 160 + i]),
    ...words(GREEK).flatMap((name, i): [string, number][] => [[name, 945 + i], ...(name === 'sigmaf' ? [] : [[name.charAt(0).toUpperCase() + name.slice(1), 913 + i] satisfies [string, number]])]),
    // The last four digits, or fewer, are the character.
    ...words(OTHERS).map((entry): [string, number] => { const [, name = '', code = ''] = /^(.*?)(\d{4}|(?<=\D)\d{2,3})$/.exec(entry) ?? []; return [name, Number(code)]; }),
  ]));
}
/** Text with its character references resolved; what is none stays as it is (WebUtility.HtmlDecode). */
export const htmlDecode = (text: string): string => text.replace(/&(?:#[xX]([0-9a-fA-F]+)|#(\d+)|([A-Za-z]+\d*));/g, (all, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
  const code = name !== undefined ? names().get(name) : hex !== undefined ? parseInt(hex, 16) : Number(decimal);
  return code === undefined || code === 0 || code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff) ? all : String.fromCodePoint(code);
});
