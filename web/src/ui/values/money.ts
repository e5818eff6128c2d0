/** Formats minor units of a currency: 1234567 分 is ¥12,345.67. */
export function showMoney(minor: number, currency: string | null | undefined, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency: currency ?? 'CNY' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}

/** Parses a typed amount into minor units; null when it is not an amount. */
export function readMoney(text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll(/[,\s¥元]/g, '');
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}
