// Photographs and scans of an item: many at once, over a line that breaks, refused where they are not what they say, and looked at.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { type Desk, expect, test } from './support/fixtures';
import { findings, sticksOut } from './support/page-checks';
import { approvedIntake } from './support/people';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

let desk: Desk;
let item = '';
const pictures: { name: string; mimeType: string; buffer: Buffer }[] = [];

/** A photograph of this browser's: the page as it is drawn. */
async function photograph(page: Page, name: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  return { name, mimeType: 'image/jpeg', buffer: await page.screenshot({ type: 'jpeg', quality: 90 }) };
}

const gallery = () => desk.page.locator('.files-gallery > li');
const dialog = () => desk.page.getByRole('dialog');

async function choose(files: typeof pictures): Promise<void> {
  await desk.page.getByRole('button', { name: '添加照片或扫描件' }).click();
  await dialog().locator('input[type=file]').first().setInputFiles(files);
}

test.beforeAll(async ({ signIn, team }) => {
  const intake = await approvedIntake(team, [{ name: '怀表', category: 'ordinary', features: '银色，表盖有划痕' }]);
  item = intake.items[0]?.id ?? '';
  desk = await signIn('officer-0101', { phone: true });
  await desk.page.goto(`/items/${item}`);
  await desk.page.getByRole('heading', { name: '怀表' }).waitFor();
  pictures.push(await photograph(desk.page, '正面.jpg'));
  await desk.page.goto('/cases');
  await desk.page.locator('#content h1').first().waitFor();
  pictures.push(await photograph(desk.page, '背面.jpg'));
  const pdf = await desk.page.pdf({ format: 'A4' });
  pictures.push({ name: '扣押清单.pdf', mimeType: 'application/pdf', buffer: pdf });
});
test.afterAll(() => desk?.close());

test('several are chosen at once, with one caption', async () => {
  const { page } = desk;
  await page.goto(`/items/${item}`);
  await page.getByText('还没有照片或扫描件。').waitFor();
  await choose(pictures);
  await dialog().getByText('正面.jpg').waitFor();
  expect(await findings(page)).toEqual([]);
  expect(await sticksOut(page)).toBe(0);
  await dialog().getByLabel('制作地点').fill('高新分局物证室');
  await dialog().getByLabel('制作方法').fill('现场拍照');
  await dialog().getByRole('button', { name: '上传3个文件' }).click();
  await expect(gallery()).toHaveCount(3);
  await expect(page.locator('.files-uploads li')).toHaveCount(0);
  // Both pictures are drawn, small.
  await expect.poll(() => page.locator('.files-tile img').evaluateAll((images) => images.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length)).toBe(2);
  expect(await findings(page)).toEqual([]);
  expect(await sticksOut(page)).toBe(0);
});

test('one is looked at, its hash is the one of the file that was chosen, and the original comes back as it was', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '正面.jpg' }).click();
  const hash = createHash('sha256').update(pictures[0]?.buffer ?? '').digest('hex');
  await dialog().getByText(hash).waitFor();
  await dialog().getByText('高新分局物证室').waitFor();
  await expect(dialog().getByText(/日志第\d+条/)).toBeVisible();
  expect(await findings(page)).toEqual([]);
  const coming = page.waitForEvent('download');
  await dialog().getByRole('button', { name: '下载原件' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('正面.jpg');
  expect(createHash('sha256').update(await readFile(await download.path())).digest('hex')).toBe(hash);
  await dialog().getByRole('button', { name: '下一个' }).click();
  await dialog().getByText('背面.jpg').first().waitFor();
  await dialog().getByRole('button', { name: 'Close' }).or(dialog().getByRole('button', { name: '关闭' })).first().click();
});

test('a difference is drawn on the picture and written, and the picture itself stays', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '正面.jpg' }).click();
  await dialog().getByRole('button', { name: '标注差异' }).click();
  const noting = dialog().filter({ hasText: '在有差异处拖出方框' });
  const paper = noting.locator('.files-paper');
  await expect.poll(async () => (await paper.boundingBox())?.height ?? 0).toBeGreaterThan(100);
  const box = await paper.boundingBox();
  if (!box) throw new Error('the picture is not drawn');
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.25);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5, { steps: 4 });
  await page.mouse.up();
  await noting.getByLabel('第1处所见').fill('表盖划痕约3厘米');
  expect(await findings(page)).toEqual([]);
  expect(await sticksOut(page)).toBe(0);
  await noting.getByRole('button', { name: /保 ?存/ }).click();
  await dialog().getByText('表盖划痕约3厘米').waitFor();
  const mark = await dialog().locator('.files-mark').first().evaluate((element) => (element as HTMLElement).style.cssText);
  expect(mark).toMatch(/left: (19|20)[.\d]*%; top: (24|25)[.\d]*%; width: (39|40)[.\d]*%/);
  await page.keyboard.press('Escape');
  await gallery().getByText('1处差异').waitFor();
});

test('what a broken line holds up goes on by itself, in a page opened later too', async () => {
  const { page } = desk;
  await page.route('**/api/v1/files/*/content*', (route) => route.abort('connectionfailed'));
  const another = await photograph(page, '侧面.jpg');
  await choose([another]);
  await dialog().getByRole('button', { name: '上传1个文件' }).click();
  await page.getByText('连接中断，照片保存在本机，恢复后自动续传').waitFor();
  await page.reload();
  await page.getByText('连接中断，照片保存在本机，恢复后自动续传').waitFor();
  await page.unroute('**/api/v1/files/*/content*');
  await page.getByRole('button', { name: '重试' }).click();
  await expect(page.locator('.files-uploads li')).toHaveCount(0);
  await expect(page.getByText('待上传')).toHaveCount(0);
  await expect(gallery()).toHaveCount(4);
});

test('what is not what it says is refused with the reason, and goes when it is dismissed', async () => {
  const { page } = desk;
  const archive = { name: '照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('504b0304140000000800', 'hex') };
  await choose([archive]);
  await dialog().getByRole('button', { name: '上传1个文件' }).click();
  const refused = page.locator('.files-refused');
  await refused.waitFor();
  expect((await refused.innerText()).length).toBeGreaterThan(5);
  expect(await findings(page)).toEqual([]);
  await page.locator('.files-uploads').getByRole('button', { name: /移 ?除/ }).click();
  await expect(refused).toHaveCount(0);
  // Its hash was announced, and the log does not forget: it stays, with the reason.
  await expect(gallery()).toHaveCount(5);
  await gallery().getByText('未接收').waitFor();
  await gallery().getByText('内容与文件名不符').waitFor();
});

test('one is struck out with a reason, and stays', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '侧面.jpg' }).click();
  await dialog().getByRole('button', { name: /划 ?销/ }).click();
  const asking = dialog().filter({ hasText: '文件不会删除' });
  await asking.locator('textarea').fill('拍错物品');
  await asking.getByRole('button', { name: /划 ?销/ }).click();
  await dialog().getByText('拍错物品').waitFor();
  await page.keyboard.press('Escape');
  await expect(gallery()).toHaveCount(5);
  await gallery().getByText('已划销').waitFor();
});

test('nobody complained', () => {
  expect(desk.complaints.filter((complaint) => !/ERR_CONNECTION_FAILED|status of 4\d\d/.test(complaint))).toEqual([]);
});
