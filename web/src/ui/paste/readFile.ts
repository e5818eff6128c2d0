// A table in a text file, as spreadsheets save them: comma, semicolon or tab between the cells, in UTF-8 or the Chinese encoding.

/** The text of a file: UTF-8 where it is that, else what Chinese spreadsheets write. */
export function decodeTable(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** What stands between the cells: of the three in use, that of which the first line has most. */
function separatorOf(text: string): string {
  const line = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
  const counts = ['\t', ',', ';'].map((mark) => [mark, line.split(mark).length] as const);
  return counts.toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? ',';
}

/** The rows of a file (RFC 4180): cells in quotes may hold separators, line breaks, and quotes that are doubled. */
export function readSeparated(text: string): string[][] {
  const whole = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const separator = separatorOf(whole);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push(row);
    row = [];
  };
  for (let at = 0; at < whole.length; at++) {
    const mark = whole[at] ?? '';
    if (quoted && mark === '"' && whole[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (mark === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (!quoted && mark === separator) endCell();
    else if (!quoted && mark === '\n') endRow();
    else cell += mark;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}
