// A spreadsheet's clipboard text as rows of cells.

/** Rows by line breaks, cells by tabs; nothing is quoted. */
function readPlain(text: string): string[][] {
  return text.split('\n').map((line) => line.split('\t'));
}

/** The quoted cell that begins here, and where it ends; null when the mark is an ordinary character. */
function readQuoted(text: string, start: number): { cell: string; end: number } | null {
  // Quotes are put around what holds tabs or line breaks; a lone mark is one that somebody wrote.
  if (/^"[\t\n]?$|^"[\t\n]/.test(text.slice(start, start + 2))) return null;
  let cell = '';
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else {
      const closes = at + 1 === text.length || text[at + 1] === '\t' || text[at + 1] === '\n';
      return closes && /[\t\n]/.test(cell) ? { cell, end: at + 1 } : null;
    }
  }
  return null;
}

/** Rows in which cells with tabs and line breaks stand in quotes, with the quotes inside them doubled. */
function readWithQuotes(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; ; at++) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : null;
    const end = quoted?.end ?? endOfCell(text, at);
    row.push(quoted?.cell ?? text.slice(at, end));
    if (text[end] !== '\t') {
      rows.push(row);
      row = [];
    }
    if (end >= text.length) return rows;
    at = end;
  }
}

function endOfCell(text: string, start: number): number {
  for (let at = start; at < text.length; at++) if (text[at] === '\t' || text[at] === '\n') return at;
  return text.length;
}

function isBlank(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === '');
}

function isRectangular(rows: readonly (readonly string[])[]): boolean {
  const width = rows[0]?.length ?? 0;
  return width > 1 && rows.length > 1 && rows.every((row) => row.length === width);
}

/**
 * Parses what a spreadsheet put on the clipboard. Where the plain reading is a table already, marks are what people wrote:
 * a column of ditto marks is not one long cell.
 */
export function readTable(text: string): string[][] {
  const lines = text.replaceAll(/\r\n?/g, '\n');
  // Every row ends in a line break, the last one too.
  const plain = readPlain(lines.replace(/\n$/, ''));
  const rows = isRectangular(plain) ? plain : readWithQuotes(lines.replace(/\n$/, ''));
  // Whole columns are copied with all the empty rows below.
  return rows.slice(0, rows.findLastIndex((row) => !isBlank(row)) + 1);
}
