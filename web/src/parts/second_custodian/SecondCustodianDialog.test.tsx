import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { afterEach, expect, test, vi } from 'vitest';
import { SecondCustodianDialog } from './SecondCustodianDialog';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** The dialog is drawn slowly where there is no browser. */
const PATIENT = { timeout: 10_000 };

const json = (status: number, body: object) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
const refused = (pointer: string, code: string, detail: string) => json(422, { status: 422, code, detail, errors: [{ pointer, code, detail }] });
const good = () => json(200, { second_token: 't', second_id: 'u', second_name: '保管乙', expires_at: '2026-11-27T08:02:00Z' });

test('the second custodian is asked for a code when there is a factor, and types nothing twice', async () => {
  const sent: object[] = [];
  const answers = [refused('/code', 'code_needed', '请输入'), refused('/code', 'code_wrong', '验证码错误'), good()];
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push((await request.json()) as object);
    return answers.shift();
  });
  const confirmed = vi.fn();
  render(<App><SecondCustodianDialog open waiting={1} onClose={() => undefined} onConfirmed={confirmed} /></App>);
  const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
  const press = () => fireEvent.click(screen.getByText(/^确 ?认$/));
  type('第二名保管人员的登录名', 'custodian-02');
  type('密码', 'a password');
  expect(screen.queryByLabelText('验证码')).toBeNull();
  press();
  await screen.findByLabelText('验证码', {}, PATIENT);
  type('验证码', '000000');
  press();
  await screen.findByText('验证码错误', {}, PATIENT);
  type('验证码', '123456');
  press();
  await waitFor(() => expect(confirmed).toHaveBeenCalledWith(expect.objectContaining({ name: '保管乙', token: 't' })), PATIENT);
  const who = { login: 'custodian-02', password: 'a password' };
  expect(sent).toEqual([who, { ...who, code: '000000' }, { ...who, code: '123456' }]);
}, 30_000);
