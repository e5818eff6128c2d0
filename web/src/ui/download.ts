/** Saves a file through the browser's downloads. */
export function download(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the URL after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Opens a file in a new window; saves it where pop-ups are blocked. */
export function openFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  if (window.open(url) === null) download(content, name);
  setTimeout(() => URL.revokeObjectURL(url), 600_000);
}

/** Quotes cells that a spreadsheet would take for a formula. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) && !/^-?[\d,.]+$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Rows as a CSV file whose encoding spreadsheets recognise. */
export function csv(rows: readonly (readonly string[])[]): Blob {
  const text = rows.map((row) => row.map(cell).join(',')).join('\r\n');
  return new Blob(['\uFEFF', text, '\r\n'], { type: 'text/csv;charset=utf-8' });
}
