// The columns that a table of agencies, people or places may have, and what people call them.
import type { WordLists } from '@/i18n/words';

export const KINDS = ['places', 'agencies', 'users'] as const;
export type Kind = (typeof KINDS)[number];

export interface ImportColumn {
  key: string;
  /** Whether every row must have it. */
  needed: boolean;
  /** The closed list of which it takes a word. */
  list?: keyof WordLists & string;
  /** Whether it takes a whole number. */
  whole?: boolean;
  /** Other names of it. What could mean several things is left to be asked. */
  synonyms: readonly string[];
}

export const COLUMNS: Record<Kind, readonly ImportColumn[]> = {
  places: [
    { key: 'code', needed: true, synonyms: ['编码', '位置编码', '位置编号', '编号', '库位号', '货位号', '代码', 'Code', 'Place', 'Place code', 'Location', 'Location code', 'Bin code'] },
    { key: 'name', needed: true, synonyms: ['名称', '位置名称', '库位名称', '货位名称', 'Name', 'Place name', 'Location name'] },
    { key: 'kind', needed: true, list: 'PlaceKind', synonyms: ['级别', '层级', '位置级别', 'Level', 'Kind', 'Type', 'Level of the tree'] },
    { key: 'storage_class', needed: true, list: 'StorageClass', synonyms: ['存放类型', '存储类型', '库房类型', '类型', 'Built for', 'Storage class', 'Class'] },
    { key: 'parent_code', needed: false, synonyms: ['上级', '上级位置', '上级编码', '上级位置编码', '所属库房', 'Parent', 'Parent place', 'Parent code', 'Inside', 'Stands in'] },
    { key: 'capacity', needed: false, whole: true, synonyms: ['容量', '最大容量', '可存件数', 'Capacity', 'Capacity in items', 'Max items'] },
    { key: 'secrecy', needed: false, list: 'SecrecyLevel', synonyms: ['知悉级别', '最高知悉级别', '可存放的最高知悉级别', 'Secrecy', 'Secrecy level', 'Highest secrecy level'] },
  ],
  agencies: [
    { key: 'code', needed: true, synonyms: ['单位代码', '代码', '单位编码', '机构代码', '编码', 'Code', 'Unit code', 'Agency code'] },
    { key: 'name', needed: true, synonyms: ['名称', '单位名称', '单位', '机构名称', 'Name', 'Agency', 'Agency name'] },
    { key: 'kind', needed: true, list: 'AgencyKind', synonyms: ['类型', '单位类型', '单位类别', '性质', 'Kind', 'Type', 'Kind of agency'] },
    { key: 'parent_code', needed: false, synonyms: ['上级', '上级单位', '上级代码', '上级单位代码', '上级单位编码', 'Parent', 'Parent code', 'Parent agency', 'Agency above'] },
  ],
  users: [
    { key: 'login', needed: true, synonyms: ['登录名', '账号', '用户名', '帐号', 'Login', 'User name', 'Username', 'Account'] },
    { key: 'name', needed: true, synonyms: ['姓名', '名字', '人员姓名', '用户姓名', 'Name', 'Full name', 'Person'] },
    { key: 'agency_code', needed: true, synonyms: ['单位代码', '单位编码', '所属单位代码', '所在单位代码', 'Agency code', 'Unit code'] },
    { key: 'badge_number', needed: false, synonyms: ['警号', '工作证号', '警号或工作证号', '警员编号', 'Badge', 'Badge number', 'Badge no.', 'Permit number'] },
  ],
};
