import { expect, test } from 'vitest';
import { csv } from './download';

test('a spreadsheet reads cells back as they were shown, and runs none of them', async () => {
  const file = csv([['名称', '备注'], ['手机, 黑色', '他说"好"'], ['=HYPERLINK("x")', '-12.5']]);
  const bytes = new Uint8Array(await file.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder().decode(bytes);
  expect(text).toBe('名称,备注\r\n"手机, 黑色","他说""好"""\r\n"\'=HYPERLINK(""x"")",-12.5\r\n');
});
