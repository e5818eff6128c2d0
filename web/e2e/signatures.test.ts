// Signatures at the counter: a loan that leaves is signed for with the mouse, its return on a phone, and the issued paper shows it.
import { type Locator, type Page } from '@playwright/test';
import { type Desk, expect, test } from './support/fixtures';
import { findings, sticksOut } from './support/page-checks';
import { approvedReturn, lent, type Prepared, received, roomFor } from './support/people';

// Each step needs the one before it.
test.describe.configure({ mode: 'serial' });

const stamp = Date.now() % 1_000_000;
/** The number of a resident's card that is nobody's. */
const CARD = '130102199505050096';

let shelf = '';
let custodian: Desk;
let phone: Desk;
let loan: Prepared;

test.beforeAll(async ({ signIn, team }) => {
  shelf = await roomFor(team, 'ordinary');
  const goods = ['录音笔', '移动硬盘'].map((name) => ({ name: `${name}${stamp}`, category: 'ordinary' as const }));
  loan = await lent(team, await received(team, goods, shelf));
  custodian = await signIn('custodian-01');
  phone = await signIn('custodian-01', { phone: true });
});
test.afterAll(async () => {
  await Promise.all([custodian, phone].map((desk) => desk?.close()));
});

const dialog = (page: Page) => page.getByRole('dialog').filter({ has: page.locator('[data-digest]') });
const pad = (page: Page) => dialog(page).getByRole('img', { name: '签名区' });

/** The corners of a scribble within a box. */
async function corners(box: Locator, seed: number): Promise<{ x: number; y: number }[]> {
  await box.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await box.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  return [0.15, 0.3, 0.45, 0.6, 0.75].map((at, n) => ({ x: x + width * at, y: y + height * ((n + seed) % 2 ? 0.2 : 0.6) }));
}

async function drawByMouse(page: Page, seed: number): Promise<void> {
  const [first, ...rest] = await corners(pad(page), seed);
  await page.mouse.move(first?.x ?? 0, first?.y ?? 0);
  await page.mouse.down();
  for (const { x, y } of rest) await page.mouse.move(x, y, { steps: 6 });
  await page.mouse.up();
}

/** With a finger: the browser's own touches. */
async function drawByTouch(page: Page, seed: number): Promise<void> {
  const points = await corners(pad(page), seed);
  const touch = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) => touch.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', points.slice(0, 1));
  let [last] = points;
  for (const point of points.slice(1)) {
    for (let step = 1; step <= 6; step += 1) {
      const from = last ?? point;
      await send('touchMove', [{ x: from.x + ((point.x - from.x) * step) / 6, y: from.y + ((point.y - from.y) * step) / 6 }]);
    }
    last = point;
  }
  await send('touchEnd', []);
}

const sign = (page: Page) => dialog(page).getByRole('button', { name: '确认签名' });

test('the list is frozen, and the custodian signs with the mouse', async () => {
  const { page } = custodian;
  await page.goto(`/requests/${loan.id}`);
  await page.getByRole('button', { name: '交接签名' }).click();
  await dialog(page).getByText(`录音笔${stamp}`).waitFor();
  await expect(dialog(page).locator('[data-digest]')).toHaveText(/^[0-9a-f]{8}$/);
  await expect(sign(page)).toBeDisabled();
  expect(await findings(page)).toEqual([]);
  expect(await sticksOut(page)).toBe(0);
  await drawByMouse(page, 0);
  await dialog(page).getByRole('button', { name: '撤销一笔' }).click();
  await expect(sign(page)).toBeDisabled();
  await drawByMouse(page, 1);
  await sign(page).click();
  await dialog(page).getByRole('form', { name: '签名身份：接收人' }).waitFor();
});

test('the officer signs with a name and a paper, whose number is shown nowhere', async () => {
  const { page } = custodian;
  await expect(dialog(page).getByLabel('姓名')).not.toHaveValue('');
  await dialog(page).getByLabel('证件号码').fill(`${CARD.slice(0, -1)}7`);
  await drawByMouse(page, 2);
  await sign(page).click();
  await expect(dialog(page).locator('.ant-form-item-explain-error')).toHaveCount(1);
  await dialog(page).getByLabel('证件号码').fill(CARD);
  await sign(page).click();
  await dialog(page).getByText('各方均已签名。').waitFor();
  await dialog(page).getByRole('button', { name: /完 ?成/ }).click();
  const section = page.getByRole('region', { name: '交接与签名' });
  await section.getByText('**************0096').waitFor();
  await expect(page.locator('body')).not.toContainText(CARD);
  await expect.poll(() => section.locator('img').evaluateAll((images) => images.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length)).toBe(2);
  expect(await findings(page)).toEqual([]);
});

test('the issued paper shows the signatures', async () => {
  const { page } = custodian;
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/v1/papers') && response.request().method() === 'POST');
  await page.getByRole('button', { name: '签发 财物调用审批表' }).click();
  const { id } = (await (await answered).json()) as { id: string };
  const file = await page.request.get(`/api/v1/papers/${id}/paper.pdf`);
  const text = (await file.body()).toString('latin1');
  expect(text.match(/\/Subtype\s*\/Image/g)).toHaveLength(2);
});

test('the return is signed on a phone, with a finger', async ({ team }) => {
  const back = await approvedReturn(team, loan);
  const lines = back.items.map(({ code }) => ({ item: code, outcome: 'returned', condition: 'intact', place: shelf }));
  await team.desk.post(`/requests/${back.id}/execution`, { lines });
  const { page } = phone;
  await page.goto(`/requests/${back.id}`);
  await page.getByRole('button', { name: '交接签名' }).click();
  await dialog(page).getByLabel('证件号码').fill(CARD);
  expect(await sticksOut(page)).toBe(0);
  expect(await findings(page)).toEqual([]);
  await drawByTouch(page, 0);
  await sign(page).click();
  await dialog(page).getByRole('form', { name: '签名身份：接收人' }).waitFor();
  await drawByTouch(page, 1);
  await sign(page).click();
  await dialog(page).getByText('各方均已签名。').waitFor();
  await dialog(page).getByRole('button', { name: /完 ?成/ }).click();
  await expect(page.getByRole('region', { name: '交接与签名' }).locator('img')).toHaveCount(2);
  expect(await sticksOut(page)).toBe(0);
});

test('nobody complained', () => {
  for (const { complaints } of [custodian, phone]) expect(complaints.filter((complaint) => !/status of 4\d\d/.test(complaint))).toEqual([]);
});
