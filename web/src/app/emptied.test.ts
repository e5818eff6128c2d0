// What a person empties in a form is sent as nothing, so that it is nothing afterwards: every member of every body that
// changes something, as the API's document has them.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { agencyEdit } from '@/features/agencies/agencyEdit';
import { placeEdit } from '@/features/places/placeEdit';
import { toEdit as toRequestEdit, toNew } from '@/features/requests/form/requestDraft';
import { toPaperSettings } from '@/features/settings/paperBody';
import { userEdit } from '@/features/users/userEdit';
import { toCorrection } from '@/parts/description/descriptionCells';
import { ALL_COLUMNS } from '@/parts/description/descriptionColumns';
import { sharedWith } from '@/ui/list/tools/layout';

interface Schema {
  $ref?: string;
  type?: string | string[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
}
interface Operation {
  operationId: string;
  requestBody?: { content: Record<string, { schema: Schema }> };
}

const document = JSON.parse(readFileSync(new URL('../../../docs/openapi.json', `file://${__filename}`), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

const resolved = (schema: Schema): Schema => (schema.$ref ? resolved(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema);
const isNullable = ({ type, oneOf = [] }: Schema) => [type, ...oneOf.map((each) => each.type)].flat().includes('null');

/** The members of a body, and of the objects in it, that can be null: `edit_place/capacity`. */
function nullable(path: string, schema: Schema): string[] {
  return Object.entries(resolved(schema).properties ?? {}).flatMap(([name, member]) => {
    const within = [member, ...(member.oneOf ?? [])].filter(({ $ref }) => $ref).flatMap((each) => nullable(`${path}/${name}`, each));
    return isNullable(member) ? [`${path}/${name}`, ...within] : within;
  });
}

const clearable = Object.values(document.paths)
  .flatMap((operations) => Object.entries(operations))
  .filter(([method]) => method === 'patch' || method === 'put')
  .flatMap(([, { operationId, requestBody }]) => Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => nullable(operationId, schema)));

const bare = { name: '手机', category: 'bulk', pieces: '1', unit: '件' };
const emptied = Object.fromEntries(ALL_COLUMNS.filter(({ key }) => !(key in bare)).map(({ key }) => [key, ' ']));
const description = toCorrection({ ...bare, ...emptied }).item;
const place = placeEdit({ code: 'A1', name: '一号库', kind: 'room', storage_class: 'ordinary', active: true, secrecy: 'ordinary', parent_code: '' }, () => undefined);
const request = toRequestEdit(toNew('loan', { case_id: 'c', items: [], terms: { starts_at: '', receiver_name: ' ', receiver_document_no: '', witness_name: '' } }));
const user = userEdit({ agency_id: 'a', badge_number: 'J1' }, { name: '张三', agency_id: 'a', badge_number: '' });
const agency = agencyEdit({ name: '单位', active: true });

/** What each form sends when its fields are empty. */
const SENT: Record<string, object | undefined> = { edit_item: description, 'correct_item/description': description, edit_place: place, edit_agency: agency, edit_user: user, edit_request: request, edit_list_view: sharedWith(undefined), set_paper_settings: toPaperSettings({ letterhead: ' ', number_pattern: '{year}-{sequence}' }, []) };

/** Members that no form sends as null, and why. */
const KEPT: Record<string, string> = {
  'edit_item/currency': 'no form edits it: it stays, and goes with the valuation',
  'edit_item/attributes': 'written as a whole, so that none are the empty whole',
  'correct_item/description/attributes': 'written as a whole, so that none are the empty whole',
  'correct_item/description/currency': 'no form edits it: it stays, and goes with the valuation',
  'edit_user/identity_number': 'shown to nobody, so that an empty field leaves it as it is',
  'correct_item/confirmation': 'of a second custodian, no field of the record',
};
/** Parts that are written anew as a whole: what is left out of them is none. */
const WHOLE: Record<string, () => object> = {
  'edit_item/attributes': () => description.attributes ?? {},
  'correct_item/description/attributes': () => description.attributes ?? {},
};

const partOf = (member: string) => member.slice(0, member.lastIndexOf('/'));
const parts = new Map(clearable.map((member) => [partOf(member), clearable.filter((other) => partOf(other) === partOf(member))]));

test.each([...parts])('%s: what is emptied is sent as null, or left out of what is written as a whole', (part, members) => {
  const names = members.filter((member) => !(member in KEPT)).map((member) => member.slice(part.length + 1));
  const whole = WHOLE[part]?.() as Record<string, unknown> | undefined;
  const sent = SENT[part] as Record<string, unknown> | undefined;
  expect(names.filter((name) => (whole ? name in whole : sent?.[name] !== null))).toEqual([]);
});

test('nothing is excused that no body has', () => {
  expect(Object.keys(KEPT).filter((member) => !clearable.includes(member))).toEqual([]);
  expect([...Object.keys(WHOLE), ...Object.keys(SENT)].filter((part) => !parts.has(part))).toEqual([]);
  expect(clearable.length).toBeGreaterThan(50);
});
