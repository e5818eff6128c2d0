// Every page there is, as somebody who may open it: on a phone in Chinese, and in the dark on a desktop in English. Everybody can read and use
// it, it fits its window, and nobody complains.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Desk, expect, test } from './support/fixtures';
import { findings, sticksOut } from './support/page-checks';
import { approvedIntake, type Prepared, type Team } from './support/people';

const LOOKS = [
  { name: 'on a phone in Chinese', look: { phone: true } },
  { name: 'in the dark in English', look: { english: true, dark: true } },
] as const;
const [OFFICER, CUSTODIAN, SUPERVISOR, SYSTEM] = ['officer-0101', 'custodian-01', 'supervisor-political-legal-committee-01', 'system-admin-01'];

/** Ids of what stands in addresses. */
type Ids = Record<'case' | 'item' | 'request' | 'draft' | 'list' | 'paper' | 'batch' | 'profile' | 'content' | 'notice', string>;

/** Who opens which page at which address. A member is missing as soon as a page is added. */
const VISITS: Record<string, (ids: Ids) => readonly [string, string]> = {
  'sign-in': () => [OFFICER, '/sign-in'],
  'sign-in/return': () => [OFFICER, '/sign-in/return?code=x&state=y'],
  password: () => [OFFICER, '/password'],
  'two-step': () => [OFFICER, '/two-step'],
  agencies: () => [SYSTEM, '/agencies'],
  'agencies/import': () => [SYSTEM, '/agencies/import'],
  audit: () => [SUPERVISOR, '/audit'],
  'audit/:seq': () => [SUPERVISOR, '/audit/20000'],
  verifications: () => [SUPERVISOR, '/verifications'],
  findings: () => [SUPERVISOR, '/findings'],
  cases: () => [OFFICER, '/cases'],
  'cases/new': () => [OFFICER, '/cases/new'],
  'cases/:id': (ids) => [OFFICER, `/cases/${ids.case}`],
  'cases/:id/edit': (ids) => [OFFICER, `/cases/${ids.case}/edit`],
  'cases/:id/seizure-lists/new': (ids) => [OFFICER, `/cases/${ids.case}/seizure-lists/new`],
  'seizure-lists/:id': (ids) => [OFFICER, `/seizure-lists/${ids.list}`],
  dashboard: () => [SUPERVISOR, '/dashboard'],
  reports: () => [SUPERVISOR, '/reports?year=2023'],
  'filed-tables': () => [SUPERVISOR, '/filed-tables'],
  deadlines: () => [SUPERVISOR, '/deadlines?view=calendar'],
  'clock-rules': () => [SYSTEM, '/clock-rules'],
  stays: () => [OFFICER, '/stays'],
  clues: () => [SUPERVISOR, '/clues'],
  'supervision-notices': () => [SUPERVISOR, '/supervision-notices'],
  'supervision-notices/:id': (ids) => [SUPERVISOR, `/supervision-notices/${ids.notice}`],
  'clock-rules/edit': () => [SUPERVISOR, '/clock-rules/edit'],
  discrepancies: () => [SUPERVISOR, '/discrepancies'],
  movements: () => [SUPERVISOR, '/movements'],
  items: () => [OFFICER, '/items?states=in_custody,on_loan'],
  'items/:id': (ids) => [OFFICER, `/items/${ids.item}`],
  loans: () => [SUPERVISOR, '/loans?open=true'],
  requests: () => [OFFICER, '/requests'],
  'requests/new/:kind': (ids) => [OFFICER, `/requests/new/loan?case_id=${ids.case}`],
  'requests/:id': (ids) => [OFFICER, `/requests/${ids.request}`],
  files: () => [OFFICER, '/files'],
  papers: () => [OFFICER, '/papers'],
  'papers/:id': (ids) => [OFFICER, `/papers/${ids.paper}`],
  'requests/:id/edit': (ids) => [OFFICER, `/requests/${ids.draft}/edit`],
  sessions: () => [OFFICER, '/sessions'],
  work: () => [OFFICER, '/work'],
  queue: () => ['unit-head-0101', '/queue'],
  today: () => [CUSTODIAN, '/today'],
  station: () => [CUSTODIAN, '/station'],
  'station/:id': (ids) => [CUSTODIAN, `/station/${ids.request}`],
  unclassified: () => [CUSTODIAN, '/unclassified'],
  places: () => [CUSTODIAN, '/places'],
  'places/import': () => [SYSTEM, '/places/import'],
  labels: () => [CUSTODIAN, '/labels'],
  'labels/print': () => [CUSTODIAN, '/labels/print'],
  'labels/blanks': () => [CUSTODIAN, '/labels/blanks'],
  'labels/batches/:id': (ids) => [CUSTODIAN, `/labels/batches/${ids.batch}`],
  'labels/paper': () => [SYSTEM, '/labels/paper'],
  'labels/paper/profiles/new': () => [SYSTEM, '/labels/paper/profiles/new'],
  'labels/paper/profiles/:id': (ids) => [SYSTEM, `/labels/paper/profiles/${ids.profile}`],
  'labels/paper/contents/new': () => [SYSTEM, '/labels/paper/contents/new'],
  'labels/paper/contents/:id': (ids) => [SYSTEM, `/labels/paper/contents/${ids.content}`],
  settings: () => [SYSTEM, '/settings'],
  users: () => [SYSTEM, '/users'],
  'users/import': () => [SYSTEM, '/users/import'],
};

// What is wrong is said in words, page by page; a trace of fifty pages says no more.
test.use({ trace: 'off' });

let ids: Ids;

async function prepared(team: Team): Promise<Ids> {
  const intake: Prepared = await approvedIntake(team, [{ name: '笔记本电脑', category: 'ordinary', features: '黑色' }]);
  const [item] = intake.items;
  if (!item) throw new Error('an intake has goods');
  const id = ({ id: of }: { id: string }) => of;
  const first = async (path: string) => (await team.desk.get<{ id: string }[] | { rows: { id: string }[] }>(path).then((found) => (Array.isArray(found) ? found : found.rows)))[0]?.id ?? '';
  const { seizure_list_id: list } = await team.officer.get<{ seizure_list_id: string }>(`/items/${item.id}`);
  return {
    case: intake.case_id,
    item: item.id,
    list,
    paper: id(await team.officer.post('/papers', { form: 'seizure_list', seizure_list_id: list })),
    request: intake.id,
    draft: id(await team.officer.post('/requests', { kind: 'loan', case_id: intake.case_id, reason: '辨认', items: [] })),
    batch: id(await team.desk.post('/print-batches', { items: [item.code] })),
    profile: await first('/paper-profiles'),
    content: await first('/label-contents'),
    notice: await sentNotice(team, intake.case_id),
  };
}

/** A notice about a case, sent by a supervisor. */
async function sentNotice(team: Team, case_id: string): Promise<string> {
  const { agency_id } = await team.officer.get<{ agency_id: string }>(`/cases/${case_id}`);
  const answer_by = new Date(Date.now() + 7 * 86_400_000).toISOString();
  const { id } = await team.supervisor.post<{ id: string }>('/supervision-notices', { case_id, agency_id, title: '逾期未移送', ground: '请说明原因。', answer_by });
  return id;
}

test.beforeAll(async ({ team }) => {
  ids = await prepared(team);
});

test('every page is visited', () => {
  const features = join(import.meta.dirname, '../src/features');
  const paths = (file: string) => [...readFileSync(file, 'utf8').matchAll(/\bpath: '\/?([^'*/][^'*]*)'/g)].map((match) => match[1] ?? '');
  const files = readdirSync(features).map((feature) => join(features, feature, 'pages.tsx'));
  const known = [...files, join(features, '../app/router.tsx')].flatMap(paths);
  expect(known.toSorted()).toEqual(Object.keys(VISITS).toSorted());
});

for (const { name, look } of LOOKS) {
  for (const login of [OFFICER, CUSTODIAN, SUPERVISOR, SYSTEM, 'unit-head-0101']) {
    test(`the pages of ${login} ${name}`, async ({ signIn }) => {
      test.slow();
      const desk: Desk = await signIn(login, look);
      const { page } = desk;
      const wrong: string[] = [];
      for (const [path, visit] of Object.entries(VISITS)) {
        const [who, address] = visit(ids);
        if (who !== login) continue;
        await page.goto(address);
        await page.locator('h1, .ant-result').first().waitFor();
        await page.locator('.ant-spin-spinning, .list-wait').first().waitFor({ state: 'detached' });
        if ((await page.locator('.ant-result').count()) > 0) wrong.push(`${path} cannot be opened at ${address}`);
        const over = await sticksOut(page);
        if (over > 0) wrong.push(`${path} sticks out by ${over} pixels`);
        wrong.push(...(await findings(page)));
      }
      await desk.close();
      // An answer of a provider that nobody asked is refused, which the browser tells.
      expect([...wrong, ...desk.complaints.filter((text) => !text.includes('409 (Conflict)'))]).toEqual([]);
    });
  }
}
